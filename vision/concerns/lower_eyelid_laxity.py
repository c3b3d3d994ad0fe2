"""Laxity of the lower lid: how far its margin has sunk below the pupil.

Quantity: margin–reflex distance of the lower lid (MRD2) in mm, the iris center standing for the light reflex. About
5 to 6 mm is ordinary; where it passes the iris's own radius, white shows below the iris.
Beside it: how much white, on average; negative while the lid covers the iris's lower edge.
Known failures: a squint or a smile raises the lid; an upturned gaze shows white on everybody; prominent eyes do, too.
Against points marked by hand on 42 people: 0.6 mm scatter, correlation 0.53; of margins moved by 1 to 2 mm in photos it
finds a little more than half.
"""

from __future__ import annotations

from vision.concerns.concern import FaceMeasure
from vision.concerns.eye_heights import LIDS_AT_REST, Shape, lower_margin_mm
from vision.concerns.sight import Sight
from vision.face import IRIS_DIAMETER_MM

_IRIS_MM = IRIS_DIAMETER_MM / 2


def _read(sight: Sight, side: str) -> tuple[float, dict[str, float]]:
    sunk = lower_margin_mm(sight, side)
    return sunk, {"white_below_iris_mm": sunk - _IRIS_MM}


MEASURE: FaceMeasure = Shape(LIDS_AT_REST, _read, _IRIS_MM)
