"""Lips thinned by known millimeters: (h, w, 2) shifts, right and down, at dose 1.

Each lip's colored part shrinks evenly towards the line where the lips meet, which stays; the skin beyond follows, less
with the distance. Borders and that line are the ones marked by hand, so the millimeters hold at the lip's middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.target import Target

_PUPILS = (0, 1)
_CORNERS = (87, 93)
_BORDER = {"upper": (88, 89, 90, 91, 92), "lower": (104, 105, 106, 107, 108)}
_LINE = {"upper": (94, 95, 96, 97, 98), "lower": (99, 100, 101, 102, 103)}  # of each lip, where it ends
_MIDDLE = 3  # of a course with both corners
_SKIN_FOLLOWS_MM = 9.0
_UPPER_MM, _UPPER_SHARE = 3.0, 0.6  # of a thin upper lip no more than this share, and of the lower one more
THINNED_MM = 6.0  # of both lips together


@dataclass(frozen=True, slots=True)
class _Course:
    """A line from corner to corner of the mouth, in the face's own axes: (K,) mm along, (K,) mm down."""

    along: np.ndarray
    down: np.ndarray

    def at(self, along: Field) -> Field:
        return np.asarray(np.interp(along, self.along, self.down), np.float32)


def lip_volume(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Both lips thinner."""
    upper = min(_UPPER_MM, _UPPER_SHARE * _height(canvas, "upper"))
    return _thinned(canvas, "upper", upper) + _thinned(canvas, "lower", THINNED_MM - upper)


def _thinned(canvas: Canvas, lip: str, by_mm: float) -> Field:
    across, down = _axes(canvas)
    u = canvas.x_mm * across[0] + canvas.y_mm * across[1]
    v = canvas.x_mm * down[0] + canvas.y_mm * down[1]
    line = _course(canvas, _LINE[lip]).at(u)
    height = _course(canvas, _BORDER[lip]).at(u) - line  # negative for the upper lip
    beyond = np.where(np.abs(height) > 0, (v - line) / np.where(height == 0, 1, height), 0)
    outside = (np.abs(v - line) - np.abs(height)) / _SKIN_FOLLOWS_MM
    share = np.clip(np.where(beyond < 1, beyond, 1 - outside), 0, 1)
    moved = -height * share * by_mm / _height(canvas, lip)
    return np.asarray(moved[..., None] * down, np.float32)


def _course(canvas: Canvas, numbers: tuple[int, ...]) -> _Course:
    places = canvas.frame.points_px[[_CORNERS[0], *numbers, _CORNERS[1]]] / canvas.frame.px_per_mm
    across, down = _axes(canvas)
    return _Course(places @ across, places @ down)


def _height(canvas: Canvas, lip: str) -> float:
    """At the middle, mm."""
    return float(abs(_course(canvas, _BORDER[lip]).down[_MIDDLE] - _course(canvas, _LINE[lip]).down[_MIDDLE]))


def _axes(canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors along the pupils and down the face."""
    first, second = canvas.frame.points_px[list(_PUPILS)]
    across = (second - first) / np.hypot(*(second - first))
    return across.astype(np.float32), np.array([-across[1], across[0]], np.float32)


TARGETS: dict[str, Target] = {
    "lip_volume": Target(
        ("lips",),
        "6 mm less of the lips' vermilion, 3 of the upper and 3 of the lower",
        lip_volume,
        how="shift",
        margin_mm=16.0,
        moved_mm=THINNED_MM,
    ),
}
