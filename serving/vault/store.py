"""The key store: wrapped keys, who was erased, and two facts about itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import psycopg
from sqlalchemy import PoolProxiedConnection, Select, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from serving.database import Database
from serving.vault.errors import KeyMissingError
from serving.vault.tables import destroyed, keys, metadata, state

_MAKING_TABLES = 0x6B657973  # an advisory lock of PostgreSQL: two servers may start at once
_BY_GENERATION = keys.c.generation.desc()


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """An owner's key as it is stored, and the name of the master key that wrapped it."""

    owner: str
    generation: int
    master: str
    wrapped: bytes

    @property
    def context(self) -> str:
        """What the wrapping is bound to: a row that is moved to another owner does not unwrap."""
        return f"{self.generation}:{self.owner}"


@dataclass(frozen=True, slots=True)
class Destruction:
    """That an owner's keys are gone, since when, and why: a code, no sentence about a person."""

    owner: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class State:
    """Which master key wraps now, and how far the ledger was followed: its lines, and the last one's code."""

    master: str
    ledger_lines: int
    ledger_mac: str


class KeyRows:
    """The key store inside a transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> State | None:
        row = self._session.execute(select(state)).one_or_none()
        return State(row.master, row.ledger_lines, row.ledger_mac) if row else None

    def set_state(self, now: State) -> None:
        values = {"master": now.master, "ledger_lines": now.ledger_lines, "ledger_mac": now.ledger_mac}
        if not self._session.execute(update(state).values(values)).rowcount:  # type: ignore[attr-defined]
            self._session.execute(insert(state).values(id=1, **values))

    def newest(self, owner: str) -> WrappedKey | None:
        return self._one(select(keys).where(keys.c.owner == owner).order_by(_BY_GENERATION).limit(1))

    def key(self, owner: str, generation: int) -> WrappedKey | None:
        return self._one(select(keys).where(keys.c.owner == owner, keys.c.generation == generation))

    def all_of(self, owners: Collection[str]) -> dict[tuple[str, int], WrappedKey]:
        """Every key of some owners, by owner and generation."""
        rows = self._session.execute(select(keys).where(keys.c.owner.in_(owners)))
        found = [WrappedKey(row.owner, row.generation, row.master, row.wrapped) for row in rows]
        return {(key.owner, key.generation): key for key in found}

    def destroyed_among(self, owners: Collection[str]) -> set[str]:
        return set(self._session.execute(select(destroyed.c.owner).where(destroyed.c.owner.in_(owners))).scalars())

    def add(self, key: WrappedKey) -> None:
        values = {"owner": key.owner, "generation": key.generation, "master": key.master, "wrapped": key.wrapped}
        self._session.execute(insert(keys).values(values))

    def rewrap(self, before: WrappedKey, after: WrappedKey) -> bool:
        """Whether the row was still as it was: one that was destroyed meanwhile does not come back."""
        same = (keys.c.owner == before.owner, keys.c.generation == before.generation, keys.c.wrapped == before.wrapped)
        changed = self._session.execute(update(keys).where(*same).values(master=after.master, wrapped=after.wrapped))
        return bool(changed.rowcount)  # type: ignore[attr-defined]

    def retire(self, owner: str, before: int) -> int:
        """Deletes an owner's keys of earlier generations, and says how many."""
        gone = self._session.execute(delete(keys).where(keys.c.owner == owner, keys.c.generation < before))
        return int(gone.rowcount)  # type: ignore[attr-defined]

    def destruction(self, owner: str) -> Destruction | None:
        row = self._session.execute(select(destroyed).where(destroyed.c.owner == owner)).one_or_none()
        return Destruction(row.owner, row.at, row.why) if row else None

    def destroyed_owners(self) -> set[str]:
        return set(self._session.execute(select(destroyed.c.owner)).scalars())

    def destroy(self, one: Destruction) -> None:
        """Deletes the owner's keys, and keeps that they were."""
        self._session.execute(delete(keys).where(keys.c.owner == one.owner))
        if self.destruction(one.owner) is None:
            self._session.execute(insert(destroyed).values(owner=one.owner, at=one.at, why=one.why))

    def sweep(self) -> int:
        """Deletes keys of destroyed owners that a restore brought back beside the memory of it, and says how many."""
        gone = self._session.execute(delete(keys).where(keys.c.owner.in_(select(destroyed.c.owner))))
        return int(gone.rowcount)  # type: ignore[attr-defined]

    def after(self, owner: str, generation: int, limit: int) -> list[WrappedKey]:
        """The next keys in order, after one that was seen."""
        later = (keys.c.owner > owner) | ((keys.c.owner == owner) & (keys.c.generation > generation))
        rows = self._session.execute(select(keys).where(later).order_by(keys.c.owner, keys.c.generation).limit(limit))
        return [WrappedKey(row.owner, row.generation, row.master, row.wrapped) for row in rows]

    def masters(self) -> dict[str, int]:
        """How many keys each master key wraps."""
        counted = self._session.execute(select(keys.c.master, func.count()).group_by(keys.c.master))
        return {row[0]: row[1] for row in counted}

    def _one(self, statement: Select[tuple[object, ...]]) -> WrappedKey | None:
        row = self._session.execute(statement).one_or_none()
        return WrappedKey(row.owner, row.generation, row.master, row.wrapped) if row else None


