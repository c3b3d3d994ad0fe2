"""A brow that stands higher: its hair moves up as a whole, forehead and lid skin follow, the lid's margin stays."""

from __future__ import annotations

import numpy as np

from simulation.layers.shape.plane import Places, Plane, fade
from simulation.layers.shape.warp import Field, Warp, sum_warps
from vision.concerns.eye_heights import BROWS_AT_REST, LIDS_AT_REST, brow_mm, upper_margin_mm
from vision.concerns.reason import Reason
from vision.concerns.sight import Portrait
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER

# Landmark numbers of the mesh network, from the outer end to the inner one.
_TOP = {"right": (70, 63, 105, 66, 107), "left": (300, 293, 334, 296, 336)}
_BOTTOM = {"right": (46, 53, 52, 65, 55), "left": (276, 283, 282, 295, 285)}
_MIDDLE = slice(1, 4)  # of a course: the part that is measured
_IRIS = {"right": RIGHT_IRIS_CENTER, "left": LEFT_IRIS_CENTER}
_OUTWARDS = {"right": -1, "left": 1}  # in the picture

_HAIR_MM = 2.0  # beyond the network's brow
_FOREHEAD_MM = 30.0
_LID_MM = 3.0  # over the lid's margin: lashes and the skin that hangs to the fold
_LEAST_MM = 3.0  # of lid skin that is drawn out, however low the brow
_INNER_MM, _OUTER_MM = 9.0, 16.0  # beyond the brow's ends
# Of what is asked for: measured again on the result, brows scatter by 0.1 mm, and more than was asked is not shown.
_SHOWN = 0.85
_BENDS = 2  # a brow is an arch


def higher_brows(portrait: Portrait, sides: tuple[str, ...], amount_mm: float) -> Warp | Reason:
    """The brows of these sides higher by up to `amount_mm` above the pupil."""
    if not (BROWS_AT_REST.holds(portrait.face.blendshapes) and LIDS_AT_REST.holds(portrait.face.blendshapes)):
        return Reason.EXPRESSION
    seen_mm = _SHOWN * amount_mm * float(np.cos(np.radians(portrait.face.pose.pitch_deg)))
    return sum_warps([_lifted(portrait, side, seen_mm) for side in sides])


def _lifted(portrait: Portrait, side: str, amount_mm: float) -> Warp:
    points = portrait.face.landmarks_px
    plane = Plane.at(portrait, points[_IRIS[side], :2])
    top, bottom = (plane.points_mm(points[list(numbers[side])]) for numbers in (_TOP, _BOTTOM))
    middle = (top + bottom) / 2
    off_mm = -brow_mm(portrait, side) - float(middle[_MIDDLE, 1].mean())  # where the photo has it, and the network
    arch = np.polynomial.Polynomial.fit(middle[:, 0], middle[:, 1] + off_mm, _BENDS)
    half = float(np.abs(bottom[_MIDDLE, 1] - top[_MIDDLE, 1]).mean()) / 2 + _HAIR_MM
    ends = np.sort(_OUTWARDS[side] * middle[[0, -1], 0])  # outwards: the inner end, the outer one
    outer = np.array([ends[0] - _INNER_MM, ends[1] + _OUTER_MM]) * _OUTWARDS[side]
    low = np.array([outer.min(), middle[:, 1].min() + off_mm - half - _FOREHEAD_MM])
    lid = -upper_margin_mm(portrait, side) - _LID_MM
    high = np.array([outer.max(), max(middle[:, 1].max() + off_mm + half + _LEAST_MM, lid)])
    sheet = plane.sheet(low - 1.0, high + 1.0)
    x, y = sheet.places_mm()
    above = np.asarray(arch(np.clip(x, *sorted(ends * _OUTWARDS[side]))) - y, np.float32)
    share = _sideways(x * _OUTWARDS[side], ends) * _upwards(above, half, np.asarray(y + above - lid, np.float32))
    return sheet.warp(np.zeros_like(x), -amount_mm * share, np.zeros_like(x))


def _sideways(outwards: Field, ends: Places) -> Field:
    inner, outer = np.float32(ends[0]) - outwards, outwards - np.float32(ends[1])
    return np.asarray(fade(inner, _INNER_MM) * fade(outer, _OUTER_MM), np.float32)


def _upwards(above: Field, half_mm: float, lid_below: Field) -> Field:
    """1 in the brow, fading up the forehead and down to the lid.

    Args:
        above: (k, l) mm above the brow's middle.
        lid_below: (k, l) less than zero; how far the lid's fold lies below that middle.
    """
    drawn = np.maximum(-lid_below - half_mm, _LEAST_MM)
    return np.asarray(fade(above - half_mm, _FOREHEAD_MM) * fade(-above - half_mm, drawn), np.float32)
