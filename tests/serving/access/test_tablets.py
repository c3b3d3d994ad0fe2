"""Tablets, on both databases."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text

from serving.access import Caller, Grant
from serving.access.errors import (
    AccessNotFoundError,
    CredentialsInvalidError,
    TabletStateError,
    TokenExpiredError,
    TooManyAttemptsError,
)
from serving.access.tablets import Enrolled, Tablets
from serving.database import Database

from .grounds import ADDRESS, MINUTE, NOON, ground

DESK = Caller("acc_desk", "user", "pra_a", (Grant("coordinator", frozenset({"loc_1"})),))
STRANGER = Caller("acc_other", "user", "pra_b", (Grant("coordinator"),))


@pytest.fixture
def tablets(database: Database) -> Tablets:
    return Tablets(ground(database))


def enrolled(tablets: Tablets) -> Enrolled:
    announced = tablets.announce(DESK, "Room 2", "loc_1", NOON)
    return tablets.enroll(announced.code.lower(), ADDRESS, NOON)


def test_a_tablet_reaches_its_client_and_no_other(tablets: Tablets) -> None:
    device = enrolled(tablets)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    caller = tablets.caller(tablets.fetch(device.secret, NOON).token, NOON)
    assert caller == Caller(device.tablet, "tablet", "pra_a", (Grant("tablet"),), client="cli_1")


def test_a_code_works_once_and_for_minutes(tablets: Tablets) -> None:
    announced = tablets.announce(DESK, "Room 2", "loc_1", NOON)
    with pytest.raises(CredentialsInvalidError):
        tablets.enroll(announced.code, ADDRESS, NOON + 15 * MINUTE)
    assert tablets.enroll(announced.code, ADDRESS, NOON + 14 * MINUTE)
    with pytest.raises(CredentialsInvalidError):
        tablets.enroll(announced.code, ADDRESS, NOON + 14 * MINUTE)


def test_codes_cannot_be_guessed(tablets: Tablets) -> None:
    tablets.announce(DESK, "Room 2", "loc_1", NOON)
    with pytest.raises(TooManyAttemptsError):
        for number in range(40):
            with pytest.raises(CredentialsInvalidError):
                tablets.enroll(f"{number:012}", ADDRESS, NOON)


def test_the_devices_secret_is_no_token(tablets: Tablets) -> None:
    device = enrolled(tablets)
    with pytest.raises(AccessNotFoundError):
        tablets.fetch(device.secret, NOON)
    with pytest.raises(CredentialsInvalidError):
        tablets.caller(device.secret, NOON)


def test_a_session_lasts_a_quarter_of_an_hour(tablets: Tablets) -> None:
    device = enrolled(tablets)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    token = tablets.fetch(device.secret, NOON).token
    assert tablets.caller(token, NOON + 14 * MINUTE)
    with pytest.raises(TokenExpiredError):
        tablets.caller(token, NOON + 15 * MINUTE)
    with pytest.raises(AccessNotFoundError):
        tablets.fetch(device.secret, NOON + 15 * MINUTE)


def test_the_next_client_ends_the_session_of_the_one_before(tablets: Tablets) -> None:
    device = enrolled(tablets)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    first = tablets.fetch(device.secret, NOON).token
    tablets.start_session(DESK, device.tablet, "cli_2", NOON)
    with pytest.raises(CredentialsInvalidError):
        tablets.caller(first, NOON)
    assert tablets.caller(tablets.fetch(device.secret, NOON).token, NOON).client == "cli_2"


def test_a_token_fetched_again_replaces_the_one_before(tablets: Tablets) -> None:
    device = enrolled(tablets)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    first, second = (tablets.fetch(device.secret, NOON).token for _ in range(2))
    assert tablets.caller(second, NOON)
    with pytest.raises(CredentialsInvalidError):
        tablets.caller(first, NOON)


def test_handed_back_it_opens_nothing(tablets: Tablets) -> None:
    device = enrolled(tablets)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    token = tablets.fetch(device.secret, NOON).token
    tablets.end_session(DESK, device.tablet, NOON)
    tablets.end_session(DESK, device.tablet, NOON)
    with pytest.raises(CredentialsInvalidError):
        tablets.caller(token, NOON)
    with pytest.raises(AccessNotFoundError):
        tablets.fetch(device.secret, NOON)


def test_a_lost_tablet_opens_nothing(tablets: Tablets) -> None:
    device = enrolled(tablets)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    token = tablets.fetch(device.secret, NOON).token
    tablets.revoke(DESK, device.tablet, NOON)
    for attempt in (lambda: tablets.caller(token, NOON), lambda: tablets.fetch(device.secret, NOON)):
        with pytest.raises(CredentialsInvalidError):
            attempt()
    with pytest.raises(TabletStateError):
        tablets.start_session(DESK, device.tablet, "cli_1", NOON)


def test_a_tablet_revoked_before_it_was_enrolled_never_is(tablets: Tablets) -> None:
    announced = tablets.announce(DESK, "Room 2", "loc_1", NOON)
    tablets.revoke(DESK, announced.row.id, NOON)
    with pytest.raises(CredentialsInvalidError):
        tablets.enroll(announced.code, ADDRESS, NOON)


def test_it_is_not_lent_before_it_is_enrolled(tablets: Tablets) -> None:
    announced = tablets.announce(DESK, "Room 2", "loc_1", NOON)
    with pytest.raises(TabletStateError):
        tablets.start_session(DESK, announced.row.id, "cli_1", NOON)


def test_tablets_of_another_practice_are_not_there(tablets: Tablets) -> None:
    device = enrolled(tablets)
    for attempt in (
        lambda: tablets.read("pra_b", device.tablet),
        lambda: tablets.revoke(STRANGER, device.tablet, NOON),
        lambda: tablets.start_session(STRANGER, device.tablet, "cli_1", NOON),
        lambda: tablets.end_session(STRANGER, device.tablet, NOON),
    ):
        with pytest.raises(AccessNotFoundError):
            attempt()


def test_no_secret_is_stored_logged_or_shown(
    tablets: Tablets, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    announced = tablets.announce(DESK, "Room 2", "loc_1", NOON)
    device = tablets.enroll(announced.code, ADDRESS, NOON)
    tablets.start_session(DESK, device.tablet, "cli_1", NOON)
    lent = tablets.fetch(device.secret, NOON)
    with database.reading() as session:
        stored = [
            repr(tuple(row))
            for table in ("tablets", "tablet_sessions", "credential_attempts")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        ]
    seen = [caplog.text, *stored, *map(repr, (announced, device, lent, tablets.caller(lent.token, NOON)))]
    secrets = [announced.code, device.secret[-43:], lent.token.removeprefix("cnt_tab_")]
    assert "tablet.session_started" in caplog.text
    assert [secret for secret in secrets if any(secret in text_ for text_ in seen)] == []
