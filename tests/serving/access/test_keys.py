"""API keys, on both databases."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import text

from serving.access import Caller, CedarPolicy, Grant, Resource
from serving.access.cedar import policy_text
from serving.access.errors import AccessNotFoundError, CredentialsInvalidError, KeyLifeError, TokenExpiredError
from serving.access.keys import SCOPES, Issued, Keys
from serving.access.tables import ApiKey
from serving.database import Database

from .grounds import ADMIN, HOUR, MINUTE, NOON, ground
from .values import SCOPES as DRAWN

DAY = timedelta(days=1)
STRANGER = Caller("acc_other", "user", "pra_b", (Grant("admin"),), authenticated_at=NOON, strong=True)


@pytest.fixture
def keys(database: Database) -> Keys:
    return Keys(ground(database))


def created(keys: Keys, *scopes: str, locations: list[str] | None = None) -> Issued:
    return keys.create(ADMIN, "Practice system", scopes or ("clients.read",), locations, NOON + 90 * DAY, NOON)


def test_a_key_is_an_integration_with_its_scopes_and_locations(keys: Keys) -> None:
    issued = created(keys, "clients.read", "biometrics", locations=["loc_2", "loc_1"])
    assert issued.key.startswith(f"cnt_live_{issued.row.id}_")
    caller = keys.caller(issued.key, NOON)
    assert (caller.id, caller.kind, caller.practice) == (issued.row.id, "integration", "pra_a")
    assert caller.grants == (Grant("integration", frozenset({"loc_1", "loc_2"})),)
    assert (caller.scopes, caller.strong) == ({"clients.read", "biometrics"}, False)
    assert keys.caller(created(keys).key, NOON).grants == (Grant("integration", None),)


def test_every_scope_is_one_of_the_policy(keys: Keys) -> None:
    policy = CedarPolicy(lambda: NOON, 5)
    text_ = policy_text()
    assert all(f'contains("{scope}")' in text_ for scope in SCOPES)
    assert set(SCOPES) == set(DRAWN)
    caller = keys.caller(created(keys, "clients.read").key, NOON)
    assert policy.allows(caller, "client.read", Resource("client", "pra_a", "loc_1", "cli_1"))
    assert not policy.allows(caller, "client.update", Resource("client", "pra_a", "loc_1", "cli_1"))


def test_only_hashes_are_stored(keys: Keys, database: Database) -> None:
    issued = created(keys)
    secret = issued.key[-43:]
    with database.reading() as session:
        stored = repr([tuple(row) for row in session.execute(text("SELECT * FROM api_keys"))])
    assert issued.row.id in stored and secret not in stored


@pytest.mark.parametrize("where", [-1, 20, 40])
def test_a_key_that_is_altered_opens_nothing(keys: Keys, where: int) -> None:
    key = created(keys).key
    other = "A" if key[where] != "A" else "B"
    altered = key[:where] + other + (key[where:][1:])
    with pytest.raises(CredentialsInvalidError):
        keys.caller(altered, NOON)


@pytest.mark.parametrize("life", [timedelta(0), -DAY, 732 * DAY])
def test_a_key_lives_for_a_while_and_not_for_ever(keys: Keys, life: timedelta) -> None:
    with pytest.raises(KeyLifeError):
        keys.create(ADMIN, "Practice system", ("clients.read",), None, NOON + life, NOON)


def test_a_key_ends(keys: Keys) -> None:
    key = created(keys).key
    assert keys.caller(key, NOON + 90 * DAY - MINUTE)
    with pytest.raises(TokenExpiredError):
        keys.caller(key, NOON + 90 * DAY)


def test_a_revoked_key_opens_nothing_at_once(keys: Keys) -> None:
    issued = created(keys)
    assert keys.caller(issued.key, NOON)
    keys.revoke(ADMIN, issued.row.id, NOON)
    assert keys.revoke(ADMIN, issued.row.id, NOON + HOUR).revoked_at == NOON
    with pytest.raises(CredentialsInvalidError):
        keys.caller(issued.key, NOON)
    with pytest.raises(AccessNotFoundError):
        keys.rotate(ADMIN, issued.row.id, HOUR, NOON)


def test_rotation_overlaps(keys: Keys) -> None:
    first = created(keys)
    second = keys.rotate(ADMIN, first.row.id, 24 * HOUR, NOON)
    assert keys.caller(first.key, NOON + 23 * HOUR).id == keys.caller(second.key, NOON).id
    with pytest.raises(CredentialsInvalidError):
        keys.caller(first.key, NOON + 24 * HOUR)
    third = keys.rotate(ADMIN, first.row.id, HOUR, NOON + MINUTE)
    with pytest.raises(CredentialsInvalidError):  # two rotations ago
        keys.caller(first.key, NOON + 2 * MINUTE)
    assert keys.caller(second.key, NOON + 2 * MINUTE) and keys.caller(third.key, NOON + 2 * MINUTE)


def test_rotating_without_overlap_is_at_once(keys: Keys) -> None:
    first = created(keys)
    keys.rotate(ADMIN, first.row.id, timedelta(0), NOON)
    with pytest.raises(CredentialsInvalidError):
        keys.caller(first.key, NOON)


def test_the_last_use_is_noted(keys: Keys, database: Database) -> None:
    issued = created(keys)

    def used() -> object:
        with database.reading() as session:
            return session.get_one(ApiKey, issued.row.id).used_at

    assert used() is None
    keys.caller(issued.key, NOON)
    assert used() == NOON
    keys.caller(issued.key, NOON + MINUTE / 2)
    assert used() == NOON
    keys.caller(issued.key, NOON + MINUTE)
    assert used() == NOON + MINUTE


def test_keys_of_another_practice_are_not_there(keys: Keys) -> None:
    issued = created(keys)
    for attempt in (
        lambda: keys.revoke(STRANGER, issued.row.id, NOON),
        lambda: keys.rotate(STRANGER, issued.row.id, HOUR, NOON),
        lambda: keys.revoke(ADMIN, "key_0000000000000000000000000A", NOON),
    ):
        with pytest.raises(AccessNotFoundError):
            attempt()
    assert keys.caller(issued.key, NOON)


def test_no_key_is_in_a_log_or_a_repr(keys: Keys, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    first = created(keys)
    second = keys.rotate(ADMIN, first.row.id, HOUR, NOON)
    seen = (caplog.text, repr(first), repr(second), repr(keys.caller(second.key, NOON)), repr(first.row))
    assert "key.rotated" in caplog.text
    for issued in (first, second):
        assert not any(issued.key[-43:] in text_ for text_ in seen)
