"""Lids and brows moved by known millimeters: (h, w, 2) shifts, right and down, at dose 1.

Bands of skin move along the face's own vertical: most at a margin marked by hand, less with the distance from it on
either side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.target import Target

_PUPILS = (0, 1)  # as seen left and right in the picture; the client's right and left
_UPPER = {"right": (18, 19, 20, 21, 22), "left": (23, 24, 25, 26, 27)}  # with the canthi
_LOWER = {"right": (28, 29, 30), "left": (31, 32, 33)}
_BROW = {"right": (73, 74, 83, 84), "left": (79, 80, 85, 86)}
_LID_HALF_WIDTH_MM, _BROW_HALF_WIDTH_MM = 11.0, 17.0
_LID_FADES_MM, _BROW_FADES_ABOVE_MM, _BROW_FADES_BELOW_MM = 9.0, 16.0, 10.0
_BROW_HALF_BAND_MM = 5.0
_STAYS_MM = 3.5  # of the iris, below the pupil's center
DROOP_MM, SAG_MM, DESCENT_MM, UNEVEN_MM = 3.0, 2.0, 4.0, 3.0


@dataclass(frozen=True, slots=True)
class _Band:
    """Where a band lies and how its shift fades.

    Attributes:
        middle_mm: (2,) of the marked points that move most.
        half_width_mm: along the face's horizontal, to where nothing moves.
        half_band_mm: above and below the middle, as far as which all moves alike.
        fades_mm: from there on, above and below.
    """

    middle_mm: np.ndarray
    half_width_mm: float
    half_band_mm: float
    fades_mm: tuple[float, float]

    def shift(self, canvas: Canvas, down_mm: float) -> Field:
        across, down = _axes(canvas)
        x, y = canvas.x_mm - np.float32(self.middle_mm[0]), canvas.y_mm - np.float32(self.middle_mm[1])
        u, v = x * across[0] + y * across[1], x * down[0] + y * down[1]
        above, below = self.fades_mm
        beyond = np.where(v < 0, (-v - self.half_band_mm) / above, (v - self.half_band_mm) / below)
        # Straight, since a steeper fade would fold the skin over itself; rounded sideways, where there is room.
        sideways = np.sqrt(np.maximum(np.cos(np.clip(u / self.half_width_mm, -1, 1) * np.pi / 2), 0))
        share = np.clip(1 - np.maximum(beyond, 0), 0, 1) * sideways
        return np.asarray(down_mm * share[..., None] * down.astype(np.float32), np.float32)


def upper_eyelid_droop(canvas: Canvas, rng: np.random.Generator) -> Field:
    """The upper lid down over the eye, which stays as it is: only the skin above the margin moves."""
    margin = _marked(canvas, _UPPER[canvas.side][2:3])
    field = _Band(margin, _LID_HALF_WIDTH_MM, 0.0, (_LID_FADES_MM, 1e6)).shift(canvas, DROOP_MM)
    return field * _above(canvas, _UPPER[canvas.side])[..., None]


def lower_eyelid_laxity(canvas: Canvas, rng: np.random.Generator) -> Field:
    """The lower margin down, away from the pupil; what is uncovered is the eye just above it, stretched."""
    margin, pupil = _marked(canvas, _LOWER[canvas.side][1:2]), _pupil(canvas, canvas.side)
    fades = (float(np.hypot(*(pupil - margin))) - _STAYS_MM, _LID_FADES_MM)
    return _Band(margin, _LID_HALF_WIDTH_MM, 0.0, fades).shift(canvas, SAG_MM)


def _above(canvas: Canvas, numbers: tuple[int, ...]) -> Field:
    """(h, w) 1 above the line through marked points, 0 below it."""
    across, down = _axes(canvas)
    points = canvas.frame.points_px[list(numbers)] / canvas.frame.px_per_mm
    along, height = points @ across, points @ down
    order = np.argsort(along)
    u = canvas.x_mm * across[0] + canvas.y_mm * across[1]
    v = canvas.x_mm * down[0] + canvas.y_mm * down[1]
    return np.asarray(v < np.interp(u, along[order], height[order]), np.float32)


def brow_position(canvas: Canvas, rng: np.random.Generator) -> Field:
    """The brow down onto the lid."""
    return _brow(canvas, canvas.side, DESCENT_MM)


def brow_asymmetry(canvas: Canvas, rng: np.random.Generator) -> Field:
    """The brow that stands lower already goes down further."""
    heights = {side: _height(canvas, side) for side in _BROW}
    return _brow(canvas, min(heights, key=lambda side: heights[side]), UNEVEN_MM)


def _brow(canvas: Canvas, side: str, down_mm: float) -> Field:
    fades = (_BROW_FADES_ABOVE_MM, _BROW_FADES_BELOW_MM)
    band = _Band(_marked(canvas, _BROW[side]), _BROW_HALF_WIDTH_MM * 1.6, _BROW_HALF_BAND_MM, fades)
    return band.shift(canvas, down_mm)


def _height(canvas: Canvas, side: str) -> float:
    return float((_pupil(canvas, side) - _marked(canvas, _BROW[side])) @ _axes(canvas)[1])


def _marked(canvas: Canvas, numbers: tuple[int, ...]) -> np.ndarray:
    """(2,) mean of marked points, mm on the picture plane."""
    return np.asarray(canvas.frame.points_px[list(numbers)].mean(0) / canvas.frame.px_per_mm)


def _pupil(canvas: Canvas, side: str) -> np.ndarray:
    return _marked(canvas, (_PUPILS[0] if side == "right" else _PUPILS[1],))


def _axes(canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors along the pupils and down the face."""
    first, second = canvas.frame.points_px[list(_PUPILS)]
    across = (second - first) / np.hypot(*(second - first))
    return across.astype(np.float32), np.array([-across[1], across[0]], np.float32)


TARGETS: dict[str, Target] = {
    "upper_eyelid_droop": Target(
        ("upper_eyelid",),
        "the upper lid's margin 3 mm lower",
        upper_eyelid_droop,
        how="shift",
        margin_mm=14.0,
        moved_mm=DROOP_MM,
    ),
    "lower_eyelid_laxity": Target(
        ("lower_eyelid",),
        "the lower lid's margin 2 mm lower",
        lower_eyelid_laxity,
        how="shift",
        margin_mm=14.0,
        moved_mm=SAG_MM,
    ),
    "brow_position": Target(
        ("upper_eyelid",),
        "the brow 4 mm lower",
        brow_position,
        how="shift",
        margin_mm=34.0,
        moved_mm=DESCENT_MM,
    ),
    "brow_asymmetry": Target(
        ("glabella",),
        "one brow 3 mm lower",
        brow_asymmetry,
        how="shift",
        margin_mm=60.0,
        moved_mm=UNEVEN_MM,
    ),
}
