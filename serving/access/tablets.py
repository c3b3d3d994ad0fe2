"""Tablets: enrolled once by a code, then lent to one client at a time, for minutes, by somebody at check-in.

The staff starts the session on the server; the token goes to the tablet alone, which fetches it with its own secret.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from serving.access.caller import Caller, Grant
from serving.access.errors import AccessNotFoundError, CredentialsInvalidError, TabletStateError, TokenExpiredError
from serving.access.ground import Ground
from serving.access.tables import Tablet, TabletSession
from serving.access.throttle import Guessed
from serving.access.tokens import (
    code_digest,
    device_secret,
    digest,
    matches,
    new_code,
    new_secret,
    read_device_secret,
    session_token,
)
from serving.database import is_id, new_id

_CODE_CHARACTERS = 12  # 60 random bits, typed once


@dataclass(frozen=True, slots=True)
class Announced:
    """A tablet to be enrolled, and the code to type into it."""

    row: Tablet
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the device keeps."""

    tablet: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lent:
    """A session of a tablet with one client."""

    row: TabletSession
    token: str = field(default="", repr=False)


class Tablets:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def announce(self, by: Caller, title: str, location: str, now: datetime) -> Announced:
        """A tablet that is to be enrolled; the code is shown this once."""
        code = new_code(_CODE_CHARACTERS)
        row = Tablet(
            id=new_id("tab", now),
            practice=by.practice,
            location=location,
            title=title,
            code_hash=code_digest(code),
            code_until=now + self._ground.limits.tablet_code,
            created_at=now,
            created_by=by.id,
        )
        with self._ground.database.writing() as session:
            session.add(row)
            self._ground.recorder.record(session, by, now, "tablet.announced", row.id, {"location": location})
        return Announced(row, code)

    def enroll(self, code: str, address: str, now: datetime) -> Enrolled:
        """The device gives the code, once, and gets its secret.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError.
        """
        guessed = [Guessed.address(address)]
        self._ground.throttle.admit(guessed, now)
        secret = new_secret()
        with self._ground.database.writing() as session:
            wanted = select(Tablet).where(Tablet.code_hash == code_digest(code), Tablet.code_until > now)
            row = session.scalars(wanted.with_for_update()).one_or_none()
            if row is None or row.revoked_at is not None:
                raise CredentialsInvalidError()
            row.code_hash, row.code_until = None, None
            row.secret_hash, row.enrolled_at = digest(secret), now
            self._ground.throttle.succeeded(session, (), guessed)
            self._ground.recorder.record(session, _itself(row), now, "tablet.enrolled", row.id, {})
        return Enrolled(row.id, device_secret(row.id, secret))

    def read(self, practice: str, id_: str) -> Tablet:
        """
        Raises:
            AccessNotFoundError.
        """
        with self._ground.database.reading() as session:
            return _found(session, practice, id_, locked=False)

    def start_session(self, by: Caller, id_: str, client: str, now: datetime) -> Lent:
        """Lends it to a client. A session before it ends in the same moment.

        Raises:
            AccessNotFoundError, TabletStateError.
        """
        with self._ground.database.writing() as session:
            tablet = _found(session, by.practice, id_)
            if tablet.secret_hash is None or tablet.revoked_at is not None:
                raise TabletStateError()
            _end(session, id_, now)
            row = TabletSession(
                id=new_id("tbs", now),
                tablet=id_,
                practice=tablet.practice,
                client=client,
                started_at=now,
                started_by=by.id,
                ends_at=now + self._ground.limits.tablet_session,
            )
            session.add(row)
            facts = {"client": client, "session": row.id}
            self._ground.recorder.record(session, by, now, "tablet.session_started", id_, facts)
            return Lent(row)

    def fetch(self, token: str, now: datetime) -> Lent:
        """The tablet asks for the token of its present session; one that it fetched before ends.

        Args:
            token: the device's secret.

        Raises:
            CredentialsInvalidError.
            AccessNotFoundError: nobody has lent it to a client.
        """
        tablet = self._device(token)
        fresh = session_token("tab")
        with self._ground.database.writing() as session:
            present = select(TabletSession).where(
                TabletSession.tablet == tablet.id, TabletSession.ended_at.is_(None), TabletSession.ends_at > now
            )
            row = session.scalars(present.with_for_update()).one_or_none()
            if row is None:
                raise AccessNotFoundError()
            row.token_hash = digest(fresh)
            return Lent(row, fresh)

    def end_session(self, by: Caller, id_: str, now: datetime) -> None:
        """The tablet is handed back. Without a session nothing happens.

        Raises:
            AccessNotFoundError.
        """
        with self._ground.database.writing() as session:
            _found(session, by.practice, id_)
            if _end(session, id_, now):
                self._ground.recorder.record(session, by, now, "tablet.session_ended", id_, {})

    def revoke(self, by: Caller, id_: str, now: datetime) -> Tablet:
        """Lost: neither its secret nor its session opens anything from now on. Twice is once.

        Raises:
            AccessNotFoundError.
        """
        with self._ground.database.writing() as session:
            tablet = _found(session, by.practice, id_)
            if tablet.revoked_at is None:
                tablet.revoked_at, tablet.code_hash, tablet.secret_hash = now, None, None
                _end(session, id_, now)
                self._ground.recorder.record(session, by, now, "tablet.revoked", id_, {})
            return tablet

    def caller(self, token: str, now: datetime) -> Caller:
        """Whose session it is: the tablet's, about one client.

        Raises:
            CredentialsInvalidError, TokenExpiredError.
        """
        with self._ground.database.reading() as session:
            wanted = select(TabletSession, Tablet).join(Tablet, Tablet.id == TabletSession.tablet)
            found = session.execute(wanted.where(TabletSession.token_hash == digest(token))).one_or_none()
        if found is None or found[0].ended_at is not None or found[1].revoked_at is not None:
            raise CredentialsInvalidError()
        lent, tablet = found
        if now >= lent.ends_at:
            raise TokenExpiredError()
        return Caller(tablet.id, "tablet", tablet.practice, (Grant("tablet"),), client=lent.client)

    def _device(self, token: str) -> Tablet:
        if (parts := read_device_secret(token)) is None:
            raise CredentialsInvalidError()
        with self._ground.database.reading() as session:
            row = session.get(Tablet, parts[0])
        if row is None or not matches(parts[1], row.secret_hash) or row.revoked_at is not None:
            raise CredentialsInvalidError()
        return row


def _itself(row: Tablet) -> Caller:
    return Caller(row.id, "tablet", row.practice, ())


def _end(session: Session, tablet: str, now: datetime) -> bool:
    """Whether one was open."""
    present = update(TabletSession).where(TabletSession.tablet == tablet, TabletSession.ended_at.is_(None))
    return bool(session.execute(present.values(ended_at=now)).rowcount)  # type: ignore[attr-defined]


def _found(session: Session, practice: str, id_: str, *, locked: bool = True) -> Tablet:
    row = session.get(Tablet, id_, with_for_update=locked) if is_id(id_, "tab") else None
    if row is None or row.practice != practice:
        raise AccessNotFoundError()
    return row
