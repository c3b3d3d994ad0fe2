"""HEIC, through libheif.

pillow_heif is called directly; registering it as a Pillow opener would change Pillow for the whole process.
A file with several stills (thumbnails, depth, bursts: normal on tablets) gives its primary image, the one
that every viewer shows.
"""

from __future__ import annotations

from typing import Any

import pillow_heif
from PIL import Image

from vision.photo.exif import UPRIGHT
from vision.photo.limits import PhotoLimits
from vision.photo.nclx import profile_of_nclx
from vision.photo.raster import Raster


def decode_heic(data: bytes, limits: PhotoLimits) -> Raster:
    """Decode the primary image. Opening reads the header; touching `data` decodes the pixels.

    libheif applies the container's rotation and mirroring (irot, imir) itself, and the standard says that
    an EXIF orientation beside them is to be ignored: so what comes out is upright.
    """
    file = pillow_heif.open_heif(data, convert_hdr_to_8bit=True)
    primary = file[file.primary_index]
    width, height = primary.size
    limits.check_size(width, height, len(data))
    profile = primary.info.get("icc_profile") or profile_of_nclx(data)
    return Raster(_to_image(primary), profile, UPRIGHT)


def _to_image(primary: Any) -> Image.Image:
    pixels = primary.data  # decodes; size and mode are final only afterwards
    return Image.frombytes(primary.mode, primary.size, bytes(pixels), "raw", primary.mode, primary.stride)
