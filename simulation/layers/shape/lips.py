"""Fuller lips: each lip's red grows away from the line where the lips meet, and the skin beyond follows.

Both lips grow in proportion to their own heights, all along the mouth, so that the corners and the lips' form stay.
Where the red ends and where the lips meet is read in the photo, for the network draws thin lips too full.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from simulation.layers.shape.plane import Places, Plane, fade
from simulation.layers.shape.warp import Field, Warp
from vision.concerns.lip_edges import Lip, Lips, read_lips
from vision.concerns.lip_volume import heights_mm, why_not_at_rest
from vision.concerns.reason import Reason
from vision.concerns.sight import Portrait

# Landmark numbers of the mesh network, from the client's right corner of the mouth to the left one.
_BORDER = {
    -1: (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291),
    1: (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291),
}
_INNER = {-1: (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308), 1: (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)}
_MIDDLE = [13, 14]
_BESIDE = {-1: 2, 1: 152}  # what must not move: the base of the nose, the chin's edge
_UPPER, _LOWER = -1, 1  # the way out

_STEP_MM = 0.25  # along the mouth
_EVEN_MM = 1.0  # standard deviation along the mouth: a course that was found has grain, a movement has none
_FOLLOWS_MM, _SPARE_SHARE = 9.0, 0.7  # skin beyond the border; at most this share of the way to nose or chin
_LEAST_MM = 0.8  # lower than that a lip is at its corner
_FORWARD = 1.5  # a lip comes forward by so many times what it grows in height; by more, its shade looks like dirt
# Of what is asked for: measured again on the result, lips scatter by 0.15 mm, and more than was asked is not shown.
_SHOWN = 0.85
_COURSE_MM = 3.0  # the height is that of the middle, averaged so far to either side


@dataclass(frozen=True, slots=True)
class _Course:
    """A line from corner to corner, (K,) mm down at `x` mm to the right; beyond the corners it goes on level."""

    x: Places
    y: Places

    def at(self, x: Field) -> Field:
        return np.asarray(np.interp(x, self.x, self.y), np.float32)


def fuller_lips(portrait: Portrait, amount_mm: float) -> Warp | Reason:
    """Lips higher by up to `amount_mm` in the middle, both together."""
    if not_at_rest := why_not_at_rest(portrait):
        return not_at_rest
    lips = read_lips(portrait)
    heights = heights_mm(lips)
    if isinstance(heights, Reason):
        return heights
    share = _SHOWN * amount_mm * np.cos(np.radians(portrait.face.pose.pitch_deg)) / sum(heights)
    return _Mouth(portrait, lips).grown(float(share))


class _Mouth:
    """The courses of one mouth, in mm from the middle between the lips' inner borders."""

    def __init__(self, portrait: Portrait, lips: Lips) -> None:
        points = portrait.face.landmarks_px
        self._plane = Plane.at(portrait, points[_MIDDLE, :2].mean(0))
        self._points = self._plane.points_mm(points)
        outer = self._points[list(_BORDER[_UPPER])]
        self._x = np.arange(outer[0, 0], outer[-1, 0], _STEP_MM)
        inner = {way: self._drawn(_INNER[way]) for way in (_UPPER, _LOWER)}
        drawn = (inner[_UPPER] + inner[_LOWER]) / 2
        self._line = drawn + self._spread(lips, lips.line_mm - np.interp(lips.columns_mm, self._x, drawn))
        self._inner = {
            _UPPER: np.minimum(self._line, inner[_UPPER]),
            _LOWER: np.maximum(self._line, inner[_LOWER]),
        }
        self._border = {_UPPER: self._edge(lips, lips.upper, _UPPER), _LOWER: self._edge(lips, lips.lower, _LOWER)}

    def grown(self, share: float) -> Warp:
        """Every height by that share of it."""
        spare = _FOLLOWS_MM + 2.0
        low = np.array([self._x[0] - 1.0, self._border[_UPPER].min() - spare])
        high = np.array([self._x[-1] + 1.0, self._border[_LOWER].max() + spare])
        sheet = self._plane.sheet(low, high)
        x, y = sheet.places_mm()
        moved, rise = np.zeros_like(x), np.zeros_like(x)
        for way in (_UPPER, _LOWER):
            down, forward = self._lip(x, y, way, share)
            moved += down
            rise += forward
        return sheet.warp(np.zeros_like(moved), moved, rise)

    def _lip(self, x: Field, y: Field, way: int, share: float) -> tuple[Field, Field]:
        """How far one lip moves down, and comes forward."""
        inner, border = (_Course(self._x, course).at(x) for course in (self._inner[way], self._border[way]))
        growth = _Course(self._x, share * np.maximum(way * (self._border[way] - self._line), 0)).at(x)
        inside = np.clip((y - inner) * way / np.maximum((border - inner) * way, _LEAST_MM), 0, 1)
        beyond = np.maximum((y - border) * way, 0)
        moved = way * growth * inside**2 * (3 - 2 * inside) * fade(beyond, self._follows_mm(way))
        within = (x > self._x[0]) & (x < self._x[-1])
        return np.where(within, moved, 0), np.where(within, _FORWARD * growth * np.sin(np.pi * inside) ** 2, 0)

    def _follows_mm(self, way: int) -> float:
        border = float(self._border[way][np.abs(self._x) <= _COURSE_MM].mean())
        return float(min(_FOLLOWS_MM, _SPARE_SHARE * way * (self._points[_BESIDE[way], 1] - border)))

    def _edge(self, lips: Lips, lip: Lip, way: int) -> Places:
        border = self._drawn(_BORDER[way]) + self._spread(lips, lip.strayed_mm)
        return np.minimum(border, self._inner[way]) if way == _UPPER else np.maximum(border, self._inner[way])

    def _drawn(self, landmarks: tuple[int, ...]) -> Places:
        """(K,) the network's course along the mouth."""
        points = self._points[list(landmarks)]
        points = points[np.argsort(points[:, 0])]
        inside = np.clip(self._x, points[0, 0], points[-1, 0])
        return np.asarray(PchipInterpolator(points[:, 0], points[:, 1])(inside))

    def _spread(self, lips: Lips, strayed_mm: NDArray[np.float64]) -> Places:
        """(K,) what was found in the middle, ending at the corners, where the network is good."""
        columns = np.concatenate([self._x[:1], lips.columns_mm, self._x[-1:]])
        course = np.interp(self._x, columns, np.concatenate([[0.0], strayed_mm, [0.0]]))
        return np.asarray(gaussian_filter1d(course, _EVEN_MM / _STEP_MM))
