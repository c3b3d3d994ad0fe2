"""Photo intake: bytes in, upright sRGB pixels out, or a typed refusal.

In:  `decode_photo(data, limits)` takes a whole uploaded file. The format is told by content (`sniff`), the
     file must be whole (`completeness`), its declared size must be within the limits before any pixel is
     decoded (`limits`, `container_sizes`), one codec per family decodes it (`pillow_codec`, `heif_codec`),
     and the pixels become 8 bits, sRGB, on white and upright (`render`, `color`, `nclx`, `orientation`).
Out: a `Photo`: pixels, the hash of the upload and the format. Nothing else of the file survives, so what is
     made from a Photo cannot leak where or when it was taken. `encode_png` and `encode_jpeg` write pixels
     back to files, equally bare.

Every refusal is a subclass of `PhotoError` with a stable code (`errors`). There is no state: any number of
threads may decode at once.

To add a format: a rule in `sniff`, a codec that returns a `Raster`, a rule in `completeness`, its tests.
"""

from vision.photo.decode import decode_photo
from vision.photo.encode import encode_jpeg, encode_png
from vision.photo.errors import (
    AnimatedPhotoError,
    CorruptPhotoError,
    DecompressionBombError,
    NotAPhotoError,
    PhotoError,
    PhotoTooManyBytesError,
    PhotoTooManyPixelsError,
    PhotoTooSmallError,
    TruncatedPhotoError,
    UnsupportedPhotoFormatError,
)
from vision.photo.limits import PhotoLimits
from vision.photo.photo import ColorSource, Photo
from vision.photo.srgb import LUMINANCE, SRGB_TO_LINEAR

__all__ = [
    "LUMINANCE",
    "SRGB_TO_LINEAR",
    "AnimatedPhotoError",
    "ColorSource",
    "CorruptPhotoError",
    "DecompressionBombError",
    "NotAPhotoError",
    "Photo",
    "PhotoError",
    "PhotoLimits",
    "PhotoTooManyBytesError",
    "PhotoTooManyPixelsError",
    "PhotoTooSmallError",
    "TruncatedPhotoError",
    "UnsupportedPhotoFormatError",
    "decode_photo",
    "encode_jpeg",
    "encode_png",
]
