"""Position of the brow: how much less than 25 mm it stands above the pupil.

Quantity: 25 mm minus the height of the brow's hair above the iris center (see eye_heights, eye_strip). Brows
differ by 3 mm (standard deviation) between people who lack nothing, so one photo says little of a descent; two visits
say more. It stands at the upper eyelid, which a low brow crowds; the brow itself is hair and no zone of skin.
Beside it: that height.
Known failures: brows of the skin's own color, a fringe. Against points marked by hand on 42 people: 0.2 mm high on
average, 0.9 mm scatter, correlation 0.98.
"""

from __future__ import annotations

from vision.concerns.concern import FaceMeasure
from vision.concerns.eye_heights import BROWS_AT_REST, Shape, brow_mm
from vision.concerns.sight import Sight

_NORM_MM = 25.0
_SHOWN_FROM_MM = 5.0


def _read(sight: Sight, side: str) -> tuple[float, dict[str, float]]:
    height = brow_mm(sight, side)
    return _NORM_MM - height, {"height_mm": height}


MEASURE: FaceMeasure = Shape(BROWS_AT_REST, _read, _SHOWN_FROM_MM)
