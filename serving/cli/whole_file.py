"""Files that nobody ever reads half of."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from models.errors import CountenanceError


class OutputError(CountenanceError):
    """The results cannot be written where they were asked for."""

    code: ClassVar[str] = "output_not_writable"
    title: ClassVar[str] = "The results cannot be written"


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the place first, and then moves.

    Raises:
        OSError: the folder is not there, or cannot be written.
    """
    partial = path.with_suffix(path.suffix + ".partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
