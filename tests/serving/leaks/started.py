"""Servers that are started as anybody starts one: `countenance serve` in a new process, with the face networks.

echo '{"environment": {...}, "log": "...", "synced": "..."}' | python -m tests.serving.leaks.started
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_COMMAND = (sys.executable, "-c", "from serving.cli import app; app()", "serve")


def keep_starting() -> None:
    """One server a line, as `tests.serving.killed.nursery` is asked for them. At the end of the input the last one is
    killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    last = 0
    for line in sys.stdin:
        said = json.loads(line)
        with Path(said["log"]).open("a") as log:
            environment = {**os.environ, **said["environment"]}
            server = subprocess.Popen(
                _COMMAND, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        last = server.pid
        print(last, flush=True)
    with suppress(ProcessLookupError):
        if last:
            os.killpg(last, signal.SIGKILL)


if __name__ == "__main__":
    keep_starting()
