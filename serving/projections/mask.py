"""Where a provider allows a change: a PNG painted over the photo, white where it may change."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from serving.projections.errors import MaskInvalidError

_WHITE = 128  # of 255, from which on a pixel counts as painted


def read_mask(data: bytes, size_hw: tuple[int, int]) -> NDArray[np.bool_]:
    """The mask; what is transparent is not painted.

    Args:
        size_hw: of the photo, upright.

    Returns:
        (H, W) bool.

    Raises:
        MaskInvalidError: no PNG, of another size than the photo, or with nothing painted.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            _check_size(image.size, size_hw)  # before a pixel is decoded
            gray, alpha = np.moveaxis(np.asarray(image.convert("LA"), np.uint16), 2, 0)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise MaskInvalidError("The mask must be a PNG.") from None
    painted = gray * alpha >= _WHITE * 255
    if not painted.any():
        raise MaskInvalidError("Nothing is painted on the mask: white is where the photo may change.")
    return np.asarray(painted, np.bool_)


def _check_size(size_wh: tuple[int, int], size_hw: tuple[int, int]) -> None:
    height, width = size_hw
    if size_wh != (width, height):
        raise MaskInvalidError(
            f"The mask must be as large as the photo, {width} × {height} pixels; it is {size_wh[0]} × {size_wh[1]}.",
            photo_size=[width, height],
            mask_size=list(size_wh),
        )
