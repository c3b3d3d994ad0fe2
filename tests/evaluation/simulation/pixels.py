"""Figures of photo and result, pixel by pixel.

Luma is 0.2126 R + 0.7152 G + 0.0722 B of the code values, float32: what a screen shows.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.photo import SRGB_TO_LINEAR
from vision.skin.layers import absorbance

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Map = NDArray[np.float32]

_ABSORBANCE = absorbance(SRGB_TO_LINEAR)
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_FINE_PX, _COARSE_PX = 0.6, 1.2
_GRADIENT_PX = 1.0
_NORMAL_PX = 2.0
_INSIDE_PX = 3  # from the border on, a treated pixel is inside
_STEP_PX = 5  # side of the square over which a change at the border is averaged
_LEAST_PX = 50  # fewer treated pixels say nothing of grain or seams


def outside(before: Image, after: Image, allowed: Mask) -> int:
    """The largest difference of code values where none is allowed."""
    return int(_largest_of_colors(before, after)[~allowed].max(initial=0))


def changed(before: Image, after: Image, treated: Mask) -> float:
    """The share of treated pixels with another code value; 0 where none is treated."""
    return float((_largest_of_colors(before, after)[treated] > 0).mean()) if treated.any() else 0.0


def taken(before: Image, after: Image, treated: Mask) -> float:
    """Mean absorbance (1/100, log10, mean of three colors) by which treated pixels differ, without sign."""
    if not treated.any():
        return 0.0
    old, new = (_ABSORBANCE[image[treated]] for image in (before, after))
    return float(np.abs((old - new).mean(-1)).mean())


def fine_power(before: Image, after: Image, treated: Mask) -> float | None:
    """Power of luma between σ 0.6 and 1.2 px in treated pixels, after over before."""
    if treated.sum() < _LEAST_PX:
        return None
    box = _around(treated, 8)
    here = treated[box]
    old, new = (float(np.mean(_band(_luma(image[box]))[here] ** 2)) for image in (before, after))
    return new / old if old > 0 else None


def seam(before: Image, after: Image, treated: Mask) -> float | None:
    """How much steeper the border of what is treated became, over the gradient inside: 1 where nothing shows.

    Luma is smoothed with σ 1 px. Across the border: its gradient along the normal, without sign, mean over treated
    pixels that touch an untreated one. Inside: the photo's gradient along a row or column, mean over treated pixels
    3 px and more from the border. 1 + (across, result - across, photo) / inside: hair and lips at the border were steep
    before, and what a treatment smooths inside makes no seam.
    """
    box = _around(treated, 12)
    here = treated[box]
    rim, inside = here & ~_eroded(here, 1), _eroded(here, _INSIDE_PX)
    if rim.sum() < _LEAST_PX or inside.sum() < _LEAST_PX:
        return None
    normal = np.stack(_gradient(here.astype(np.float32), _NORMAL_PX))
    normal /= np.maximum(np.hypot(*normal), np.float32(1e-6))
    old, new = (np.stack(_gradient(_luma(image[box]), _GRADIENT_PX)) for image in (before, after))
    across_old, across_new = (float(np.abs((slope * normal).sum(0))[rim].mean()) for slope in (old, new))
    return 1 + (across_new - across_old) / float(np.abs(old)[:, inside].mean())


def border_step(before: Image, after: Image, treated: Mask) -> float | None:
    """The largest mean change of luma in a square of 5 px around a pixel of the border, code values."""
    if treated.sum() < _LEAST_PX:
        return None
    box = _around(treated, 12)
    here = treated[box]
    change = cv2.blur(_luma(after[box]) - _luma(before[box]), (_STEP_PX, _STEP_PX))
    return float(np.abs(change)[here & ~_eroded(here, 1)].max(initial=0.0))


def _largest_of_colors(before: Image, after: Image) -> NDArray[np.uint8]:
    """(H, W)."""
    difference = cv2.absdiff(before, after)
    return np.asarray(np.maximum.reduce([difference[..., color] for color in range(3)]), np.uint8)


def _luma(image: Image) -> Map:
    return np.asarray(cv2.transform(image.astype(np.float32), _LUMA[None]), np.float32)


def _band(luma: Map) -> Map:
    return np.asarray(cv2.GaussianBlur(luma, (0, 0), _FINE_PX) - cv2.GaussianBlur(luma, (0, 0), _COARSE_PX), np.float32)


def _gradient(picture: Map, sigma_px: float) -> tuple[Map, Map]:
    smooth = cv2.GaussianBlur(picture, (0, 0), sigma_px)
    down, right = np.gradient(smooth)
    return np.asarray(right, np.float32), np.asarray(down, np.float32)


def _eroded(mask: Mask, by_px: int) -> Mask:
    side = 2 * by_px + 1
    return np.asarray(cv2.erode(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0)


def _around(mask: Mask, margin: int) -> tuple[slice, slice]:
    """Rows and columns around all that is set; everything where nothing is."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return slice(None), slice(None)
    top, left = max(rows[0] - margin, 0), max(columns[0] - margin, 0)
    return slice(top, rows[-1] + margin + 1), slice(left, columns[-1] + margin + 1)
