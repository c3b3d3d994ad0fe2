"""Signing in, on both databases."""

from __future__ import annotations

import contextlib
import logging
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text, update

from serving.access import Grant
from serving.access.accounts import Accounts
from serving.access.errors import (
    CredentialsInvalidError,
    TokenExpiredError,
)
from serving.access.ground import Ground
from serving.access.passwords import Passwords
from serving.access.sessions import Sessions
from serving.access.tables import Account, SignedIn
from serving.database import Database

from .grounds import (
    ADDRESS,
    ADMIN,
    HOUR,
    LOGIN,
    MINUTE,
    NOON,
    PASSWORD,
    Phone,
    profile,
    signed_in,
    taken,
    with_phone,
)

STEP = timedelta(seconds=30)


def test_an_account_opens_a_session_as_itself(on: Ground) -> None:
    staff = taken(on, Grant("provider", frozenset({"loc_1"}), assigned_only=True))
    caller = Sessions(on).caller(signed_in(on).token, NOON)
    assert (caller.id, caller.kind, caller.practice) == (staff.id, "user", "pra_a")
    assert caller.grants == (Grant("provider", frozenset({"loc_1"}), assigned_only=True),)
    assert (caller.strong, caller.authenticated_at) == (False, NOON)


def test_capitals_in_the_name_make_no_difference(on: Ground) -> None:
    taken(on)
    assert signed_in(on, LOGIN.upper()).token


@pytest.mark.parametrize(("login", "password"), [(LOGIN, "wrong-horse-battery"), ("eve@linden.example", PASSWORD)])
def test_what_is_wrong_is_not_told(on: Ground, login: str, password: str) -> None:
    taken(on)
    with pytest.raises(CredentialsInvalidError) as caught:
        Sessions(on).open(login, password, (), ADDRESS, NOON)
    assert (str(caught.value), caught.value.details) == (CredentialsInvalidError.title, {})


def test_an_invitation_is_no_password_and_works_once(on: Ground) -> None:
    invited = Accounts(on).create(ADMIN, profile(), [Grant("provider")], (), NOON)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).open(LOGIN, invited.invitation, (), ADDRESS, NOON)
    Accounts(on).accept(invited.invitation, PASSWORD, ADDRESS, NOON)
    with pytest.raises(CredentialsInvalidError):
        Accounts(on).accept(invited.invitation, "another-horse-battery", ADDRESS, NOON)


def test_an_invitation_ends(on: Ground) -> None:
    invited = Accounts(on).create(ADMIN, profile(), [Grant("provider")], (), NOON)
    with pytest.raises(CredentialsInvalidError):
        Accounts(on).accept(invited.invitation, PASSWORD, ADDRESS, NOON + 72 * HOUR)


def test_a_session_idles_out(on: Ground) -> None:
    taken(on)
    token, sessions = signed_in(on).token, Sessions(on)
    for minutes in (29, 58, 87):  # in use, it goes on
        assert sessions.caller(token, NOON + minutes * MINUTE)
    with pytest.raises(TokenExpiredError):
        sessions.caller(token, NOON + 117 * MINUTE)


def test_a_session_ends_however_busy(on: Ground) -> None:
    taken(on)
    token, sessions = signed_in(on).token, Sessions(on)
    for minutes in range(0, 12 * 60, 20):
        sessions.caller(token, NOON + minutes * MINUTE)
    with pytest.raises(TokenExpiredError):
        sessions.caller(token, NOON + 12 * HOUR)


def test_signing_out_ends_it_at_once(on: Ground) -> None:
    taken(on)
    first, second = signed_in(on).token, signed_in(on).token
    Sessions(on).close(first, NOON)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).caller(first, NOON)
    assert Sessions(on).caller(second, NOON)
    Sessions(on).close(second, NOON, everywhere=True)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).caller(second, NOON)


