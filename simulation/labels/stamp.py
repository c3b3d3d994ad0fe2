"""The repeated word: light letters in a soft dark casing, so that it reads on every skin and lets the skin through."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.labels.boxes import Box
from simulation.labels.setting import set_text
from vision.pictures import palette

Alpha = NDArray[np.float32]
_INK_OPACITY, _CASING_OPACITY = 0.82, 0.46
_ON_TREATED = 0.45  # of these opacities, where a treated zone could not be spared
_CASING, _SOFT = 0.07, 0.06  # type sizes
_PAD = 0.2  # type sizes, from the ink to the end of the casing


def stamp_size_hw(word: str, size: int) -> tuple[int, int]:
    """Pixels that the word takes with its casing."""
    ink = _stamp(word, size)[0]
    return ink.shape[0], ink.shape[1]


def print_stamp(
    image_rgb: NDArray[np.uint8], box: Box, word: str, size: int, treated: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Sets the word, in place.

    Args:
        image_rgb: (H, W, 3).
        box: of the size that `stamp_size_hw` gives.
        treated: (H, W); there, it is set more faintly.

    Returns:
        (h, w) bool: the pixels of the box that were set.
    """
    faint = np.where(treated[box.pixels], np.float32(_ON_TREATED), np.float32(1))
    ink, casing = (alpha * faint for alpha in _stamp(word, size))
    pixels = image_rgb[box.pixels].astype(np.float32)
    for alpha, color in ((casing, palette.MARK_CASING), (ink, palette.CASING)):
        pixels += (np.array(color, np.float32) - pixels) * alpha[..., None]
    image_rgb[box.pixels] = np.rint(pixels).astype(np.uint8)
    return np.asarray((casing > 0) | (ink > 0))


@lru_cache(maxsize=64)
def _stamp(word: str, size: int) -> tuple[Alpha, Alpha]:
    """(h, w) float32 opacities of ink and casing."""
    text, pad = set_text(word, size), int(np.ceil(_PAD * size))
    left, top, width, height = cv2.boundingRect(np.asarray(text))
    ink = np.pad(text[top : top + height, left : left + width], pad)
    reach = max(round(_CASING * size), 1)
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    casing = cv2.GaussianBlur(cv2.dilate(ink, ellipse), (0, 0), max(_SOFT * size, 0.6))
    return _opacity(ink, _INK_OPACITY), _opacity(casing, _CASING_OPACITY)


def _opacity(coverage: NDArray[np.uint8], full: float) -> Alpha:
    return np.asarray(coverage.astype(np.float32) * np.float32(full / 255), np.float32)
