"""API keys of integrations: shown once, stored as a hash, scoped, rotated with an overlap, revoked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy.orm import Session

from serving.access.caller import Caller, Grant
from serving.access.errors import AccessNotFoundError, CredentialsInvalidError, KeyLifeError, TokenExpiredError
from serving.access.ground import Ground
from serving.access.tables import ApiKey
from serving.access.tokens import api_key, digest, matches, new_secret, read_api_key
from serving.database import is_id, new_id

KeyScope = Literal[
    "analyses.read",
    "analyses.write",
    "biometrics",
    "clients.read",
    "clients.write",
    "consents.read",
    "consents.write",
    "events.read",
    "photos.read",
    "photos.write",
    "plans.read",
    "plans.write",
    "profiles.read",
    "profiles.write",
    "projections.read",
    "projections.write",
    "visits.read",
    "visits.write",
]
SCOPES: tuple[KeyScope, ...] = get_args(KeyScope)
LONGEST_LIFE = timedelta(days=731)
_USED_EVERY = timedelta(minutes=1)  # its last use is noted so often, not at every request


@dataclass(frozen=True, slots=True)
class Issued:
    """A key and its secret form, shown this once."""

    row: ApiKey
    key: str = field(repr=False)


class Keys:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def create(
        self,
        by: Caller,
        title: str,
        scopes: Sequence[str],
        locations: Sequence[str] | None,
        expires_at: datetime,
        now: datetime,
    ) -> Issued:
        """
        Raises:
            KeyLifeError: it would have ended already, or live for too long.
        """
        if not now < expires_at <= now + LONGEST_LIFE:
            raise KeyLifeError()
        secret = new_secret()
        row = ApiKey(
            id=new_id("key", now),
            practice=by.practice,
            title=title,
            secret_hash=digest(secret),
            scopes=sorted(set(scopes)),
            locations=None if locations is None else sorted(set(locations)),
            created_at=now,
            created_by=by.id,
            expires_at=expires_at,
        )
        with self._ground.database.writing() as session:
            session.add(row)
            self._ground.recorder.record(session, by, now, "key.created", row.id, {"scopes": ",".join(row.scopes)})
        return Issued(row, api_key(row.id, secret))

    def rotate(self, by: Caller, id_: str, overlap: timedelta, now: datetime) -> Issued:
        """A new secret; the one before works for the overlap, the one before that no longer.

        Raises:
            AccessNotFoundError: there is none of this practice that is not revoked.
        """
        secret = new_secret()
        with self._ground.database.writing() as session:
            row = _found(session, by.practice, id_)
            if row.revoked_at is not None:
                raise AccessNotFoundError()
            row.earlier_hash, row.earlier_until = row.secret_hash, now + overlap
            row.secret_hash = digest(secret)
            self._ground.recorder.record(session, by, now, "key.rotated", id_, {})
        return Issued(row, api_key(id_, secret))

    def revoke(self, by: Caller, id_: str, now: datetime) -> ApiKey:
        """From the next request on it opens nothing. Twice is once.

        Raises:
            AccessNotFoundError.
        """
        with self._ground.database.writing() as session:
            row = _found(session, by.practice, id_)
            if row.revoked_at is None:
                row.revoked_at = now
                self._ground.recorder.record(session, by, now, "key.revoked", id_, {})
            return row

    def caller(self, token: str, now: datetime) -> Caller:
        """Whose key it is.

        Raises:
            CredentialsInvalidError, TokenExpiredError.
        """
        if (parts := read_api_key(token)) is None:
            raise CredentialsInvalidError()
        with self._ground.database.reading() as session:
            row = session.get(ApiKey, parts[0])
        if row is None or not _opens(row, parts[1], now) or row.revoked_at is not None:
            raise CredentialsInvalidError()
        if now >= row.expires_at:
            raise TokenExpiredError()
        if row.used_at is None or now - row.used_at >= _USED_EVERY:
            with self._ground.database.writing() as session:
                session.get_one(ApiKey, row.id).used_at = now
        grant = Grant("integration", None if row.locations is None else frozenset(row.locations))
        return Caller(row.id, "integration", row.practice, (grant,), frozenset(row.scopes))


def _opens(row: ApiKey, secret: str, now: datetime) -> bool:
    earlier = row.earlier_until is not None and now < row.earlier_until and matches(secret, row.earlier_hash)
    return matches(secret, row.secret_hash) or earlier


def _found(session: Session, practice: str, id_: str) -> ApiKey:
    row = session.get(ApiKey, id_, with_for_update=True) if is_id(id_, "key") else None
    if row is None or row.practice != practice:
        raise AccessNotFoundError()
    return row
