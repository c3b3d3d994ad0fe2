"""A PostgreSQL of the tests' own: made, started and thrown away by them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER = "postgres"
# no fsync: most tests kill processes, never the machine, and what was written outlives a process
HASTY = "-c fsync=off -c full_page_writes=off"
PATIENCE_S = 30.0


@dataclass(frozen=True)
class Cluster:
    """A server that listens on a socket in a folder of its own.

    It refuses to run as root, so that root runs it as the user of Debian's package.
    """

    folder: Path
    options: str

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@/postgres?host={self.folder}"

    def start(self) -> None:
        """Also after a kill: what is left of the processes of before goes first."""
        options = f"-k {self.folder} -c listen_addresses= -c max_connections=60 {self.options}"
        arguments = ("start", "--wait", "--pgdata", self._data, "--log", self.folder / "log", "--options", options)
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                return _run("pg_ctl", *arguments)
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)  # processes of the one that was killed are still about to see that it is gone

    def kill(self) -> None:
        """SIGKILL to the postmaster, which has no time for anything."""
        os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        _run("pg_ctl", "stop", "--wait", "--pgdata", self._data, "--mode", "immediate")

    def make(self) -> None:
        _run("initdb", "--pgdata", self._data, "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")

    @property
    def _data(self) -> Path:
        return self.folder / "data"


@contextmanager
def cluster(options: str = HASTY) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path may have 107 bytes
    if os.geteuid() == 0:
        shutil.chown(folder, USER, USER)
    made = Cluster(folder, options)
    try:
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server."""
    with cluster() as made:
        yield made.url


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
