"""A PostgreSQL of the tests' own: made, started and thrown away by them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server that listens on a socket in a folder of its own.

    It refuses to run as root, so that root runs it as the user of Debian's package.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path may have 107 bytes
    if os.geteuid() == 0:
        shutil.chown(folder, USER, USER)
    data = folder / "data"
    try:
        _run("initdb", "--pgdata", data, "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        # no fsync: tests kill processes, never the machine, and what was written outlives a process
        options = f"-k {folder} -c listen_addresses= -c max_connections=60 -c fsync=off -c full_page_writes=off"
        _run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", folder / "log", "--options", options)
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "stop", "--wait", "--pgdata", data, "--mode", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str | Path) -> None:
    user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*user, _found(program), *map(str, arguments)], capture_output=True, text=True, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")


def _found(program: str) -> str:
    """On the path, or where Debian's package puts it."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which(program) or next((str(p / program) for p in places if (p / program).exists()), None)
    if found is None:
        raise RuntimeError(f"{program} is not installed: the tests need PostgreSQL")
    return found