def test_a_disabled_account_has_no_sessions_from_that_moment(on: Ground) -> None:
    staff = taken(on)
    token = signed_in(on).token
    Accounts(on).set_active(ADMIN, staff.id, False, NOON)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).caller(token, NOON)
    with pytest.raises(CredentialsInvalidError):
        signed_in(on)
    Accounts(on).set_active(ADMIN, staff.id, True, NOON)
    with pytest.raises(CredentialsInvalidError):  # the old session stays ended
        Sessions(on).caller(token, NOON)
    assert signed_in(on).token


def test_who_is_disabled_while_signing_in_is_out(on: Ground) -> None:
    staff = taken(on)
    tokens: list[str] = []
    together = threading.Barrier(5)

    def sign_in() -> None:
        together.wait()
        with contextlib.suppress(CredentialsInvalidError):
            tokens.append(signed_in(on).token)

    threads = [threading.Thread(target=sign_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    together.wait()
    Accounts(on).set_active(ADMIN, staff.id, False, NOON)
    for thread in threads:
        thread.join()
    for token in tokens:
        with pytest.raises(CredentialsInvalidError):
            Sessions(on).caller(token, NOON)
    with on.database.reading() as session:
        assert session.scalars(select(SignedIn).where(SignedIn.ended_at.is_(None))).all() == []


def test_a_changed_grant_counts_from_the_next_request(on: Ground) -> None:
    staff = taken(on)
    token = signed_in(on).token
    Accounts(on).change(ADMIN, staff.id, NOON, grants=[Grant("auditor")])
    assert Sessions(on).caller(token, NOON).grants == (Grant("auditor"),)


def test_scopes_are_lent_and_asked_for(on: Ground) -> None:
    taken(on, scopes=("biometrics",))
    assert Sessions(on).caller(signed_in(on).token, NOON).scopes == frozenset()
    asked = signed_in(on, scopes=("biometrics", "photos.read")).token
    assert Sessions(on).caller(asked, NOON).scopes == {"biometrics"}


def test_only_hashes_are_stored(on: Ground, database: Database) -> None:
    taken(on)
    phone, session, codes = with_phone(on)
    secrets = [PASSWORD, session.token, session.token.removeprefix("cnt_ses_"), *codes, phone.code(NOON)]
    with database.reading() as open_one:
        tables = ("accounts", "account_sessions", "account_recovery_codes", "credential_attempts")
        stored = "".join(repr(tuple(row)) for name in tables for row in open_one.execute(text(f"SELECT * FROM {name}")))
    assert [secret for secret in secrets if secret in stored] == []
    assert LOGIN not in stored and "Lindqvist" not in stored


def test_a_password_is_hashed_again_when_the_settings_have_moved_on(on: Ground, database: Database) -> None:
    staff = taken(on)
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    with database.writing() as session:
        session.execute(update(Account).where(Account.id == staff.id).values(password=weak))
    signed_in(on)
    with database.reading() as session:
        kept = session.scalars(select(Account.password)).one()
    assert kept is not None and kept != weak and not on.passwords.outdated(kept)


# ---- the second factor


def test_a_new_invitation_takes_password_phone_and_sessions_away(on: Ground) -> None:
    staff = taken(on)
    _, session, codes = with_phone(on)
    invited = Accounts(on).invite_again(ADMIN, staff.id, NOON)
    for attempt in (lambda: Sessions(on).caller(session.token, NOON), lambda: signed_in(on)):
        with pytest.raises(CredentialsInvalidError):
            attempt()
    Accounts(on).accept(invited.invitation, PASSWORD, ADDRESS, NOON)
    opened = signed_in(on)
    assert not opened.awaiting
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).give_second_factor(opened.token, codes[0], ADDRESS, NOON)


def test_a_new_password_ends_the_other_sessions(on: Ground) -> None:
    taken(on)
    here, there = signed_in(on), signed_in(on)
    kept = Sessions(on).change_password(here.token, PASSWORD, "another-horse-battery", ADDRESS, NOON)
    assert Sessions(on).caller(kept.token, NOON)
    for token in (here.token, there.token):
        with pytest.raises(CredentialsInvalidError):
            Sessions(on).caller(token, NOON)
    with pytest.raises(CredentialsInvalidError):
        signed_in(on)


def test_a_session_that_was_ended_meanwhile_is_not_brought_back(on: Ground, database: Database) -> None:
    """Signed out between the look at the token and its renewal."""
    taken(on)
    phone, session, _ = with_phone(on)
    later = NOON + STEP
    sessions = Sessions(on)
    take = on.throttle.admit

    def ended_meanwhile(*arguments: object) -> None:
        with database.writing() as open_one:
            open_one.execute(update(SignedIn).values(ended_at=later))
        take(*arguments)  # type: ignore[arg-type]

    object.__setattr__(on.throttle, "admit", ended_meanwhile)
    with pytest.raises(CredentialsInvalidError):
        sessions.step_up(session.token, PASSWORD, phone.code(later), ADDRESS, later)


def test_a_token_that_was_renewed_meanwhile_is_not_renewed_again(on: Ground, database: Database) -> None:
    taken(on)
    phone, session, _ = with_phone(on)
    later = NOON + STEP
    take = on.throttle.admit

    def renewed_meanwhile(*arguments: object) -> None:
        with database.writing() as open_one:
            open_one.execute(update(SignedIn).values(token_hash=b"another token's hash, 32 bytes.."))
        take(*arguments)  # type: ignore[arg-type]

    object.__setattr__(on.throttle, "admit", renewed_meanwhile)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).step_up(session.token, PASSWORD, phone.code(later), ADDRESS, later)


