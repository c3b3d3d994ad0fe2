"""One side moved against the other by known millimeters: (h, w, 2) shifts, right and down, at dose 1.

A piece of the face moves as a whole, and what lies around it gives way. It moves to where it lies off already, so that
an asymmetry that a face has grows with the dose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.target import Target

_PUPILS = (0, 1)  # as seen left and right in the picture; the client's right and left
_CORNERS = {"right": 87, "left": 93}
_MOUTH = (87, 90, 93, 106)
_WINGS = (63, 68)
_CHIN = 129
_FACE_SIDES = (109, 110, 112, 113)
# A head that turns moves what stands forward one way and its sides, some 60 mm behind the eyes, the other way: of their
# shift the share that such a place moves against them.
_NOSE_FORWARD, _MOUTH_FORWARD = 0.4, 0.2
UNEVEN_MM = 3.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """What moves as a whole, and how far around it the rest gives way.

    Attributes:
        half_mm: (2,) of the piece, along the pupils and down the face.
        fades_mm: from there on to where nothing moves: sideways, above, below.
    """

    half_mm: tuple[float, float]
    fades_mm: tuple[float, float, float]

    def share(self, canvas: Canvas, middle_mm: np.ndarray) -> Field:
        """(h, w) 1 on the piece, 0 beyond what gives way."""
        across, down = _axes(canvas)
        x, y = canvas.x_mm - np.float32(middle_mm[0]), canvas.y_mm - np.float32(middle_mm[1])
        u, v = np.abs(x * across[0] + y * across[1]), x * down[0] + y * down[1]
        sideways, above, below = self.fades_mm
        beside = (u - self.half_mm[0]) / sideways
        beyond = np.where(v < 0, (-v - self.half_mm[1]) / above, (v - self.half_mm[1]) / below)
        away = np.clip(np.hypot(np.maximum(beside, 0), np.maximum(beyond, 0)), 0, 1)
        return np.asarray(1 - away * away * (3 - 2 * away), np.float32)


_CORNER = _Piece((7.0, 4.0), (14.0, 10.0, 20.0))
_WHOLE_MOUTH = _Piece((31.0, 9.0), (20.0, 8.0, 12.0))
_NOSE = _Piece((20.0, 10.0), (14.0, 22.0, 9.0))
_CHIN_TIP = _Piece((22.0, 12.0), (24.0, 14.0, 14.0))


def facial_asymmetry(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Of the lips one corner down; mouth, nose and chin sideways."""
    return _PAINTERS[canvas.kind](canvas)


def _corner_down(canvas: Canvas) -> Field:
    heights = {side: float(_marked(canvas, number) @ _axes(canvas)[1]) for side, number in _CORNERS.items()}
    lower = max(heights, key=lambda side: heights[side])
    return _moved(canvas, _CORNER, _marked(canvas, _CORNERS[lower]), _axes(canvas)[1])


def _mouth_sideways(canvas: Canvas) -> Field:
    corners = _marked(canvas, *_CORNERS.values())
    return _sideways(canvas, _WHOLE_MOUTH, _marked(canvas, *_MOUTH), corners, _MOUTH_FORWARD)


def _nose_sideways(canvas: Canvas) -> Field:
    wings = _marked(canvas, *_WINGS)
    return _sideways(canvas, _NOSE, wings, wings, _NOSE_FORWARD)


def _chin_sideways(canvas: Canvas) -> Field:
    tip = _marked(canvas, _CHIN)
    return _sideways(canvas, _CHIN_TIP, tip, tip, _MOUTH_FORWARD)


def _sideways(canvas: Canvas, piece: _Piece, middle_mm: np.ndarray, judged_mm: np.ndarray, forward: float) -> Field:
    """Further from the middle of the pupils, to the side on which the judged place lies once the head is straight."""
    across = _axes(canvas)[0]
    off, sides = ((place - _marked(canvas, *_PUPILS)) @ across for place in (judged_mm, _marked(canvas, *_FACE_SIDES)))
    return _moved(canvas, piece, middle_mm, across if off + forward * sides > 0 else -across)


def _moved(canvas: Canvas, piece: _Piece, middle_mm: np.ndarray, way: np.ndarray) -> Field:
    return np.asarray(UNEVEN_MM * piece.share(canvas, middle_mm)[..., None] * way.astype(np.float32), np.float32)


def _marked(canvas: Canvas, *numbers: int) -> np.ndarray:
    """(2,) mean of marked points, mm on the picture plane."""
    return np.asarray(canvas.frame.points_px[list(numbers)].mean(0) / canvas.frame.px_per_mm)


def _axes(canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors along the pupils and down the face."""
    first, second = canvas.frame.points_px[list(_PUPILS)]
    across = (second - first) / np.hypot(*(second - first))
    return across, np.array([-across[1], across[0]])


_PAINTERS = {"lips": _corner_down, "upper_lip": _mouth_sideways, "nose": _nose_sideways, "chin": _chin_sideways}
TARGETS: dict[str, Target] = {
    "facial_asymmetry": Target(
        ("lips", "upper_lip", "nose", "chin"),
        "one mouth corner 3 mm lower; the mouth, the nose's lower half or the chin 3 mm to one side",
        facial_asymmetry,
        how="shift",
        margin_mm=36.0,
        moved_mm=UNEVEN_MM,
    ),
}
