"""The size a WebP file declares.

Needed before Pillow sees the file: its reader allocates the whole canvas, twice, when it opens one.
"""

from __future__ import annotations


def webp_size(data: bytes) -> tuple[int, int] | None:
    """(width, height) by the first chunk (RFC 9649, 2.5–2.7); None where its signature is not there."""
    kind, header = data[12:16], data[20:30]
    if kind == b"VP8X" and len(header) >= 10:
        return _little(header[4:7]) + 1, _little(header[7:10]) + 1
    if kind == b"VP8L" and header[:1] == b"\x2f" and len(header) >= 5:
        bits = _little(header[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and header[3:6] == b"\x9d\x01\x2a" and len(header) >= 10:
        return _little(header[6:8]) & 0x3FFF, _little(header[8:10]) & 0x3FFF
    return None


def _little(raw: bytes) -> int:
    return int.from_bytes(raw, "little")
