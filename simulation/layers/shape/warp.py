"""What a change of shape does to a photo's pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.photo import SRGB_TO_LINEAR

_UNMOVED_PX = 0.02
_CLOSE_PX = 0.004  # a source is known this well: far below the 1/32 px to which pixels are weighted
_MOST_STEPS = 40
_COARSER = 4  # where to begin is worked out on every fourth pixel
_REACH_PX = 8  # that the filter sees beyond a place
_UNSEEN = 0.05  # 1/100 absorbance: a quarter of a code value at most
Box = tuple[slice, slice]
Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Warp:
    """A movement of what is seen in a part of a photo.

    Attributes:
        box: rows and columns of the photo. Nothing moves at its border, unless the photo ends there.
        shift_px: (h, w, 2) float32, where what is seen at each pixel moves to, right and down. Nowhere does it fold.
        shading: (h, w) float32, 1/100 absorbance of all colors, positive is darker; of the photo as it is afterwards.
    """

    box: Box
    shift_px: Field
    shading: Field


def sum_warps(warps: Sequence[Warp]) -> Warp:
    """One warp that does what all do: shifts and shadings add up where boxes overlap."""
    ends = np.array([[(part.start, part.stop) for part in warp.box] for warp in warps])
    low, high = ends[..., 0].min(0), ends[..., 1].max(0)
    shift, shading = np.zeros((*(high - low), 2), np.float32), np.zeros(high - low, np.float32)
    for warp in warps:
        part = tuple(slice(s.start - start, s.stop - start) for s, start in zip(warp.box, low, strict=True))
        shift[part] += warp.shift_px
        shading[part] += warp.shading
    return Warp((slice(int(low[0]), int(high[0])), slice(int(low[1]), int(high[1]))), shift, shading)


def apply_warp(image_rgb: Pixels, warp: Warp) -> Pixels:
    """A copy of the photo, (H, W, 3), in which things have moved; what moves by 0.02 px or less stays as it is."""
    moved = np.hypot(warp.shift_px[..., 0], warp.shift_px[..., 1]) > _UNMOVED_PX
    result = image_rgb.copy()
    if not moved.any():
        return result
    box = _within(warp.box, moved)
    rows, columns = (slice(b.start - w.start, b.stop - w.start) for b, w in zip(box, warp.box, strict=True))
    source = _sources(warp.shift_px[rows, columns])
    seen, (top, left) = _around(image_rgb, box, warp.shift_px)
    places = source + np.array([box[1].start - left, box[0].start - top], np.float32)
    after = cv2.remap(seen, places, None, cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REPLICATE)
    cv2.copyTo(after, moved[rows, columns].astype(np.uint8), result[box])
    return result


def shade(image_rgb: Pixels, warp: Warp) -> Pixels:
    """A copy of the photo, (H, W, 3), with the warp's shading; pixels that it leaves alone stay as they are."""
    touched = np.abs(warp.shading) > _UNSEEN
    result = image_rgb.copy()
    before = image_rgb[warp.box]
    light = SRGB_TO_LINEAR[before] * np.float32(10) ** (-warp.shading / 100)[..., None]
    code = np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    after = np.clip(np.round(255 * code), 0, 255).astype(np.uint8)
    result[warp.box] = np.where(touched[..., None], after, before)
    return result


def _within(box: Box, mask: NDArray[np.bool_]) -> Box:
    """The part of a box that a mask on it needs."""
    ends = [np.flatnonzero(mask.any(axis)) for axis in (1, 0)]
    rows, columns = (slice(b.start + int(e[0]), b.start + int(e[-1]) + 1) for b, e in zip(box, ends, strict=True))
    return rows, columns


def _around(image: Pixels, box: Box, shift_px: Field) -> tuple[Pixels, tuple[int, int]]:
    """What may be seen in a box afterwards, and its first row and column."""
    reach = int(np.ceil(np.abs(shift_px).max())) + _REACH_PX
    top, left = max(box[0].start - reach, 0), max(box[1].start - reach, 0)
    return image[top : box[0].stop + reach, left : box[1].stop + reach], (top, left)


def _sources(shift_px: Field) -> Field:
    """(h, w, 2) where what is seen at each pixel afterwards was before; begun on few pixels, ended on all."""
    height, width = shift_px.shape[:2]
    here = _places(height, width)
    size = (max(width // _COARSER, 1), max(height // _COARSER, 1))
    scale = np.array([size[0] / width, size[1] / height], np.float32)
    few = np.asarray(cv2.resize(shift_px, size, interpolation=cv2.INTER_AREA) * scale, np.float32)
    places = _places(*few.shape[:2])
    back = (places - _traced(few, places, places - few)) / scale
    return _traced(shift_px, here, here - cv2.resize(back, (width, height), interpolation=cv2.INTER_LINEAR))


def _traced(shift_px: Field, here: Field, source: Field) -> Field:
    """(h, w, 2) the places from which the shift *of that place* leads here, by a first guess.

    Shifts differ by less than a pixel from one pixel to the next, so that going back by the shift of the last guess
    closes in on the source (Banach's fixed point).
    """
    for _ in range(_MOST_STEPS):
        there = cv2.remap(shift_px, source, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        closer = here - there
        step = float(np.abs(closer - source).max())
        source = closer
        if step < _CLOSE_PX:
            break
    return source


def _places(height: int, width: int) -> Field:
    """(h, w, 2) each pixel's own x and y."""
    axes = (np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(np.stack(np.meshgrid(*axes), -1), np.float32)
