"""Asymmetry of the brows: the difference of their heights.

Quantity: the difference between the mean heights of the left and the right brow above the line through both iris
centers, in mm; the frame is the head's own, so a tilted or turned head adds nothing to it.
Beside it: the difference with its sign, positive where the client's left brow is higher.
Known failures: one brow raised by habit cannot be told from one that stands higher; eyes of unequal height pass as a
tilt of the head.
"""

from __future__ import annotations

from vision.concerns.concern import FaceMeasure
from vision.concerns.eye_heights import BROWS_AT_REST, Shape, brow_mm
from vision.concerns.sight import Sight

_SHOWN_FROM_MM = 0.5


def _read(sight: Sight, side: str) -> tuple[float, dict[str, float]]:
    higher = brow_mm(sight, "left") - brow_mm(sight, "right")
    return abs(higher), {"left_higher_mm": higher}


MEASURE: FaceMeasure = Shape(BROWS_AT_REST, _read, _SHOWN_FROM_MM)
