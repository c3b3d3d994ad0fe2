"""Atrophic scars: dents in the skin, and nothing but how light from above falls into them.

A pit is a smooth hole with a soft floor and walls; its surface reflects as Lambert's does, in a lamp above the camera
and light from all sides. Seen from the front, a wall that falls by the slope p downwards gets
(1 + p tan a)/√(1 + |∇|²) of what flat skin gets, a being the angle of the lamp over the line of sight: dark at the
upper rim, bright at the lower.
"""

from __future__ import annotations

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.optics import GROOVE

_CHEEK_MM2 = 700.0
_COUNT = (22, 34)  # on a cheek
_APART_MM = 3.3
_WIDTH_MM = (1.2, 4.0)  # between the middles of opposite walls
_DEPTH_MM = (0.2, 0.5)
_STEEPEST = 0.9  # a wide pit may be deep, a narrow one of that depth would be an ice pick, whose floor gets no light
_OVER_SIGHT_DEG = 45.0  # of the lamp
_LAMP = 0.8  # share of the light; the rest comes from all sides
_REACH = 1.6  # widths around a pit's middle that are drawn


def scars(canvas: Canvas, rng: np.random.Generator) -> Field:
    """(h, w, 3) absorbance at dose 1, natural logs."""
    share = float(canvas.inside.sum()) / canvas.px_per_mm**2 / _CHEEK_MM2
    count = max(round(int(rng.integers(*_COUNT)) * share), 2)
    shade = np.zeros_like(canvas.inside)
    for place in canvas.random_places(count, _APART_MM, rng):
        _sink(shade, canvas, place, rng)
    return np.asarray((shade * canvas.inside)[..., None] * GROOVE, np.float32)


def _sink(shade: Field, canvas: Canvas, place: np.ndarray, rng: np.random.Generator) -> None:
    """Adds one pit, longer than wide by up to a third, turned anyhow."""
    width = _WIDTH_MM[0] + (_WIDTH_MM[1] - _WIDTH_MM[0]) * rng.uniform()
    wall = rng.uniform(0.12, 0.3) * width  # from steep boxes to rolling dents
    depth = min(rng.uniform(*_DEPTH_MM), _STEEPEST * 2 * wall)
    length, angle = rng.uniform(1.0, 1.33), rng.uniform(0, np.pi)
    near = _near(canvas, place, _REACH * width)
    x, y = canvas.x_mm[near] - np.float32(place[0]), canvas.y_mm[near] - np.float32(place[1])
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    height = -depth / (1 + np.exp(np.clip((np.hypot(u / length, v) - width / 2) / (wall / 2), -30, 30)))
    down, right = np.gradient(height, 1 / canvas.px_per_mm)
    lit = (1 + down * np.tan(np.radians(_OVER_SIGHT_DEG))) / np.sqrt(1 + down**2 + right**2)
    shade[near] -= np.log(np.maximum(_LAMP * lit + 1 - _LAMP, 0.1)).astype(np.float32)


def _near(canvas: Canvas, place: np.ndarray, reach_mm: float) -> tuple[slice, slice]:
    """The canvas's pixels around a place."""
    columns, rows = (
        slice(*np.searchsorted(axis, (middle - reach_mm, middle + reach_mm)).tolist())
        for axis, middle in ((canvas.x_mm[0], place[0]), (canvas.y_mm[:, 0], place[1]))
    )
    return rows, columns
