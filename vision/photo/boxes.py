"""Walking the boxes of AVIF and HEIC files (ISO/IEC 14496-12, 4.2) without trusting a single length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Box(NamedTuple):
    """One box: its name and the range of its content in the file. `end` may lie beyond the file."""

    name: bytes
    start: int
    end: int


def number(data: bytes, start: int, size: int) -> int:
    """Big-endian unsigned number; what lies beyond the data reads as fewer bytes."""
    return int.from_bytes(data[start : start + size], "big")


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes in a range, one level deep. Stops at what cannot be a box."""
    limit = len(data) if end is None else min(end, len(data))
    while start + 8 <= limit:
        size, header = number(data, start, 4), 8
        if size == 1:
            size, header = number(data, start + 8, 8), 16
        elif size == 0:  # to the end of the file
            size = limit - start
        if size < header:
            return
        yield Box(data[start + 4 : start + 8], start + header, start + size)
        start += size


def find(data: bytes, path: tuple[bytes, ...], start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Every box at a path like (b"meta", b"iprp", b"ipco", b"ispe")."""
    for box in boxes(data, start, end):
        if box.name != path[0]:
            continue
        if len(path) == 1:
            yield box
        else:
            skip = 4 if box.name == b"meta" else 0  # meta has version and flags before its children
            yield from find(data, path[1:], box.start + skip, box.end)
