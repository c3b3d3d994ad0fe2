"""Text in many small pieces as bytes in few large ones: each chunk of an answer has its price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LEAST = 64 * 1024  # bytes


def chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """In UTF-8, at least 64 KiB each but the last one. None is empty."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece.encode()
        if len(waiting) >= _LEAST:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)
