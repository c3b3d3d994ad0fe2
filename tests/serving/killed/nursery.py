"""Servers that are killed: each a process with a group of its own, that runs the command `countenance serve`.

One process imports everything once and forks a server whenever it is asked to: importing takes seconds, and a hundred
servers are started. Nothing runs in it but that loop, so that a fork has nothing of it but imported modules. In place
of the face networks stands the tests' engine; all else is what the command makes.

    echo '{"environment": {...}, "log": "...", "synced": "..."}' | python -m tests.serving.killed.nursery
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 600.0
_SERVING = "Serving http://"


class NotServingError(Exception):
    """It ended before it served; the log says why."""


@dataclass(frozen=True)
class Server:
    """Attributes:
    log: what it wrote to stderr.
    """

    pid: int
    log: Path

    def url(self) -> str:
        """Once it serves.

        Raises:
            NotServingError.
        """
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            said = self.log.read_text()
            if _SERVING in said and "\n" in said.partition(_SERVING)[2]:
                return "http://" + said.partition(_SERVING)[2].split()[0]
            if not self.alive():
                break
            time.sleep(0.005)
        raise NotServingError(self.log.read_text())

    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """SIGKILL to the whole group, and waits until it is gone."""
        os.killpg(self.pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE_S
        while self.alive():
            assert time.monotonic() < deadline, "a killed server is still there"
            time.sleep(0.002)


class Nursery:
    """Args:
    command: what a server runs; tests of a broken one bring another.
    """

    def __init__(self, command: str = "tests.serving.killed.nursery") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", command], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def serve(self, environment: Mapping[str, str], log: Path, synced: Path) -> Server:
        """A server that is about to start.

        Args:
            log: written anew.
            synced: what it brings onto the disk is noted there.
        """
        assert self._process.stdin and self._process.stdout
        log.write_text("")
        self._process.stdin.write(
            json.dumps({"environment": dict(environment), "log": str(log), "synced": str(synced)}) + "\n"
        )
        self._process.stdin.flush()
        return Server(int(self._process.stdout.readline()), log)

    def close(self) -> None:
        """Kills the server that still runs, too."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def keep_forking() -> None:
    """One server a line. At the end of the input the last one is killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    last = 0
    for line in sys.stdin:
        last = os.fork()
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(last, last)  # whoever of the two comes first: nobody kills a group that is not there yet
        if last == 0:
            _run(**json.loads(line))
        print(last, flush=True)
    with suppress(ProcessLookupError):
        if last:
            os.killpg(last, signal.SIGKILL)


def _run(environment: dict[str, str], log: str, synced: str) -> None:
    """The command, in a process of its own. Never returns."""
    import serving.cli.serve as command
    from serving.cli import app
    from tests.serving.killed.disk import note_what_is_synced
    from tests.serving.photos.measuring import MeasuringEngine

    os.environ.update(environment)
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    note_what_is_synced(Path(synced))
    command.vision_engine = lambda settings: MeasuringEngine()  # type: ignore[assignment, return-value]
    app(["serve"])


def main() -> None:
    import serving.cli.serve  # noqa: F401
    import tests.serving.photos.measuring  # noqa: F401
    from planning.library import load_library

    load_library()
    keep_forking()


if __name__ == "__main__":
    main()
