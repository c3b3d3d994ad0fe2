"""Fine red vessels: lines in the hemoglobin layer, in any direction.

Quantity: root mean square over the zone of redder lines, minus that of paler lines (see oriented), in 1/100
absorbance. Round red spots end before a line's step and do not count.
Beside it: count, total length of the lines that stand out.
Known failures: veins too wide or too deep to show as lines; red hairs; the red rim of a fold.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.lines import separate_lines
from vision.concerns.oriented import LineFilter
from vision.concerns.reason import Reason
from vision.concerns.region import Region, eroded, filled
from vision.skin import Skin

_FILTER = LineFilter(across_mm=0.35, along_mm=0.8, step_mm=1.2, spread_deg=90)
_EDGE_MM = 1.5
_MIN_VALID = 0.3


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        region = Region.around(mask, round(_FILTER.reach_mm / skin.mm_per_px), skin.mask.shape[0])
        bare = skin.mask[region.rows, region.columns]
        valid = eroded(bare, _EDGE_MM / skin.mm_per_px)[region.box] & mask.inside
        if valid.sum() < _MIN_VALID * mask.inside.sum():
            readings[zone.name] = Reason.COVERED
            continue
        red = filled(skin.hemoglobin[region.rows, region.columns], bare, round(3 / skin.mm_per_px))
        redder, paler = (lined[region.box] for lined in _FILTER.anywhere(red, skin.mm_per_px))
        evidence, details = separate_lines(redder * valid, skin.mm_per_px)
        details.pop("depth_percent")
        readings[zone.name] = Reading(_rms(redder[valid]) - _rms(paler[valid]), evidence, details)
    return readings


def _rms(values: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(np.square(values))))


MEASURE: Measure = _measure
