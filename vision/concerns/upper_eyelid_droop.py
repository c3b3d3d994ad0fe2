"""Droop of the upper lid: how much less than 5 mm its margin stands above the pupil.

Quantity: 5 mm minus the margin–reflex distance of the upper lid (MRD1), the iris center standing for the light reflex;
the margin as the photo shows it (see eye_heights, eye_strip). Clinically 4 to 5 mm is ordinary, 3 mm and less a droop.
Beside it: that distance, and the opening between the lids.
Known failures: heavy lashes and make-up, a crease in place of the margin, skin that hangs over it, a lowered gaze.
Against points marked by hand on 42 people: unbiased by its constant, 0.7 mm scatter, correlation 0.65. Of lids moved by
1 to 3 mm in photos it finds about half to all: the median error is 0.7 mm, most where lashes are heavy.
"""

from __future__ import annotations

from vision.concerns.concern import FaceMeasure
from vision.concerns.eye_heights import LIDS_AT_REST, Shape, lower_margin_mm, upper_margin_mm
from vision.concerns.sight import Sight

_NORM_MM = 5.0
_SHOWN_FROM_MM = 1.1


def _read(sight: Sight, side: str) -> tuple[float, dict[str, float]]:
    margin = upper_margin_mm(sight, side)
    return _NORM_MM - margin, {"margin_to_pupil_mm": margin, "opening_mm": margin + lower_margin_mm(sight, side)}


MEASURE: FaceMeasure = Shape(LIDS_AT_REST, _read, _SHOWN_FROM_MM)
