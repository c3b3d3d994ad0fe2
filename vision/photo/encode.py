"""Pixels back to files that hold nothing but pixels; for anything that is kept or sent on.

Without a profile the files mean sRGB, which is what a Photo holds.
"""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def encode_png(image_rgb: NDArray[np.uint8]) -> bytes:
    """A PNG of (H, W, 3) uint8 sRGB pixels, exact."""
    return _encode(image_rgb, "PNG", compress_level=3)


def encode_jpeg(image_rgb: NDArray[np.uint8], quality: int = 92) -> bytes:
    """A JPEG of (H, W, 3) uint8 sRGB pixels, full color resolution: redness is measured in color."""
    return _encode(image_rgb, "JPEG", quality=quality, subsampling=0)


def _encode(image_rgb: NDArray[np.uint8], format: str, **options: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image_rgb).save(file, format, **options)
    return file.getvalue()
