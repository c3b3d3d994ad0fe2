"""From stored pixels to the pixels of a photo: 8 bits, sRGB, on white, upright."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vision.photo.color import to_srgb
from vision.photo.orientation import upright
from vision.photo.photo import freeze
from vision.photo.raster import Raster

_EIGHT_BIT_MODES = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})


def render(raster: Raster) -> NDArray[np.uint8]:
    """(H, W, 3) uint8, sRGB, RGB order, contiguous, read-only, upright."""
    image = on_white(to_srgb(to_eight_bits(raster.image), raster.icc_profile))
    return freeze(upright(np.asarray(image, np.uint8), raster.orientation))


def to_eight_bits(image: Image.Image) -> Image.Image:
    """The same picture in mode L, LA, RGB, RGBA or CMYK; transparency declared by a key becomes alpha."""
    if image.mode.startswith("I"):
        return _scale_sixteen_bits(image)
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in _EIGHT_BIT_MODES:
        return image
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image.convert("RGBA" if image.mode in ("PA", "La", "RGBa") else "RGB")


def _scale_sixteen_bits(image: Image.Image) -> Image.Image:
    """0–65535 to 0–255 by rounding; Pillow's own conversion clips at 255."""
    values = np.asarray(image).astype(np.uint32)
    return Image.fromarray(((values * 255 + 32767) // 65535).astype(np.uint8))


def on_white(image: Image.Image) -> Image.Image:
    """Mode RGB; what was transparent shows white paper, blended in code values as every viewer does."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, image).convert("RGB")
