"""A folder for objects, on disk before anybody is told so.

obstore's own local store renames without syncing (traced: no fsync at all), and makes files that others may read. So
putting is done here, and the rest there.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from obstore.store import LocalStore

from serving.data_folder import make_private, sync_folder


class Folder:
    """Objects in `kept`; what is being written in `staged`, on the same file system, so that a rename is one step."""

    def __init__(self, root: Path) -> None:
        self._kept, self._staged = root / "kept", root / "staged"
        for folder in (self._kept, self._staged):
            make_private(folder)
        self.store = LocalStore(self._kept)

    def put(self, name: str, stored: bytes) -> None:
        """Raises OSError."""
        place = self._kept / name
        make_private(place.parent)
        descriptor, beside = tempfile.mkstemp(dir=self._staged)  # 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(stored)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).rename(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        for above in (place.parent, place.parent.parent, self._kept):  # any of them may be new, by us or beside us
            sync_folder(above)

    def tidy(self, older_than: datetime) -> None:
        """Deletes what was being written when a process was killed."""
        for path in self._staged.iterdir():
            if path.stat().st_mtime < older_than.timestamp():
                path.unlink(missing_ok=True)
