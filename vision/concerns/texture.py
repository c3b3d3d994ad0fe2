"""Roughness of the skin as far as an ordinary photo carries it: relief of 1 to 4 mm, not pores.

Quantity: median size of the ups and downs of the red light (of which spots and vessels take least) between Gaussian
means of 0.35 and 1.0 mm, as a standard deviation in percent of darkening. The median, because a few lines or spots
are not texture.
Known failures: gloss breaks up over relief and reads as more of it; stubble.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.lines import PERCENT_PER_UNIT
from vision.concerns.reason import Reason
from vision.concerns.region import filled, see
from vision.skin import Skin
from vision.zones import ZoneMask

_FINE_MM, _COARSE_MM = 0.35, 1.0
_EDGE_MM = 2.0
_MIN_VALID = 0.4
_SHOWN_OVER_MM = 2.0
_MEDIAN_OF_NORMAL = 0.6745


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, 3 * _COARSE_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    red = filled(seen.of(skin.red), seen.bare, round(5 / skin.mm_per_px))
    fine, coarse = (cv2.GaussianBlur(red, (0, 0), size / skin.mm_per_px) for size in (_FINE_MM, _COARSE_MM))
    relief = np.abs(fine - coarse) * np.float32(PERCENT_PER_UNIT)
    shown = cv2.GaussianBlur(relief, (0, 0), _SHOWN_OVER_MM / skin.mm_per_px)[seen.region.box] * seen.valid
    return Reading(float(np.median(relief[seen.region.box][seen.valid])) / _MEDIAN_OF_NORMAL, shown.astype(np.float32))


MEASURE: Measure = _measure
