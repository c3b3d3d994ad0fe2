"""Signing in: a password, then a second factor where there is one; sessions idle, end, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.access.accounts import end_sessions, read_profile
from serving.access.caller import Caller
from serving.access.errors import (
    CredentialsInvalidError,
    SecondFactorRequiredError,
    SecondFactorSetError,
    TokenExpiredError,
)
from serving.access.ground import Ground
from serving.access.one_time import new_recovery_codes, new_totp, take_code, take_recovery_code
from serving.access.passwords import check_new_password
from serving.access.profile import login_hash, read_grant
from serving.access.tables import Account, SignedIn
from serving.access.throttle import Guessed
from serving.access.tokens import digest, session_token
from serving.database import new_id

_SEEN_EVERY = timedelta(minutes=1)  # a session in use is noted so often, not at every request


@dataclass(frozen=True, slots=True)
class Opened:
    """A session and its token, which is shown once and stored nowhere.

    Attributes:
        awaiting: it is good for giving the second factor, and for nothing else.
    """

    id: str
    account: str
    awaiting: bool
    strong: bool
    ends_at: datetime
    token: str = field(repr=False)


class Sessions:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def open(self, login: str, password: str, scopes: Iterable[str], address: str, now: datetime) -> Opened:
        """
        Raises:
            TooManyAttemptsError, CredentialsInvalidError: alike for a name that nobody has.
        """
        name, place = Guessed.account(login.strip()), Guessed.address(address)
        self._ground.throttle.admit([name, place], now)
        with self._ground.database.reading() as session:
            found = session.scalars(select(Account).where(Account.login_hash == login_hash(login))).one_or_none()
        stored = found.password if found and found.active else None
        if not self._ground.passwords.verify(password, stored) or found is None or stored is None:
            raise CredentialsInvalidError()
        fresh = self._ground.passwords.hash(password) if self._ground.passwords.outdated(stored) else None
        with self._ground.database.writing() as session:
            account = session.get_one(Account, found.id, with_for_update=True)
            if not account.active or account.password != stored:
                raise CredentialsInvalidError()  # changed while the password was being looked at
            account.password = fresh or stored
            failures = self._ground.throttle.succeeded(session, [name], [place])
            return self._new(session, account, scopes, failures, now)

    def give_second_factor(self, token: str, code: str, address: str, now: datetime) -> Opened:
        """Makes an awaiting session a whole one, with a new token.

        Args:
            code: of the authenticator, or a recovery code.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError, TokenExpiredError.
        """
        signed_in, _ = self._in_use(token, now)
        return self._proven(signed_in, code, address, now)

    def step_up(self, token: str, password: str, code: str, address: str, now: datetime) -> Opened:
        """Credentials again, before something is signed; the session goes on with a new token.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError, TokenExpiredError, SecondFactorRequiredError.
        """
        signed_in, account = self._in_use(token, now)
        if signed_in.awaiting:
            raise SecondFactorRequiredError()
        self._check_password(account, password, address, now)
        return self._proven(signed_in, code, address, now)

    def caller(self, token: str, now: datetime) -> Caller:
        """Whose session it is.

        Raises:
            CredentialsInvalidError, TokenExpiredError, SecondFactorRequiredError.
        """
        signed_in, account = self._in_use(token, now)
        if signed_in.awaiting:
            raise SecondFactorRequiredError()
        if now - signed_in.seen_at >= _SEEN_EVERY:
            with self._ground.database.writing() as session:
                session.get_one(SignedIn, signed_in.id).seen_at = now
        return Caller(
            account.id,
            "user",
            account.practice,
            tuple(read_grant(row) for row in account.grants),
            frozenset(signed_in.scopes) & frozenset(account.scopes),
            authenticated_at=signed_in.authenticated_at,
            strong=signed_in.strong,
        )

    def close(self, token: str, now: datetime, *, everywhere: bool = False) -> None:
        """Signs out; a session that has ended already stays ended.

        Args:
            everywhere: all sessions of the account.
        """
        with self._ground.database.writing() as session:
            signed_in = session.scalars(select(SignedIn).where(SignedIn.token_hash == digest(token))).one_or_none()
            if signed_in is None or signed_in.ended_at is not None:
                return
            signed_in.ended_at = now
            if everywhere and not signed_in.awaiting:
                end_sessions(session, signed_in.account, now)
            self._record(session, signed_in, now, "session.closed")

    def begin_totp(self, token: str, password: str, address: str, now: datetime) -> tuple[str, str]:
        """A new second factor's secret, and the login that it is for; the password is asked again.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError, TokenExpiredError, SecondFactorSetError.
        """
        _, account = self._in_use(token, now)
        self._check_password(account, password, address, now)
        with self._ground.database.writing() as session:
            row = session.get_one(Account, account.id, with_for_update=True)
            if row.totp_confirmed:
                raise SecondFactorSetError()
            return new_totp(self._ground.sealing, row), read_profile(self._ground.sealing, row).login

    def confirm_totp(self, token: str, code: str, address: str, now: datetime) -> tuple[Opened, tuple[str, ...]]:
        """The first code of it: from now on it is asked for. Recovery codes, shown once; a new token.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError, TokenExpiredError, SecondFactorSetError.
        """
        signed_in, account = self._in_use(token, now)
        guessed = self._guessing(account, address, now)
        with self._ground.database.writing() as session:
            row = session.get_one(Account, account.id, with_for_update=True)
            if row.totp_confirmed:
                raise SecondFactorSetError()
            if not take_code(session, self._ground.sealing, row, code, now):
                raise CredentialsInvalidError()
            session.refresh(row)
            row.totp_confirmed = True
            codes = new_recovery_codes(session, account.id)
            self._ground.throttle.succeeded(session, guessed[:1], guessed[1:])
            end_sessions(session, account.id, now, but=signed_in.id)  # those that never gave a second factor
            return self._renewed(session, signed_in, now, "account.second_factor_set"), codes

    def change_password(self, token: str, password: str, new_password: str, address: str, now: datetime) -> Opened:
        """Ends all other sessions of the account.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError, TokenExpiredError, PasswordTooWeakError.
        """
        signed_in, account = self._in_use(token, now)
        if signed_in.awaiting:
            raise SecondFactorRequiredError()
        self._check_password(account, password, address, now)
        check_new_password(new_password, read_profile(self._ground.sealing, account).login)
        hashed = self._ground.passwords.hash(new_password)
        with self._ground.database.writing() as session:
            session.get_one(Account, account.id, with_for_update=True).password = hashed
            end_sessions(session, account.id, now, but=signed_in.id)
            return self._renewed(session, signed_in, now, "account.password_changed", strong=signed_in.strong)

    def _in_use(self, token: str, now: datetime) -> tuple[SignedIn, Account]:
        with self._ground.database.reading() as session:
            wanted = select(SignedIn, Account).join(Account, Account.id == SignedIn.account)
            found = session.execute(wanted.where(SignedIn.token_hash == digest(token))).one_or_none()
        if found is None or not found[1].active:
            raise CredentialsInvalidError()
        signed_in, account = found
        if signed_in.ended_at is not None:
            raise CredentialsInvalidError()
        if now >= min(signed_in.ends_at, signed_in.seen_at + self._ground.limits.session_idle):
            raise TokenExpiredError()
        return signed_in, account

    def _new(self, session: Session, account: Account, scopes: Iterable[str], failures: int, now: datetime) -> Opened:
        token = session_token("ses")
        signed_in = SignedIn(
            id=new_id("ses", now),
            account=account.id,
            practice=account.practice,
            token_hash=digest(token),
            scopes=sorted(set(scopes) & set(account.scopes)),
            awaiting=account.totp_confirmed,
            strong=False,
            authenticated_at=now,
            started_at=now,
            seen_at=now,
            ends_at=now + self._ground.limits.session_longest,
        )
        session.add(signed_in)
        self._record(session, signed_in, now, "session.opened", failures_before=failures)
        return _opened(signed_in, token)

    def _check_password(self, account: Account, password: str, address: str, now: datetime) -> None:
        guessed = self._guessing(account, address, now)
        if not self._ground.passwords.verify(password, account.password):
            raise CredentialsInvalidError()
        with self._ground.database.writing() as session:
            self._ground.throttle.succeeded(session, guessed[:1], guessed[1:])

    def _proven(self, signed_in: SignedIn, code: str, address: str, now: datetime) -> Opened:
        with self._ground.database.reading() as session:
            account = session.get_one(Account, signed_in.account)
        guessed = self._guessing(account, address, now, "second factor ")
        with self._ground.database.writing() as session:
            row = session.get_one(Account, account.id, with_for_update=True)
            right = row.totp_confirmed and take_code(session, self._ground.sealing, row, code, now)
            if not right and not (row.totp_confirmed and take_recovery_code(session, row.id, code, now)):
                raise CredentialsInvalidError()
            self._ground.throttle.succeeded(session, guessed[:1], guessed[1:])
            return self._renewed(session, signed_in, now, "session.proven", recovery_code=not right)

    def _guessing(self, account: Account, address: str, now: datetime, what: str = "") -> list[Guessed]:
        """Counts the try: of the account, then of the address."""
        guessed = [Guessed.account(what + account.id), Guessed.address(address)]
        self._ground.throttle.admit(guessed, now)
        return guessed

    def _renewed(
        self, session: Session, used: SignedIn, now: datetime, event: str, *, strong: bool = True, **facts: object
    ) -> Opened:
        """The session goes on with another token: whoever saw the one before has nothing.

        Raises:
            CredentialsInvalidError: it was ended, or renewed, since the token was looked at.
        """
        row = session.get(SignedIn, used.id, with_for_update=True)
        if row is None or row.ended_at is not None or row.token_hash != used.token_hash:
            raise CredentialsInvalidError()
        token = session_token("ses")
        row.token_hash, row.awaiting, row.strong = digest(token), False, strong
        row.authenticated_at = row.seen_at = now
        self._record(session, row, now, event, **facts)
        return _opened(row, token)

    def _record(self, session: Session, signed_in: SignedIn, now: datetime, event: str, **facts: object) -> None:
        caller = Caller(signed_in.account, "user", signed_in.practice, ())
        self._ground.recorder.record(session, caller, now, event, signed_in.id, facts)


def _opened(signed_in: SignedIn, token: str) -> Opened:
    return Opened(signed_in.id, signed_in.account, signed_in.awaiting, signed_in.strong, signed_in.ends_at, token)
