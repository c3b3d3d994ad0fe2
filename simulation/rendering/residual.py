"""Units of change added up over the photo, and the photo's code values with a share of each taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from vision.photo import SRGB_TO_LINEAR
from vision.skin.layers import DARKEST, absorbance

Image = NDArray[np.uint8]
Light = NDArray[np.float32]
_ABSORBANCE = absorbance(SRGB_TO_LINEAR)
# Code values over absorbance from 0 (white) on: fine enough that rounding to whole codes decides.
_STEPS, _MOST = 8192, float(-100 * np.log10(DARKEST))
_LINEAR = 10.0 ** (-np.linspace(0, _MOST, _STEPS) / 100)
_CODES = np.where(_LINEAR <= 0.0031308, 12.92 * _LINEAR, 1.055 * _LINEAR ** (1 / 2.4) - 0.055).astype(np.float32) * 255


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A full change of one patch.

    Attributes:
        patch: where.
        unit: (h, w, 3) float32, 1/100 absorbance that a full change takes away, before the patch's weight.
    """

    patch: Patch
    unit: Light


def retouched(image_rgb: Image, changes: Sequence[Change], shares: Sequence[float]) -> tuple[Image, NDArray[np.bool_]]:
    """The photo with a share of each change.

    Args:
        image_rgb: (H, W, 3) uint8.
        changes: where they overlap their absorbances add up.
        shares: 0 to 1 each.

    Returns:
        (H, W, 3) uint8, equal to the photo wherever no change has a weight; (H, W) bool, where one has.
    """
    treated = np.zeros(image_rgb.shape[:2], bool)
    if not changes:
        return image_rgb.copy(), treated
    rows, columns = _box_around([change.patch for change in changes])
    taken = np.zeros((rows.stop - rows.start, columns.stop - columns.start, 3), np.float32)
    for change, share in zip(changes, shares, strict=True):
        if share:
            _add(taken, treated, change, share, (rows.start, columns.start))
    before = image_rgb[rows, columns]
    after = image_rgb.copy()
    here = treated[rows, columns]
    places = np.argwhere(here) + np.array([rows.start, columns.start])
    after[rows, columns][here] = _developed(before[here], taken[here], _grain(places))
    return after, treated


def _add(taken: Light, treated: NDArray[np.bool_], change: Change, share: float, origin: tuple[int, int]) -> None:
    patch = change.patch
    height, width = (part.stop - part.start for part in patch.box)
    part = change.unit * (np.float32(share) * patch.weight)[..., None]
    weight = patch.weight
    if part.shape[:2] != (height, width):
        part = cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR)
        weight = cv2.resize(weight, (width, height), interpolation=cv2.INTER_LINEAR)
    top, left = patch.box[0].start - origin[0], patch.box[1].start - origin[1]
    taken[top : top + height, left : left + width] += part
    treated[patch.box] |= weight > 0


def _developed(codes: NDArray[np.uint8], taken: Light, grain: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(K, 3) code values that have lost some absorbance. What is added to them is rounded, up or down by the grain."""
    old = _ABSORBANCE[codes]
    scale = np.float32((_STEPS - 1) / _MOST)
    now, was = (np.round(np.clip(part * scale, 0, _STEPS - 1)).astype(np.int32) for part in (old - taken, old))
    added = np.floor(_CODES[now] - _CODES[was] + grain[:, None])
    return np.asarray(np.clip(codes.astype(np.float32) + added, 0, 255), np.uint8)


def _grain(places: NDArray[np.int64]) -> NDArray[np.float32]:
    """(K,) 0 to 1, spread evenly, the same for the same pixel of any photo.

    So a change of a tenth of a code shows in a tenth of the pixels and does not vanish.

    The R2 sequence of Roberts (2018, "The unreasonable effectiveness of quasirandom sequences"), by pixel.
    """
    return np.asarray((0.7548776662466927 * places[:, 1] + 0.5698402909980532 * places[:, 0]) % 1.0, np.float32)


def _box_around(patches: Sequence[Patch]) -> tuple[slice, slice]:
    starts, stops = (
        [[getattr(patch.box[axis], end) for patch in patches] for axis in (0, 1)] for end in ("start", "stop")
    )
    return slice(min(starts[0]), max(stops[0])), slice(min(starts[1]), max(stops[1]))
