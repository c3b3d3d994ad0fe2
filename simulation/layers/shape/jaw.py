"""The jaw's edge outwards (filler) or inwards (a thinner masseter), along the rays from the middle of the lower face.

The edge is the photo's (vision.concerns.jaw_edge), for the network evens jaws out. Skin within follows far into the
cheek. What lies behind the edge is covered where skin comes out, which is written as a short press that does not fold;
the neck gives way over a longer one, or its outline would get a bump beside the jaw. Where the edge goes in, all behind
it is spread gently, so that straight lines in the background bend little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d

from simulation.layers.shape.plane import Places, Plane, fade
from simulation.layers.shape.warp import Field, Warp
from vision.concerns.jaw_edge import JawEdge, read_jaw_edge
from vision.concerns.reason import Reason
from vision.concerns.sight import Portrait
from vision.zones import Zone

_EVEN_DEG = 4.0
_SURE_MM = 0.8  # to either side of the edge all moves alike
_WITHIN_MM = 34.0
_NECK_DEG, _PRESSED_MM = (50.0, 72.0), (15.0, 7.0)  # behind the edge: the neck, and what is no neck
_SPREAD_MM = 20.0  # the same, where the edge goes in
_FORWARD = 0.5  # of the edge's movement, at the most, toward the camera
_LEAST_TOLD = 0.18  # as for jowls


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the edge, degrees off the ray downwards: nothing, all from here, to here, nothing again."""

    off_deg: tuple[float, float, float, float]

    def at(self, degrees: Field) -> Field:
        start, full, until, end = self.off_deg
        before, after = fade(full - degrees, full - start), fade(degrees - until, end - until)
        return np.asarray(before * after, np.float32)


# The zones' own places along the edge, median of portraits; the ends run out over what lies beside them.
_OUTWARDS = {
    "chin": _Part((-34.0, -20.0, 20.0, 34.0)),
    "prejowl": _Part((2.0, 36.0, 42.0, 58.0)),
    "jawline": _Part((18.0, 44.0, 64.0, 84.0)),
}
_MASSETER = _Part((20.0, 46.0, 64.0, 84.0))
EDGE_KINDS = frozenset(_OUTWARDS)
MASSETER_KINDS = frozenset({"lateral_cheek", "jawline"})


def jaw_outwards(portrait: Portrait, zones: tuple[Zone, ...], amount_mm: float) -> Warp | Reason:
    """The edge of those zones farther out by `amount_mm`."""
    edge = read_jaw_edge(portrait)
    weights = [_weight(zone, _OUTWARDS[zone.kind], edge.degrees) for zone in zones if zone.kind in EDGE_KINDS]
    return _moved(portrait, edge, np.max(weights, 0), amount_mm)


def jaw_inwards(portrait: Portrait, zones: tuple[Zone, ...], amount_mm: float) -> Warp | Reason:
    """The face narrower by `-amount_mm` a side where the masseters lie."""
    edge = read_jaw_edge(portrait)
    weights = [_weight(zone, _MASSETER, edge.degrees) for zone in zones if zone.kind in MASSETER_KINDS]
    return _moved(portrait, edge, np.max(weights, 0), amount_mm)


def _weight(zone: Zone, part: _Part, degrees: Places) -> Places:
    """(K,) 0 to 1 along the edge."""
    way = {"left": 1, "right": -1, "midline": 1}[zone.side]
    return np.asarray(part.at((way * degrees).astype(np.float32)), np.float64)


def _moved(portrait: Portrait, edge: JawEdge, weight: Places, amount_mm: float) -> Warp | Reason:
    for side in (edge.degrees < 0, edge.degrees >= 0):
        if weight[side].any() and np.average(edge.told[side], weights=weight[side]) < _LEAST_TOLD:
            return Reason.VIEW
    plane = Plane.at(portrait, edge.center_px)
    sheet = plane.sheet(*_ends(edge, weight, amount_mm))
    x, y = sheet.places_mm()
    radius, degrees = np.hypot(x, y), np.degrees(np.arctan2(x, y))
    outside = radius - _along(gaussian_filter1d(edge.outline_mm + edge.outwards_mm, _EVEN_DEG), edge, degrees)
    seen = fade(outside - _SURE_MM, _behind_mm(degrees, amount_mm)) * fade(-outside - _SURE_MM, _WITHIN_MM)
    moved = np.asarray(amount_mm * _along(weight, edge, degrees) * seen, np.float32)
    away = moved / np.maximum(radius, 1e-3)
    rise = np.where(outside < 0, _FORWARD * 4 * moved * (1 - seen), 0).astype(np.float32)
    return sheet.warp(np.asarray(away * x), np.asarray(away * y), rise)


def _behind_mm(degrees: Field, amount_mm: float) -> Field | float:
    """How far behind the edge it takes to come to rest."""
    if amount_mm < 0:
        return _SPREAD_MM
    return np.asarray(np.interp(np.abs(degrees), _NECK_DEG, _PRESSED_MM), np.float32)


def _along(course: Places, edge: JawEdge, degrees: Field) -> Field:
    return np.asarray(np.interp(degrees, edge.degrees, course), np.float32)


def _ends(edge: JawEdge, weight: Places, amount_mm: float) -> tuple[Places, Places]:
    """Two corners of what moves, mm from the center."""
    behind = _SURE_MM + (max(_PRESSED_MM) if amount_mm > 0 else _SPREAD_MM) + 1.0
    moves = weight > 0
    angles, radius = np.radians(edge.degrees[moves]), (edge.outline_mm + edge.outwards_mm)[moves]
    rings = [np.maximum(radius - _WITHIN_MM - 1.0, 0), radius + behind]
    places = np.concatenate([np.stack([r * np.sin(angles), r * np.cos(angles)], -1) for r in rings])
    return places.min(0) - 1.0, places.max(0) + 1.0
