"""Copies of a database at one moment, and the way back: SQLite by its online backup, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Literal

from sqlalchemy import URL, create_engine, inspect, make_url

from serving.backup.errors import DatabaseToolError, RestorePlaceError
from serving.data_folder import make_private

Kind = Literal["sqlite", "postgresql"]
FILES: dict[Kind, str] = {"sqlite": "copy.db", "postgresql": "copy.dump"}


def kind_of(url: str) -> Kind:
    return "sqlite" if make_url(url).get_backend_name() == "sqlite" else "postgresql"


def copy_database(url: str, folder: Path) -> None:
    """Copies what is committed now; servers go on meanwhile.

    Raises:
        DatabaseToolError: pg_dump is not installed, or failed.
    """
    place = folder / FILES[kind_of(url)]
    if kind_of(url) == "sqlite":
        copy_sqlite(sqlite_path(url), place)
    else:
        _run("pg_dump", make_url(url), "--format=custom", "--no-owner", "--no-privileges", f"--file={place}")
        place.chmod(0o600)


def copy_sqlite(source: Path, place: Path) -> None:
    """One file, without a log beside it.

    Raises:
        DatabaseToolError: there is no such database.
    """
    os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        existing = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(existing, uri=True)) as origin, closing(sqlite3.connect(place)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise DatabaseToolError(f"{source} cannot be copied.") from error


def require_empty(url: str) -> None:
    """Raises RestorePlaceError if there is a file, or a table, already."""
    if kind_of(url) == "sqlite":
        if sqlite_path(url).exists():
            raise RestorePlaceError(f"{sqlite_path(url)} is there already; a restore needs empty places.")
        return
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        if inspect(engine).get_table_names():
            raise RestorePlaceError("The PostgreSQL database has tables already; a restore needs an empty one.")
    finally:
        engine.dispose()


def bring_back(url: str, folder: Path) -> None:
    """Puts a copy where the address says.

    Raises:
        RestorePlaceError, DatabaseToolError.
    """
    require_empty(url)
    copy = folder / FILES[kind_of(url)]
    if kind_of(url) == "sqlite":
        make_private(sqlite_path(url).parent)
        copy_sqlite(copy, sqlite_path(url))
    else:
        name = make_url(url)
        _run("pg_restore", name, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(copy))


def sqlite_path(url: str) -> Path:
    return Path(make_url(url).database or "")


def _run(program: str, url: URL, *arguments: str) -> None:
    """The password goes by the environment: arguments are seen by every user of the machine."""
    found = shutil.which(program)
    if found is None:
        raise DatabaseToolError(f"{program} is not installed; it comes with PostgreSQL's client.")
    address = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    ).render_as_string()
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run(
        [found, f"--dbname={address}", *arguments], capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise DatabaseToolError(f"{program} failed: {done.stderr.strip()[-500:]}")
