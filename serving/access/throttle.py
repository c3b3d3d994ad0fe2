"""Guessing gets slower: after some failures each further try waits twice as long as the one before.

Counted before the credentials are looked at, so that guesses side by side count, too; and by the name that was typed,
whether or not somebody has it, so that the waiting tells nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from serving.access.errors import TooManyAttemptsError
from serving.access.ports import Transactions
from serving.access.tables import Attempts

LONGEST_S = 900
_FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Guessed:
    """Whose guesses are counted together.

    Attributes:
        free: failures before waiting begins.
    """

    who: bytes
    free: int

    @classmethod
    def account(cls, name: str) -> Guessed:
        """By the name typed at the door, or an account's id."""
        return cls(_hashed("account", name), free=5)

    @classmethod
    def address(cls, address: str) -> Guessed:
        """Of one machine, or of one household's network; a clinic's staff share theirs."""
        return cls(_hashed("address", _network(address)), free=30)


class Throttle:
    def __init__(self, database: Transactions) -> None:
        self._database = database

    def admit(self, guessed: Sequence[Guessed], now: datetime) -> None:
        """Counts a try as failed until `succeeded` takes it back.

        Raises:
            TooManyAttemptsError: with the seconds to wait; nothing was counted.
        """
        with self._database.writing() as session:
            rows = [(each, _row(session, each, now)) for each in sorted(guessed, key=lambda each: each.who)]
            wait = max((row.blocked_until - now).total_seconds() for _, row in rows)
            if wait > 0:
                raise TooManyAttemptsError(int(wait) + 1)
            for each, row in rows:
                _count(row, each.free, now)

    def succeeded(self, session: Session, forgiven: Sequence[Guessed], counted: Sequence[Guessed]) -> int:
        """The credentials were right.

        Args:
            forgiven: whose earlier failures are forgotten.
            counted: whose failures stay, without this try; else one's own account would clear an address.

        Returns:
            how many failures came before.
        """
        before = 0
        for each in sorted((*forgiven, *counted), key=lambda each: each.who):  # as `admit` locks them
            row = session.get(Attempts, each.who, with_for_update=True)
            if row is None:
                continue
            if each in forgiven:
                before = max(before, row.failures - 1)
                session.delete(row)
            else:
                row.failures, row.blocked_until = max(0, row.failures - 1), row.last_at - _FORGOTTEN_AFTER
        return before

    def sweep(self, now: datetime) -> None:
        """Forgets what is a day old."""
        with self._database.writing() as session:
            session.execute(delete(Attempts).where(Attempts.last_at < now - _FORGOTTEN_AFTER))


def _row(session: Session, guessed: Guessed, now: datetime) -> Attempts:
    """The count, locked, made if there is none: two at once get the same one.

    One statement: between two, another's `succeeded` could delete what the first one saw.
    """
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    fresh = {"who": guessed.who, "failures": 0, "last_at": now, "blocked_until": now - _FORGOTTEN_AFTER}
    found_or_made = (
        insert(Attempts)
        .values(fresh)
        .on_conflict_do_update(index_elements=[Attempts.who], set_={"who": guessed.who})  # changes nothing, locks
        .returning(Attempts)
    )
    return session.scalars(found_or_made, execution_options={"populate_existing": True}).one()


def _count(row: Attempts, free: int, now: datetime) -> None:
    failures = 0 if now - row.last_at > _FORGOTTEN_AFTER else row.failures
    row.failures, row.last_at = failures + 1, now
    if row.failures >= free:
        row.blocked_until = now + timedelta(seconds=min(LONGEST_S, 2 ** min(row.failures - free, 30)))


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> 64)  # one household has a whole /64 of them
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def _hashed(kind: str, who: str) -> bytes:
    return hashlib.sha256(f"{kind}:{who.casefold()}".encode()).digest()
