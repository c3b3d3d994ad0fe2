"""Bags under the eyes: a bulge of the lower lid that catches the light above and turns from it below.

Quantity: contrast of the bulge in percent of brightness, between its lower slope and flat skin, as far as its upper
slope is as much brighter. Under light from above a smooth bulge shows its slope: brighter above its crest, darker
below. So the shading (see vision.skin.layers) is asked, along rows near the lid's middle, how much it looks like the
slope of a Gaussian 10 mm tall, by the third derivative of that Gaussian (of the family of Freeman and Adelson 1991,
IEEE PAMI 13:891): light that falls off evenly down the lid gives nothing, neither does a curve of it. Of the means
along those rows the largest counts. Hair, lashes and the eye are filled from the skin around.
Beside it: `contrast_percent` where the bulge is strongest, `width_mm` over which it shows at half of that.

Known failures: flat light from the front leaves no bag, and the shape itself, which the landmark mesh hardly has, is
not measured; a tear trough or a deep lid crease is half of a bag, the lower or the upper; the roll of muscle that a
smile lifts under the lashes is a small bag; lashes and their shadow; gloss.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.lines import PERCENT_PER_UNIT, percent
from vision.concerns.reason import Reason
from vision.concerns.region import Seen, filled, see
from vision.skin import Skin
from vision.zones import ZoneMask

Layer = NDArray[np.float32]
_SIGMA_MM = 2.2  # of the bulge's height, across the lid; it ends 2.2 standard deviations from its crest
_ALONG_MM = 4.0
_REACH = 3.2  # standard deviations that the filter looks
_EDGE_MM = 1.0
_FILL_MM = 9.0
_MIN_VALID = 0.4
_MIN_ROW = 0.5  # of the zone's own row
_CREST_MM = 2.5  # above and below the zone's middle: further off, the edge of what is no bag looks like half of one
_SHOWN_ABOVE = 1.5  # units of absorbance
_SLOPES_MM = 2.2  # the slopes lie that far above and below the crest


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, _REACH * _ALONG_MM + _SLOPES_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    shading = filled(seen.of(skin.shading), seen.clear, round(_FILL_MM / skin.mm_per_px))
    bulge = _bulges(shading, skin.mm_per_px)
    rows = _crest_rows(seen.valid, mask, skin.mm_per_px)
    if not rows.any():
        return Reason.COVERED
    row, mean = _strongest_row(bulge[seen.region.box], seen.valid, rows)
    return Reading(mean * PERCENT_PER_UNIT, _evidence(bulge, seen), _details(bulge, row, seen, skin.mm_per_px))


def _bulges(shading: Layer, mm_per_px: float) -> Layer:
    """(H, W) amplitude, in units of absorbance, of a bulge with its crest at a pixel; below 0 for a hollow."""
    sigma, along = _SIGMA_MM / mm_per_px, _ALONG_MM / mm_per_px
    reach = int(np.ceil(_REACH * sigma))
    v = np.arange(-reach, reach + 1) / sigma
    bell = np.exp(-(v**2) / 2)
    slope = v * bell * np.exp(0.5)  # darker below; largest is 1
    kernel = (3 * v - v**3) * bell
    level = cv2.getGaussianKernel(2 * int(np.ceil(_REACH * along)) + 1, along, cv2.CV_32F)
    across = (kernel / (kernel * slope).sum()).astype(np.float32)
    return np.asarray(cv2.sepFilter2D(shading, cv2.CV_32F, level, across, borderType=cv2.BORDER_REPLICATE), np.float32)


def _crest_rows(valid: NDArray[np.bool_], mask: ZoneMask, mm_per_px: float) -> NDArray[np.bool_]:
    """(h,) bool, rows near the zone's middle that are clear enough."""
    away = np.abs(np.arange(len(valid)) - np.nonzero(mask.inside)[0].mean()) * mm_per_px
    return np.asarray((away <= _CREST_MM) & (valid.sum(1) >= _MIN_ROW * mask.inside.sum(1)), bool)


def _strongest_row(bulge: Layer, valid: NDArray[np.bool_], rows: NDArray[np.bool_]) -> tuple[int, float]:
    """The row whose mean is largest, and that mean."""
    means = np.where(valid, bulge, 0).sum(1) / np.maximum(valid.sum(1), 1)
    means[~rows] = -np.inf
    row = int(means.argmax())
    return row, float(means[row])


def _evidence(bulge: Layer, seen: Seen) -> Layer:
    return np.asarray(
        np.where(seen.valid, percent(np.maximum(bulge[seen.region.box] - _SHOWN_ABOVE, 0)), 0), np.float32
    )


def _details(bulge: Layer, row: int, seen: Seen, mm_per_px: float) -> dict[str, float]:
    along = percent(np.maximum(bulge[seen.region.box][row][seen.valid[row]], 0))
    largest = float(along.max())
    return {"contrast_percent": largest, "width_mm": float((along > largest / 2).sum()) * mm_per_px}


MEASURE: Measure = _measure
