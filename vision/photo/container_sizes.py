"""Every picture size that an AVIF or HEIC file declares, checked before a decoder sees the file.

For AVIF also the sizes inside the bitstreams: libavif believes the container, stretches what it decodes to
that size, and would unpack a bitstream of any size on the way. (libheif compares the two itself.)
"""

from __future__ import annotations

from collections.abc import Iterator

from vision.photo.av1_sequence import coded_size
from vision.photo.boxes import Box, find, number
from vision.photo.errors import CorruptPhotoError
from vision.photo.limits import PhotoLimits

_ITEMS_AT_MOST = 2000  # a grid of 64 megapixels in 256 px tiles has 1,000


def check_container_sizes(data: bytes, format: str, limits: PhotoLimits) -> None:
    """Refuse declared or coded sizes over the limit, and coded sizes that nothing declares."""
    declared = set(declared_sizes(data))
    coded = set(coded_sizes(data)) if format == "avif" else set()
    for width, height in sorted(declared | coded):
        limits.check_pixels(width, height, len(data))
    if coded - declared:
        raise CorruptPhotoError("This photo is damaged: it contradicts itself about its size.", format=format)


def declared_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """(width, height) of each `ispe` property (ISO/IEC 23008-12, 6.5.3)."""
    for box in find(data, (b"meta", b"iprp", b"ipco", b"ispe")):
        yield number(data, box.start + 4, 4), number(data, box.start + 8, 4)


def coded_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """(width, height) of each item that begins like an AV1 bitstream; other items are passed over."""
    for start in _item_starts(data):
        if size := coded_size(data[start : start + 96]):
            yield size


def _item_starts(data: bytes) -> Iterator[int]:
    inside = next(find(data, (b"meta", b"idat")), Box(b"idat", 0, 0)).start
    for box in find(data, (b"meta", b"iloc")):
        for method, offset in _first_extents(data, box):
            yield offset + (inside if method == 1 else 0)


def _first_extents(data: bytes, iloc: Box) -> Iterator[tuple[int, int]]:
    """(construction method, offset) of the first extent of each item (ISO/IEC 14496-12, 8.11.3)."""
    version, sizes = number(data, iloc.start, 1), number(data, iloc.start + 4, 2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version in (1, 2) else 0
    wide = 4 if version == 2 else 2  # item ids and their count
    position = iloc.start + 6 + wide
    for _ in range(min(number(data, iloc.start + 6, wide), _ITEMS_AT_MOST)):
        method = number(data, position + wide, 2) & 15 if version in (1, 2) else 0
        position += wide + (4 if version in (1, 2) else 2)
        base, extents = number(data, position, base_size), number(data, position + base_size, 2)
        position += base_size + 2
        yield method, base + number(data, position + index_size, offset_size)
        position += extents * (index_size + offset_size + length_size)
        if position >= iloc.end:
            return
