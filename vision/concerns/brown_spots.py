"""Spots richer in melanin than the skin around them: lentigines, freckles, moles alike.

Quantity: mean over the zone of the spots' melanin contrast (see vision.skin.layers), in 1/100 absorbance: a spot
adds its contrast times its share of the area, times a factor for its size. Spots are blobs of a few sizes in the
melanin layer (see blobs), so that lines and hairs do not count. And a spot is darker, too, by three fifths of its
melanin contrast: only as much of a blob counts as its darkness bears out, which halves what the noise of the melanin
layer leaves. Grain makes as many pale blobs as dark ones, so the pale ones are taken off: skin without spots reads
around 0. Pixels within millimeters of hair weigh less.
Beside it: number, area and mean contrast of the spots that stand out.
Known failures: stubble and inflamed lesions partly count; patches wider than about 8 mm are not spots, yet answer in
part.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.blobs import blobs_of_size, separate_blobs
from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.pigment import DARKNESS_TO_MELANIN
from vision.concerns.reason import Reason
from vision.concerns.region import Region, eroded
from vision.skin import Skin
from vision.zones import ZoneMask

_SIZES_MM = (0.7, 1.2, 2.0)  # standard deviations; a spot of diameter d answers best near d/2.8
_EDGE_MM = 2.5
# From there on, trust grows over this distance: where skin ends within a hairline is found some millimeters off from
# take to take, and what lies there (often a tuft) must not come and go as a whole.
_TRUST_MM = 5.0
_MIN_VALID = 0.5
_PALE_SHARE = 0.6  # gloss makes more pale blobs than dark ones
_STANDS_OUT = 6.0  # units: several times the scatter within a cheek
_SMALLEST_MM2 = 1.0


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    mm_per_px = skin.mm_per_px
    region = Region.around(mask, round(4 * _SIZES_MM[-1] / mm_per_px), skin.mask.shape[0])
    clear = eroded(skin.mask[region.rows, region.columns], _EDGE_MM / mm_per_px)
    distance = cv2.distanceTransform(clear.astype(np.uint8), cv2.DIST_L2, 5) * np.float32(mm_per_px)
    trust = np.minimum(distance / np.float32(_TRUST_MM), 1)[region.box] * mask.inside
    if np.count_nonzero(trust) < _MIN_VALID * mask.inside.sum():
        return Reason.COVERED
    of_melanin = _blobs(skin.melanin[region.rows, region.columns], mm_per_px)
    of_darkness = _blobs(skin.darkness[region.rows, region.columns], mm_per_px)
    rich, pale = (
        np.minimum(pigment, DARKNESS_TO_MELANIN * dark)[region.box]
        for pigment, dark in zip(of_melanin, of_darkness, strict=True)
    )
    spots = separate_blobs(rich * (trust > 0), _STANDS_OUT, _SMALLEST_MM2, mm_per_px)
    details = {"count": float(spots.count), "area_mm2": spots.area_mm2, "contrast_units": spots.mean_contrast}
    return Reading(float(np.average(rich - _PALE_SHARE * pale, weights=trust)), spots.contrast, details)


def _blobs(melanin: NDArray[np.float32], mm_per_px: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Blob contrast at the best size, of blobs richer and of blobs poorer in melanin, both ≥ 0."""
    height, width = melanin.shape
    half = cv2.resize(melanin, (max(width // 2, 1), max(height // 2, 1)), interpolation=cv2.INTER_AREA)
    fine = blobs_of_size(melanin, _SIZES_MM[0] / mm_per_px)
    coarse = [blobs_of_size(half, size / (2 * mm_per_px)) for size in _SIZES_MM[1:]]
    best = np.maximum.reduce(coarse)
    grown = [cv2.resize(layer, (width, height), interpolation=cv2.INTER_LINEAR) for layer in best]
    return np.maximum(fine[0], grown[0]), np.maximum(fine[1], grown[1])


MEASURE: Measure = _measure
