"""Spots darker in melanin than the skin around them: lentigines, freckles, moles alike.

Quantity: mean over the zone of the spots' excess melanin index (see vision.skin), in MI units; a spot adds its contrast
times its share of the area, times 0.76 for flat spots of 1.5 mm, 0.67 at 3.5 mm and 0.53 at 7 mm. Spots are blobs: at a
few sizes, the weaker of the two principal curvatures of the melanin map (scale-normalized; Lindeberg 1998, IJCV 30:79),
so that lines and hairs, curved one way only, do not count. Gloss and pores make as many light blobs as dark ones; the
mean light answer nearby is the floor for the dark ones. Pixels within millimeters of hair weigh less.
Anchors: 0.05 is about what young foreheads and cheeks read (people under 30: medians 0.04), noses and lateral cheeks
more (0.19 and 0.13, severity 10 and 6); 1.5 is a fifth of the zone under spots of MI contrast 12 (a strong freckle).
Provisional, as for the lines.
Known failures: spots respond less on dark skin (the index saturates); stubble and inflamed lesions partly count;
patches wider than about 8 mm are not spots, yet the middle of one of 20 mm answers with a quarter of its contrast.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.skin import Skin

_SIZES_MM = (0.7, 1.2, 2.0)  # standard deviations; a spot of diameter d answers best near d/2.8
_FLOOR_REACH_MM = 14.0
_FLOOR_FACTOR = 3.0
_EDGE_MM = 2.5
# From there on, trust grows over this distance: where skin ends within a hairline is found some millimeters off from
# take to take, and what lies there (often a tuft) must not come and go as a whole.
_TRUST_MM = 5.0
_MIN_VALID = 0.5


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not zones:
        return {}
    box = _box_around(zones, round(_FLOOR_REACH_MM / skin.mm_per_px))
    contrast, trust = np.zeros_like(skin.melanin), np.zeros_like(skin.melanin)
    contrast[box], trust[box] = _spot_contrast(skin.melanin[box], skin.mask[box], skin.mm_per_px)
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        weight = trust[mask.rows, mask.columns] * mask.inside
        if np.count_nonzero(weight) >= _MIN_VALID * mask.inside.sum():
            evidence = contrast[mask.rows, mask.columns] * mask.inside
            readings[zone.name] = Reading(float(np.average(evidence, weights=weight)), evidence)
        else:
            readings[zone.name] = Reason.COVERED
    return readings


def _box_around(zones: Sequence[ZonePair], pad: int) -> tuple[slice, slice]:
    """The smallest box that holds all zones, and `pad` pixels around."""
    rows, columns = [mask.rows for _, mask in zones], [mask.columns for _, mask in zones]
    top, left = (max(min(part.start for part in parts) - pad, 0) for parts in (rows, columns))
    bottom, right = (max(part.stop for part in parts) + pad for parts in (rows, columns))
    return slice(top, bottom), slice(left, right)


def _spot_contrast(
    melanin: NDArray[np.float32], bare: NDArray[np.bool_], mm_per_px: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(H, W) float32 MI contrast of spots above the floor, and (H, W) float32 trust, 0 where it is not measured."""
    dark, light = _blobs(melanin, mm_per_px)
    reach = int(_FLOOR_REACH_MM / mm_per_px) | 1
    side = 2 * round(_EDGE_MM / mm_per_px) + 1
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    clear = cv2.erode(bare.astype(np.uint8), element)
    weight = cv2.blur(clear.astype(np.float32), (reach, reach))
    floor = cv2.blur(light * clear, (reach, reach)) / np.maximum(weight, 1e-3) * _FLOOR_FACTOR
    distance_mm = cv2.distanceTransform(clear, cv2.DIST_L2, 5) * np.float32(mm_per_px)
    trust = np.minimum(distance_mm / np.float32(_TRUST_MM), 1)
    return np.maximum(dark - floor, 0) * clear, np.asarray(trust, np.float32)


def _blobs(melanin: NDArray[np.float32], mm_per_px: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Blob contrast at the best size, of blobs richer and of blobs poorer in melanin, both ≥ 0, in MI units."""
    height, width = melanin.shape
    half = cv2.resize(melanin, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    fine = _blobs_of_size(melanin, _SIZES_MM[0] / mm_per_px)
    coarse = [_blobs_of_size(half, size / (2 * mm_per_px)) for size in _SIZES_MM[1:]]
    best = np.maximum.reduce(coarse)
    grown = [cv2.resize(layer, (width, height), interpolation=cv2.INTER_LINEAR) for layer in best]
    return np.maximum(fine[0], grown[0]), np.maximum(fine[1], grown[1])


def _blobs_of_size(melanin: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """(2, H, W): contrast of dark and of light blobs of one size, standard deviation in pixels."""
    smooth = cv2.GaussianBlur(melanin, (0, 0), sigma)
    xx, yy = (cv2.Sobel(smooth, cv2.CV_32F, *order, ksize=3, scale=0.25) for order in ((2, 0), (0, 2)))
    xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1, ksize=3, scale=0.25)
    middle, radius = (xx + yy) / 2, cv2.magnitude((xx - yy) / 2, xy)
    # A Gaussian blob of the filter's own size and contrast c has curvature c/(4σ²) after smoothing.
    gain = np.float32(4 * sigma**2)
    return np.maximum(np.stack([-(middle + radius), middle - radius]) * gain, 0)


MEASURE: Measure = _measure
