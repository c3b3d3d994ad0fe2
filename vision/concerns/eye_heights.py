"""Heights of lids and brows over the iris center, in millimeters, of a face that is at rest there.

Heights run along the normal of the line through both irises, so a tilted head leaves them alone. They hold for a gaze
straight into the camera: lids follow the eye when it looks up or down, so a gaze that does is not answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vision.concerns.concern import Reading, ZonePair
from vision.concerns.eye_strip import Course, Layer, Levels, marked_px
from vision.concerns.reason import Reason
from vision.concerns.rest import Rest
from vision.concerns.sight import Portrait, Sight
from vision.zones import ZoneMask

# Landmark numbers of the mesh network, from the outer end to the inner one.
_UPPER_MARGIN = {"right": (161, 160, 159, 158, 157), "left": (388, 387, 386, 385, 384)}
_LOWER_MARGIN = {"right": (163, 144, 145, 153, 154), "left": (390, 373, 374, 380, 381)}
_BROW_TOP = {"right": (63, 105, 66), "left": (293, 334, 296)}
_BROW_BOTTOM = {"right": (53, 52, 65), "left": (283, 282, 295)}
_RISE_GAP_MM = 0.5
_BROW_GAP_MM = 5.0
# The rise from the eye to the skin lies off the margin, for lashes darken the skin beside it: mean differences to
# margins marked by hand on 42 people.
_UPPER_LASHES_MM, _LOWER_LASHES_MM = 0.78, -0.17


LIDS_AT_REST = Rest({"eyeBlink": 0.5, "eyeLookDown": 0.5, "eyeLookUp": 0.5, "eyeWide": 0.3, "mouthSmile": 0.26})
BROWS_AT_REST = Rest({"browOuterUp": 0.9, "browDown": 0.7, "mouthSmile": 0.5})


def _skin_above(levels: Levels) -> Layer:
    return levels(-_RISE_GAP_MM) - levels(_RISE_GAP_MM)


def _skin_below(levels: Levels) -> Layer:
    return levels(_RISE_GAP_MM) - levels(-_RISE_GAP_MM)


def _skin_on_both_sides(levels: Levels) -> Layer:
    return np.minimum(levels(-_BROW_GAP_MM), levels(_BROW_GAP_MM)) - levels(0.0)


_TILTS = (-0.2, -0.1, 0.0, 0.1, 0.2)
_UPPER = Course(_skin_above, 3.5, 4.5, 12.0, -0.2, (0.3, 0.15), 25.0, 0.5, in_red=True, tilts=_TILTS)
_LOWER = Course(_skin_below, 3.5, 4.5, -0.2, 12.0, (0.3, 0.15), 25.0, 0.5, in_red=True, tilts=_TILTS)
_BROW = Course(_skin_on_both_sides, 9.0, 6.0, 42.0, -5.0, (0.8, 1.4), 40.0, 0.3)


def upper_margin_mm(sight: Portrait, side: str) -> float:
    """How far the upper lid's margin stands above the iris center, where it crosses the iris."""
    return _UPPER.above_iris_mm(sight, side, marked_px(sight, _UPPER_MARGIN[side])) - _UPPER_LASHES_MM


def lower_margin_mm(sight: Portrait, side: str) -> float:
    """How far the lower lid's margin lies below the iris center."""
    return -_LOWER.above_iris_mm(sight, side, marked_px(sight, _LOWER_MARGIN[side])) - _LOWER_LASHES_MM


def brow_mm(sight: Portrait, side: str) -> float:
    """How far the middle of the brow's hair stands above the iris center, along the brow's middle 18 mm."""
    middle = (marked_px(sight, _BROW_TOP[side]) + marked_px(sight, _BROW_BOTTOM[side])) / 2
    return _BROW.above_iris_mm(sight, side, middle)


Read = Callable[[Sight, str], tuple[float, dict[str, float]]]  # of a side: the quantity and its details


@dataclass(frozen=True, slots=True)
class Shape:
    """A measure of something around the eyes. It has no place within its zone, so its evidence is the whole of it.

    Attributes:
        rest: what must be at rest.
        read: the quantity and the details of a side.
        shown_from: quantity from which on there is evidence.
    """

    rest: Rest
    read: Read
    shown_from: float

    def __call__(self, sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
        if not self.rest.holds(sight.face.blendshapes):
            return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
        return {zone.name: self._reading(mask, *self.read(sight, zone.side)) for zone, mask in zones}

    def _reading(self, mask: ZoneMask, quantity: float, details: dict[str, float]) -> Reading:
        evidence = np.where(mask.inside, max(quantity - self.shown_from, 0.0), 0.0).astype(np.float32)
        return Reading(quantity, evidence, details)
