"""`database`: each test once on SQLite and once on a real PostgreSQL, empty but for the tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from serving.database import Base, Database, open_database
from serving.database.schema import Schema
from tests.serving.database.postgres import postgres

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_url: str) -> str:
    """The name of a database on the server that has the tables and nothing in them: copying it is quick."""
    server, name = make_url(postgres_url), "with_tables"
    admin = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    opened = open_database(server.set(database=name).render_as_string(hide_password=False))
    _with_tables(opened)
    opened.close()
    return name


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "with_tables.db"
    opened = open_database(f"sqlite:///{file}")
    _with_tables(opened)
    opened.close()
    return file


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, which the next test finds gone; with `database` it has the tables."""
    with empty_database(request, tmp_path) as url:
        yield url


@contextmanager
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same for a fixture of another scope that has KINDS as its parameters."""
    if request.param == "sqlite":
        file = tmp_path / "countenance.db"
        if "database" in request.fixturenames:
            shutil.copyfile(request.getfixturevalue("sqlite_with_tables"), file)
        yield f"sqlite:///{file}"
        return
    with _database_on(make_url(request.getfixturevalue("postgres_url")), request, tmp_path) as url:
        yield url


_left: list[str] = []  # databases of tests that ended


@contextmanager
def _database_on(server: URL, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Those of before are dropped now: at its test's end a database would be waited for, whose clients only just left.

    Files are copied as they are, which takes half as long as to write them to the log, too.
    """
    name = "test_" + tmp_path.name.lower().replace("-", "_")[-50:]
    admin = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for former in (*_left, name):
            connection.execute(text(f'DROP DATABASE IF EXISTS "{former}" WITH (FORCE)'))
        _left.clear()
        copied = "database" in request.fixturenames
        like = f"TEMPLATE {request.getfixturevalue('postgres_with_tables')} STRATEGY FILE_COPY" if copied else ""
        connection.execute(text(f'CREATE DATABASE "{name}" {like}'))
    admin.dispose()
    yield server.set(database=name).render_as_string(hide_password=False)
    _left.append(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


def _with_tables(opened: Database) -> None:
    Base.metadata.create_all(opened.engine)
    Schema(opened).stamp()
