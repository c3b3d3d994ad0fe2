"""Looks for bytes in every file of a folder, in a process of its own.

To close a file that SQLite has open in the same process would drop its locks.

Argument: the folder. What is looked for comes in hex, a line each. Prints the files in which any of it was found.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


def files_with(folder: Path, sought: Iterable[bytes]) -> list[str]:
    """Names of the files that hold any of it."""
    done = subprocess.run(
        [sys.executable, __file__, str(folder)],
        input="\n".join(one.hex() for one in sought),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


if __name__ == "__main__":
    wanted = [bytes.fromhex(line) for line in sys.stdin.read().split()]
    for path in sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file()):
        content = path.read_bytes()
        if any(one in content for one in wanted):
            print(path.name)
