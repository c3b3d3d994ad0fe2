"""A PNG whose pixel stream ends early, at the end of a row: Pillow shows the rest as black and says nothing.

The stream is inflated once more and only counted (PNG, third edition, 7.2 filtering, 8.1 interlace, 11.2.1 IHDR), at
most one byte further than the picture needs.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from vision.photo.foreign import truncated

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by color type
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_STEP = 1 << 20


def require_all_rows(data: bytes) -> None:
    """Refuses a PNG (its chunks known to be whole) that holds fewer rows than its header says.

    Raises:
        TruncatedPhotoError: rows are missing.
        zlib.error: the stream is damaged.
    """
    chunks = list(_chunks(data))
    needed = _inflated_size(next(body for name, body in chunks if name == b"IHDR"))
    missing = needed
    stream = zlib.decompressobj()
    for name, body in chunks:
        if name != b"IDAT":
            continue
        waiting: bytes | memoryview = body
        while waiting and missing > 0:
            missing -= len(stream.decompress(waiting, min(_STEP, missing)))
            waiting = stream.unconsumed_tail
    if missing > 0:
        raise truncated("png", expected_bytes=needed, value=needed - missing)


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    position, view = 8, memoryview(data)
    while position + 12 <= len(data):
        length = int.from_bytes(view[position : position + 4], "big")
        yield bytes(view[position + 4 : position + 8]), view[position + 8 : position + 8 + length]
        position += 12 + length


def _inflated_size(header: memoryview) -> int:
    """Bytes of all filtered rows, of all passes where the picture is interlaced."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    bits = header[8] * _CHANNELS.get(header[9], 1)
    sizes = [(width, height)]
    if header[12]:
        sizes = [(-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in _PASSES]
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns > 0 and rows > 0)
