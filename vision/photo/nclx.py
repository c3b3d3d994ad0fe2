"""Colors that AVIF and HEIC files declare by code points instead of a profile.

Phones write Display P3 this way and leave the ICC profile out; neither libavif nor libheif converts it.
"""

from __future__ import annotations

import struct

from PIL import ImageCms

from vision.photo.boxes import find, number
from vision.photo.errors import UnsupportedPhotoFormatError

# ITU-T H.273, table 2 → colorants as a profile stores them: XYZ of R, G and B, adapted to D50 by Bradford.
_WIDE_COLORANTS = {
    9: ((0.67348, 0.27904, -0.00193), (0.16567, 0.67534, 0.02998), (0.12505, 0.04561, 0.79686)),  # BT.2020
    12: ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),  # P3 D65
}
_HDR_TRANSFERS = frozenset({16, 18})  # ITU-T H.273, table 3: PQ and HLG


def profile_of_nclx(data: bytes) -> bytes | None:
    """A profile for the code points of an AVIF or HEIC file; None where they mean sRGB, as most do.

    Transfer curves near sRGB's (BT.709 and kin) are taken as sRGB's, as browsers do.

    Raises:
        UnsupportedPhotoFormatError: HDR. Its code values are not sRGB; toning them down would invent color.
    """
    for box in find(data, (b"meta", b"iprp", b"ipco", b"colr")):
        if data[box.start : box.start + 4] == b"nclx":
            if number(data, box.start + 6, 2) in _HDR_TRANSFERS:
                raise UnsupportedPhotoFormatError(
                    "This photo is in an HDR format. Please send it in standard dynamic range.", kind="HDR"
                )
            return _srgb_with(_WIDE_COLORANTS.get(number(data, box.start + 4, 2)))
    return None


def _srgb_with(colorants: tuple[tuple[float, float, float], ...] | None) -> bytes | None:
    """The sRGB profile, white and curve kept, with other colorants."""
    if colorants is None:
        return None
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for name, xyz in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants, strict=True):
        entry = profile.index(name, 128)  # in the tag table: name, offset, size
        start = number(bytes(profile), entry + 4, 4) + 8  # behind type and reserved
        profile[start : start + 12] = struct.pack(">3i", *(round(v * 65536) for v in xyz))
    return bytes(profile)
