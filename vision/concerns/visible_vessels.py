"""Fine red vessels: lines in the hemoglobin layer, in any direction.

Quantity: root mean square over the zone of redder lines, minus that of paler lines (see oriented), in 1/100
absorbance. Round red spots end before a line's step and do not count.
Beside it: count, total length of the lines that stand out.
Known failures: veins too wide or too deep to show as lines; red hairs; the red rim of a fold.
"""

from __future__ import annotations

from collections.abc import Sequence

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.lines import separate_lines
from vision.concerns.oriented import LineFilter, root_mean_square
from vision.concerns.reason import Reason
from vision.concerns.region import filled, see
from vision.skin import Skin
from vision.zones import ZoneMask

_FILTER = LineFilter(across_mm=0.35, along_mm=0.8, step_mm=1.2, spread_deg=90)
_EDGE_MM = 1.5
_MIN_VALID = 0.3


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, _FILTER.reach_mm, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    red = filled(seen.of(skin.hemoglobin), seen.bare, round(3 / skin.mm_per_px))
    redder, paler = (lined[seen.region.box] for lined in _FILTER.anywhere(red, skin.mm_per_px))
    evidence, details = separate_lines(redder * seen.valid, skin.mm_per_px)
    details.pop("depth_percent")
    quantity = root_mean_square(redder[seen.valid]) - root_mean_square(paler[seen.valid])
    return Reading(quantity, evidence, details)


MEASURE: Measure = _measure
