"""Files that end too early or were damaged on the way, told by their own structure.

Decoders forgive too much: Pillow accepts a PNG without its end and checks nothing that stands behind the
pixels (an orientation may), and libheif and libwebp call a cut file merely invalid. The container knows.

What nobody can know: bits changed inside the picture data of a JPEG, AVIF or HEIC, which have no checksums.
"""

from __future__ import annotations

import zlib

from vision.photo.boxes import boxes
from vision.photo.errors import CorruptPhotoError
from vision.photo.foreign import truncated
from vision.photo.jpeg_scans import check_scans

_PNG_SIGNATURE_BYTES = 8
_PNG_CHUNK_OVERHEAD = 12  # length, name, checksum
_BOXES_THAT_MATTER = frozenset({b"ftyp", b"meta", b"mdat", b"idat"})


def check_complete(data: bytes, format: str) -> None:
    """Refuse a file that is shorter than its structure says, and a PNG whose checksums do not fit."""
    if format == "jpeg":
        check_scans(data)
    elif format == "png":
        _check_png(data)
    elif format == "webp":
        _require(8 + int.from_bytes(data[4:8], "little"), data, format)
    else:
        _check_boxes(data, format)


def _require(end: int, data: bytes, format: str) -> None:
    if end > len(data):
        raise truncated(format, expected_bytes=end, value=len(data))


def _check_png(data: bytes) -> None:
    """Walk the chunks up to IEND (PNG, third edition, 5.3) and compare their CRCs."""
    position, name = _PNG_SIGNATURE_BYTES, b""
    while name != b"IEND":
        _require(position + _PNG_CHUNK_OVERHEAD, data, "png")
        end = position + _PNG_CHUNK_OVERHEAD + int.from_bytes(data[position : position + 4], "big")
        _require(end, data, "png")
        name = data[position + 4 : position + 8]
        if zlib.crc32(memoryview(data)[position + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise CorruptPhotoError("This photo was damaged on the way. Please send it again.", format="png")
        position = end


def _check_boxes(data: bytes, format: str) -> None:
    """The boxes that hold the picture must lie within the file; others may be vendors' own trailers."""
    for box in boxes(data):
        if box.name in _BOXES_THAT_MATTER:
            _require(box.end, data, format)
