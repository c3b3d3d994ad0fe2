"""Transactions. Routes run in threads, so that a plain connection is enough and nothing waits on the event loop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from serving.database.errors import DatabaseUnavailableError

_BUSY_S = 10.0  # another writer of the file has the turn
_POOL = 20  # connections to PostgreSQL of one process
_READS = "sqlite_reads"  # an execution option: this transaction only reads


class Database:
    """One request, or one step of a longer one, is one transaction; none spans an inference.

    A transaction has ended when its block has, so an answer given after the block is one whose effects are on disk.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        one_state = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reads: dict[str, Any] = {_READS: True} | one_state

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Commits at the end of the block; whatever is raised in it takes everything back.

        Raises:
            DatabaseUnavailableError: nothing was kept.
        """
        with _translated(), self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Sees one state throughout, and keeps no writer waiting.

        Raises:
            DatabaseUnavailableError.
        """
        with _translated(), self.engine.connect().execution_options(**self._reads) as connection:
            with Session(connection, expire_on_commit=False) as session:
                yield session
            connection.rollback()

    def ping(self) -> None:
        """A round trip to the real thing.

        Raises:
            DatabaseUnavailableError.
        """
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def in_use(self) -> int:
        """Connections that transactions have now."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at an address: `sqlite:///FILE` or `postgresql://…`. Nothing is asked of it yet.

    Raises:
        ValueError: another kind of database; the message does not name the address, which may hold a password.
    """
    address = make_url(url)
    kind = address.get_backend_name()
    if kind == "sqlite":
        engine = create_engine(
            address, hide_parameters=True, connect_args={"timeout": _BUSY_S, "check_same_thread": False}
        )
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)
        return Database(engine)
    if kind == "postgresql":
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            hide_parameters=True,  # of an error's message: they are what was sent
            pool_pre_ping=True,
            pool_size=_POOL,
            max_overflow=0,
        )
        return Database(engine)
    raise ValueError("The database is sqlite:///FILE or postgresql://…")


def _sqlite_settings(connection: Any, record: Any) -> None:
    """Readers beside a writer (WAL); a commit is on disk before it is acknowledged (FULL); what is deleted is gone."""
    connection.isolation_level = None  # the driver would begin by itself, and too late
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Any) -> None:
    """A writer takes its turn at the beginning: one that read first could be told too late that it may not write."""
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, NoConnectionError) as error:
        raise DatabaseUnavailableError() from error
