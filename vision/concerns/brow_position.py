"""Position of the brow: how much less than 25 mm it stands above the pupil.

Quantity: 25 mm minus the height of the brow's hair above the iris center (see eye_heights, eye_strip). Brows
differ by 3 mm (standard deviation) between people who lack nothing, so one photo says little of a descent; two visits
say more. It stands at the upper eyelid, which a low brow crowds; the brow itself is hair and no zone of skin.
Beside it: that height.
Known failures: brows of the skin's own color, a fringe. Against points marked by hand on 42 people: 0.2 mm high on
average, 0.9 mm scatter, correlation 0.98.
"""

from __future__ import annotations

from collections.abc import Sequence

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.eye_heights import BROWS_AT_REST, brow_mm, over_the_zone
from vision.concerns.reason import Reason
from vision.concerns.sight import Sight

_NORM_MM = 25.0
_SHOWN_FROM_MM = 5.0


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not BROWS_AT_REST.holds(sight.face.blendshapes):
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        height = brow_mm(sight, zone.side)
        readings[zone.name] = over_the_zone(mask, _NORM_MM - height, _SHOWN_FROM_MM, {"height_mm": height})
    return readings


MEASURE: FaceMeasure = _measure
