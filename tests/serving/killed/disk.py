"""What a power cut takes: everything that was written and not brought onto the disk.

A killed process loses nothing that it has written: the system still has it. So a server that is killed notes what it
syncs, and where a round says that the power went, too, all else is taken away: bytes behind the length that a file had
when it was synced, and names that its folder did not have when that was. That is the most that a file system may lose.
Databases are left alone: they sync by themselves, out of sight, as their settings say.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path

DATABASES = ("*.db", "*.db-wal", "*.db-shm", "*.db-journal")


def note_what_is_synced(log: Path) -> None:
    """From now on, in this process: each `os.fsync`, once it is done, is a line of the log."""
    told = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    real = os.fsync

    def noted(descriptor: int) -> None:
        here = os.fstat(descriptor)
        said: dict[str, object] = {"inode": here.st_ino, "size": here.st_size}
        if stat.S_ISDIR(here.st_mode):
            said["names"] = os.listdir(descriptor)
        real(descriptor)
        os.write(told, json.dumps(said).encode() + b"\n")

    os.fsync = noted


@dataclass
class Disk:
    """A folder, and what of it would be there after a power cut.

    Attributes:
        log: of `note_what_is_synced`.
    """

    root: Path
    log: Path
    _sizes: dict[int, int] = field(default_factory=dict)
    _names: dict[int, set[str]] = field(default_factory=dict)

    def settled(self) -> None:
        """What is there now is on the disk: a process that is killed alone loses nothing."""
        self.log.write_text("")
        self._sizes, self._names = {}, {}
        for folder, folders, files in os.walk(self.root):
            self._names[Path(folder).stat().st_ino] = {*folders, *files}
            for name in files:
                here = (Path(folder) / name).stat()
                self._sizes[here.st_ino] = here.st_size

    def cut(self) -> int:
        """Takes away what was not synced since; says of how many names."""
        self._read()
        return self._cut(self.root)

    def _read(self) -> None:
        for line in self.log.read_bytes().split(b"\n")[:-1]:
            said = json.loads(line)
            if "names" in said:
                self._names[said["inode"]] = set(said["names"])
            else:
                self._sizes[said["inode"]] = said["size"]

    def _cut(self, folder: Path) -> int:
        lasting, taken = self._names.get(folder.stat().st_ino, set()), 0
        for path in folder.iterdir():
            if any(path.match(pattern) for pattern in DATABASES):
                continue
            if path.name not in lasting:
                taken += 1
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            elif path.is_dir():
                taken += self._cut(path)
            elif path.stat().st_size > (size := self._sizes.get(path.stat().st_ino, 0)):
                taken += 1
                os.truncate(path, size)
        return taken
