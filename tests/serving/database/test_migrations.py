"""The steps make the tables that the server stands on, on both databases, and only when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import inspect, text
from typer.testing import CliRunner

import serving
from serving.cli import app
from serving.database import Base, Database, open_database
from serving.database.schema import DowngradeRefusedError, Schema, SchemaOutdatedError, SchemaUnknownError
from serving.every_table import KEPT_BY, TABLES
from serving.opening import configured_database
from serving.settings import Settings


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


def test_no_views_tables_are_forgotten() -> None:
    root = Path(serving.__file__).parent
    # Those of the vault are left out: wrapped keys are in a store of their own, and bring their tables themselves.
    folders = {path.relative_to(root).parts[:-1] for path in root.rglob("tables.py")} - {("vault",)}
    assert {tuple(module.__name__.split(".")[1:-1]) for module in KEPT_BY} == folders


def triggers(database: Database) -> set[str]:
    of_sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    of_postgres = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with database.reading() as session:
        asked = of_sqlite if database.engine.dialect.name == "sqlite" else of_postgres
        return set(session.scalars(text(asked)))


def test_the_steps_make_the_tables_of_the_models(empty: Database) -> None:
    Schema(empty).upgrade()
    with empty.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_server_default": True})
        assert TABLES and compare_metadata(context, Base.metadata) == []  # else: draft a step


def test_the_steps_make_the_triggers_of_the_models(empty: Database, tmp_path: Path) -> None:
    Schema(empty).upgrade()
    by_steps = triggers(empty)
    with empty.engine.begin() as connection:
        for name in inspect(connection).get_table_names():
            quoted = f'DROP TABLE "{name}"' + (" CASCADE" if connection.dialect.name == "postgresql" else "")
            if connection.dialect.name == "postgresql":
                connection.execute(text(quoted))
    if empty.engine.dialect.name == "postgresql":
        with empty.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION audit_events_only_added"))
        Base.metadata.create_all(empty.engine)
        assert by_steps == triggers(empty) != set()
    else:
        fresh = open_database(f"sqlite:///{tmp_path / 'fresh.db'}")
        Base.metadata.create_all(fresh.engine)
        assert by_steps == triggers(fresh) != set()
        fresh.close()


def test_done_again_nothing_is_done(empty: Database) -> None:
    assert [step[:4] for step in Schema(empty).missing()] == ["0001", "0002"]
    assert [step[:4] for step in Schema(empty).upgrade()] == ["0001", "0002"]
    assert Schema(empty).missing() == Schema(empty).upgrade() == []


def test_there_is_no_way_back(empty: Database) -> None:
    Schema(empty).upgrade()
    with pytest.raises(DowngradeRefusedError, match="Restore the backup"):
        Schema(empty).downgrade()
    assert Schema(empty).missing() == []


def test_a_server_on_an_older_database_refuses_and_names_the_command(empty: Database, settings: Settings) -> None:
    with pytest.raises(SchemaOutdatedError, match="countenance migrate"):
        configured_database(settings)
    assert Schema(empty).empty()  # and changed nothing
    Schema(empty).upgrade()
    configured_database(settings).close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=SecretStr(database_url), data_dir=tmp_path / "data")


def test_a_newer_servers_database_is_refused(empty: Database, settings: Settings) -> None:
    Schema(empty).upgrade()
    with empty.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for refused in (lambda: configured_database(settings), Schema(empty).upgrade):
        with pytest.raises(SchemaUnknownError):
            refused()


def test_tables_of_something_else_are_left_alone(empty: Database) -> None:
    with empty.writing() as session:
        session.execute(text("CREATE TABLE invoices (id INTEGER)"))
    with pytest.raises(SchemaUnknownError):
        Schema(empty).upgrade()


def test_a_new_data_folder_gets_its_tables_by_itself(tmp_path: Path) -> None:
    opened = configured_database(Settings(data_dir=tmp_path / "data"))
    assert Schema(opened).missing() == [] and "clients" in inspect(opened.engine).get_table_names()
    opened.close()


def test_the_command_says_what_is_missing_and_does_it(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTENANCE_DATABASE_URL", database_url)
    runner = CliRunner()
    checked = runner.invoke(app, ["migrate", "--check"])
    assert (checked.exit_code, checked.stdout.splitlines()[0]) == (1, "0001: Initial.")
    assert runner.invoke(app, ["migrate"]).stdout == checked.stdout
    again = runner.invoke(app, ["migrate", "--check"])
    assert (again.exit_code, again.stdout) == (0, "") and "up to date" in again.stderr