def known_state(rows: KeyRows) -> State:
    """The state of a store that was opened.

    Raises:
        KeyMissingError: it was emptied since.
    """
    state = rows.state()
    if state is None:
        raise KeyMissingError("The key store was emptied while it was in use.")
    return state


class KeyStore:
    """Transactions on the key store. Every one may raise DatabaseUnavailableError."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def prepare(self) -> None:
        """Makes the tables where there are none."""
        with self.database.writing() as session:
            if self._is_postgresql:
                session.execute(select(func.pg_advisory_xact_lock(_MAKING_TABLES)))
            metadata.create_all(session.connection())

    @contextmanager
    def reading(self) -> Iterator[KeyRows]:
        with self.database.reading() as session:
            yield KeyRows(session)

    @contextmanager
    def adding(self) -> Iterator[KeyRows]:
        """For new keys: beside each other, but not beside `deciding`."""
        with self.database.writing() as session:
            if self._is_postgresql:
                session.execute(text("LOCK TABLE state IN ROW EXCLUSIVE MODE"))
            yield KeyRows(session)

    @contextmanager
    def deciding(self) -> Iterator[KeyRows]:
        """For what nothing may happen beside: a destruction, another master key."""
        with self.database.writing() as session:
            if self._is_postgresql:
                session.execute(text("LOCK TABLE state IN SHARE ROW EXCLUSIVE MODE"))
            yield KeyRows(session)

    def every(self, batch: int = 500) -> Iterator[WrappedKey]:
        """Every key, in order; each batch is a transaction of its own."""
        owner, generation = "", 0
        while True:
            with self.reading() as rows:
                found = rows.after(owner, generation, batch)
            yield from found
            if len(found) < batch:
                return
            owner, generation = found[-1].owner, found[-1].generation

    def scrub(self) -> bool:
        """Removes what deleted keys left behind in the store's files, and says whether all of it went.

        In SQLite `secure_delete` overwrites deleted rows, but a page that was rearranged may still hold a copy (so did
        5 of 60 files after 1,000 random changes), and so may the write-ahead log: the file is written anew, the log
        emptied. A reader that keeps a transaction open for longer than the database waits holds that up; the next
        erasure or start does it. In PostgreSQL the table is vacuumed; its log is its own, see the README.
        """
        connection = self.database.engine.raw_connection()
        try:
            return _vacuum_table(connection) if self._is_postgresql else _write_anew(connection)
        except (sqlite3.OperationalError, psycopg.Error):  # another process has the turn, or the right
            return False
        finally:
            connection.close()

    @property
    def _is_postgresql(self) -> bool:
        return self.database.engine.dialect.name == "postgresql"


def _write_anew(connection: PoolProxiedConnection) -> bool:
    cursor = connection.cursor()
    cursor.execute("PRAGMA temp_store=MEMORY")  # no other file sees the copy
    cursor.execute("VACUUM")
    busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _vacuum_table(connection: PoolProxiedConnection) -> bool:
    driver = cast("psycopg.Connection[Any]", connection.driver_connection)
    driver.autocommit = True  # a vacuum is no part of a transaction
    try:
        driver.execute("VACUUM keys")
    finally:
        driver.autocommit = False
    return True
