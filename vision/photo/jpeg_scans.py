"""Whether a JPEG holds all of its picture.

libjpeg only warns when data ends early but an end marker follows (as after a repair tool or a proxy): it
fills the rest with mid gray, and Pillow does not pass the warning on. Two questions find these files:
does every component have all its coefficients, and do the last pixels depend on data that is not there?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PIL import Image

from vision.photo.foreign import truncated

_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)  # not stuffing, fill or restart
_SOS, _EOI = 0xDA, 0xD9
_STANDALONE = frozenset({0x01, 0xD8, _EOI})
_FRAME_HEADERS = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})
_FILL_GRAY = frozenset({127, 128})  # what libjpeg fills with, in any color space and inverted
_FILLER = bytes(range(1, 255)) * 4  # no 0xFF, so it can only be read as picture data


def check_scans(data: bytes) -> None:
    """Refuse a JPEG in which some coefficient of some component is never sent at full precision.

    A progressive file cut between two scans and closed properly decodes without complaint, only blurred.
    """
    missing: dict[int, set[int]] = {}
    for marker, payload in _segments(data):
        if marker in _FRAME_HEADERS and len(payload) > 5:
            missing = {identity: set(range(64)) for identity in payload[6 : 6 + 3 * payload[5] : 3]}
        elif marker == _SOS:
            _strike_out(missing, payload)
        elif marker == _EOI:
            break
    if any(missing.values()):
        raise truncated("jpeg")


def _strike_out(missing: dict[int, set[int]], scan_header: bytes) -> None:
    """Remove what one scan completes (ITU-T T.81, B.2.3: components, Ss, Se, Ah and Al)."""
    count = scan_header[0] if scan_header else 0
    if len(scan_header) < 4 + 2 * count or scan_header[3 + 2 * count] & 0x0F:
        return  # damaged, or a first approximation that a later scan refines
    start, end = scan_header[1 + 2 * count], scan_header[2 + 2 * count]
    for identity in scan_header[1 : 1 + 2 * count : 2]:
        missing.get(identity, set()).difference_update(range(start, end + 1))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, payload) of each segment; entropy-coded data is skipped, never read."""
    position = 2
    while found := _MARKER.search(data, position):
        marker, position = found[1][0], found.end()
        if marker in _STANDALONE:
            yield marker, b""
            continue
        length = int.from_bytes(data[position : position + 2], "big")
        yield marker, data[position + 2 : position + length]
        position += max(length, 2)


def may_lack_data(image: Image.Image) -> bool:
    """Whether a decoded JPEG deserves the second look of `with_filler`.

    Missing data of a baseline file shows as fill gray in its last pixel. In a progressive file (rare: no
    camera writes them) a cut last scan only blurs, which no pixel gives away, so each gets the second look.
    """
    last = image.getpixel((image.width - 1, image.height - 1))
    ends_in_fill = _FILL_GRAY.issuperset(last if isinstance(last, tuple) else (last,))
    return ends_in_fill or "progressive" in image.info


def with_filler(data: bytes) -> bytes:
    """The same JPEG with extra bytes before its end marker.

    A complete picture never reads them and decodes to the same pixels; one that ran out of data does.
    """
    end = data.rfind(b"\xff\xd9")
    return data[:end] + _FILLER + data[end:] if end > 0 else data
