"""Which tables a database has, as the version of the last step that was run on it; and the steps themselves.

A server never changes the tables of a database that was there before it: that is asked for, by `countenance migrate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from models.errors import CountenanceError
from serving.database.database import Database

_STEPS = "serving.database:migrations"
_TURN = 0x436F756E  # of PostgreSQL's advisory locks: one migrates at a time


class SchemaOutdatedError(CountenanceError):
    """The database lacks steps that this server stands on. The message names the command that takes them."""

    code = "schema_outdated"
    status = 503
    title = "The database is older than this server. Make a backup, then run: countenance migrate"


class SchemaUnknownError(CountenanceError):
    """It has tables, and they are none that this server knows: a newer server's, or not ours at all."""

    code = "schema_unknown"
    status = 503
    title = "The database belongs to a newer server, or to something else"


class DowngradeRefusedError(CountenanceError):
    """What a step added may hold what nobody can do without. The way back is a backup."""

    code = "downgrade_refused"
    status = 409
    title = "A database does not go back to an older version. Restore the backup that was made before"


class Schema:
    """Of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def empty(self) -> bool:
        """Whether it has no table at all."""
        with self._database.reading() as session:
            return not inspect(session.connection()).get_table_names()

    def missing(self) -> list[str]:
        """The steps that are still to be run, oldest first, with what each does.

        Raises:
            SchemaUnknownError, DatabaseUnavailableError.
        """
        with self._database.reading() as session:
            return _missing(session.connection())

    def require_newest(self) -> None:
        """Raises SchemaOutdatedError, SchemaUnknownError, DatabaseUnavailableError."""
        if self.missing():
            raise SchemaOutdatedError()

    def upgrade(self) -> list[str]:
        """Runs what is missing, all of it or nothing. What was run.

        Raises:
            SchemaUnknownError.
        """
        with self._turn() as (config, connection):
            missing = _missing(connection)
            command.upgrade(config, "head")
        return missing

    def downgrade(self) -> None:
        """Raises DowngradeRefusedError, always."""
        with self._turn() as (config, _):
            command.downgrade(config, "base")

    def stamp(self) -> None:
        """Says that the tables are those of the newest step, as they are where they were made without steps."""
        with self._turn() as (config, _):
            command.stamp(config, "head")

    @contextmanager
    def _turn(self) -> Iterator[tuple[Config, Connection]]:
        """One transaction; another who migrates waits for its end."""
        with self._database.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
            yield alembic_config(connection), connection


def alembic_config(connection: Connection) -> Config:
    """For Alembic's own commands, on a connection in a transaction."""
    config = Config()
    config.set_main_option("script_location", _STEPS)
    config.attributes["connection"] = connection
    return config


@cache
def _scripts() -> ScriptDirectory:
    """The steps that ship, read once."""
    config = Config()
    config.set_main_option("script_location", _STEPS)
    return ScriptDirectory.from_config(config)


def _missing(connection: Connection) -> list[str]:
    scripts = _scripts()
    version = MigrationContext.configure(connection).get_current_revision()
    if version is None and inspect(connection).get_table_names():
        raise SchemaUnknownError("The database has tables, and does not say of which version.")
    if version is not None and version not in {step.revision for step in scripts.walk_revisions()}:
        raise SchemaUnknownError()
    steps = list(scripts.iterate_revisions("heads", version or "base"))
    return [f"{step.revision}: {step.doc}" for step in reversed(steps)]
