"""Droop of the upper lid: how much less than 5 mm its margin stands above the pupil.

Quantity: 5 mm minus the margin–reflex distance of the upper lid (MRD1), the iris center standing for the light reflex;
the margin as the photo shows it (see eye_heights, eye_strip). Clinically 4 to 5 mm is ordinary, 3 mm and less a droop.
Beside it: that distance, and the opening between the lids.
Known failures: heavy lashes and make-up, a crease in place of the margin, skin that hangs over it, a lowered gaze.
Against points marked by hand on 42 people: unbiased by its constant, 0.7 mm scatter, correlation 0.65. Of lids moved by
1 to 3 mm in photos it finds about half to all: the median error is 0.8 mm, most where lashes are heavy.
"""

from __future__ import annotations

from collections.abc import Sequence

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.eye_heights import LIDS_AT_REST, lower_margin_mm, over_the_zone, upper_margin_mm
from vision.concerns.reason import Reason
from vision.concerns.sight import Sight

_NORM_MM = 5.0
_SHOWN_FROM_MM = 1.1


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not LIDS_AT_REST.holds(sight.face.blendshapes):
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        margin = upper_margin_mm(sight, zone.side)
        details = {"margin_to_pupil_mm": margin, "opening_mm": margin + lower_margin_mm(sight, zone.side)}
        readings[zone.name] = over_the_zone(mask, _NORM_MM - margin, _SHOWN_FROM_MM, details)
    return readings


MEASURE: FaceMeasure = _measure
