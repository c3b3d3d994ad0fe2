"""The one fact we read from EXIF: how the camera was held.

Our own forty lines instead of a full EXIF reader, since they cannot loop, recurse or raise on hostile data:
they look at one directory of the TIFF structure and at nothing it points to.
"""

from __future__ import annotations

_ORIENTATION_TAG = 0x0112
_SHORT = 3
UPRIGHT = 1


def read_orientation(exif: bytes | None) -> int:
    """Orientation 1–8 (TIFF 6.0, tag 274) of an EXIF block; 1 where it is absent or unreadable."""
    if not exif:
        return UPRIGHT
    tiff = exif.removeprefix(b"Exif\0\0")
    if tiff[:4] == b"II*\0":
        return _from_first_directory(tiff, "little")
    if tiff[:4] == b"MM\0*":
        return _from_first_directory(tiff, "big")
    return UPRIGHT


def _from_first_directory(tiff: bytes, order: str) -> int:
    def number(start: int, size: int) -> int:
        return int.from_bytes(tiff[start : start + size], "big" if order == "big" else "little")

    directory = number(4, 4)
    for i in range(number(directory, 2)):
        entry = directory + 2 + 12 * i
        if entry + 12 > len(tiff):
            break
        if number(entry, 2) == _ORIENTATION_TAG and number(entry + 2, 2) == _SHORT:
            value = number(entry + 8, 2)
            return value if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT
