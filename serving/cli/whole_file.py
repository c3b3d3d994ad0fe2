"""Files that nobody ever reads half of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from models.errors import CountenanceError


class OutputError(CountenanceError):
    """The results cannot be written where they were asked for."""

    code: ClassVar[str] = "output_not_writable"
    title: ClassVar[str] = "The results cannot be written"


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Files of a folder and of folders in it: all of them beside their places first, then all moved.

    Raises:
        OSError: the folder is not there, or cannot be written; what was there before still is.
    """
    partials = {folder / name: (folder / name).with_name(f"{Path(name).name}.partial") for name in contents}
    try:
        for path, data in zip(partials, contents.values(), strict=True):
            path.parent.mkdir(exist_ok=True)
            partials[path].write_bytes(data)
        for path, partial in partials.items():
            partial.replace(path)
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)


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
