"""Asymmetry of the brows: the difference of their heights.

Quantity: the difference between the mean heights of the left and the right brow above the line through both iris
centers, in mm; the frame is the head's own, so a tilted or turned head adds nothing to it.
Beside it: the difference with its sign, positive where the client's left brow is higher.
Known failures: one brow raised by habit cannot be told from one that stands higher; eyes of unequal height pass as a
tilt of the head.
"""

from __future__ import annotations

from collections.abc import Sequence

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.eye_heights import BROWS_AT_REST, brow_mm, over_the_zone
from vision.concerns.reason import Reason
from vision.concerns.sight import Sight

_SHOWN_FROM_MM = 0.5


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not BROWS_AT_REST.holds(sight.face.blendshapes):
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    higher = brow_mm(sight, "left") - brow_mm(sight, "right")
    details = {"left_higher_mm": higher}
    return {zone.name: over_the_zone(mask, abs(higher), _SHOWN_FROM_MM, details) for zone, mask in zones}


MEASURE: FaceMeasure = _measure