@pytest.mark.parametrize("change", [{"active": False}, {"password": "another one"}])
def test_what_changes_while_a_password_is_looked_at_counts(
    on: Ground, database: Database, change: dict[str, object]
) -> None:
    taken(on)

    class Slow(Passwords):
        def verify(self, password: str, stored: str | None) -> bool:
            right = super().verify(password, stored)
            with database.writing() as session:
                session.execute(update(Account).values(change))
            return right

    with pytest.raises(CredentialsInvalidError):
        signed_in(replace(on, passwords=Slow()))
    with database.reading() as session:
        assert session.scalars(select(SignedIn)).all() == []


# ---- what is told


def test_the_audit_is_told_what_happened(on: Ground) -> None:
    staff = taken(on)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).open(LOGIN, "wrong-horse-battery", (), ADDRESS, NOON)
    with_phone(on)
    assert on.recorder.events() == [  # type: ignore[attr-defined]
        "account.created",
        "account.accepted",
        "session.opened",
        "account.second_factor_set",
    ]
    opened = on.recorder.told[2]  # type: ignore[attr-defined]
    assert (opened[1], opened[3]) == (staff.id, {"failures_before": 1})


def test_no_secret_is_in_a_log_or_a_repr(on: Ground, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    invited = Accounts(on).create(ADMIN, profile(), [Grant("provider")], (), NOON)
    Accounts(on).accept(invited.invitation, PASSWORD, ADDRESS, NOON)
    opened = signed_in(on)
    secret, _ = Sessions(on).begin_totp(opened.token, PASSWORD, ADDRESS, NOON)
    session, codes = Sessions(on).confirm_totp(opened.token, Phone(secret).code(NOON), ADDRESS, NOON)
    with pytest.raises(CredentialsInvalidError) as caught:
        Sessions(on).open(LOGIN, "wrong-horse-battery", (), ADDRESS, NOON)
    seen = [
        caplog.text,
        *map(repr, (invited, opened, session, on, caught.value, Sessions(on).caller(session.token, NOON))),
    ]
    secrets = [PASSWORD, "wrong-horse-battery", invited.invitation, opened.token, session.token, secret, *codes]
    assert "session.opened" in caplog.text
    assert [each for each in secrets if any(each in text for text in seen)] == []
