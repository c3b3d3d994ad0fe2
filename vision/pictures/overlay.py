"""Zones over a picture: translucent fills, smooth lines, hatching. All in place on float pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.pictures.palette import CASING, GRADE_STYLES, NEUTRAL_DARK, Color

_OVERSAMPLING = 2  # lines of fractional width, smooth edges
_FRACTION_BITS = 4
_HATCH_STEP, _HATCH_WIDTH = 12.0, 2.0  # units
_CASING_WIDTH, _LINE_WIDTH = 3.4, 1.7  # units
_TRACE_WIDTH, _TRACE_OPACITY = 1.2, 0.4

Outline = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ZoneShape:
    """One zone as it is to be drawn.

    Attributes:
        outlines: (K, 2) picture pixels, edge coordinates; a second one is a hole.
        grade: 0 to 4, or None where the photo does not carry an answer.
    """

    outlines: tuple[Outline, ...]
    grade: int | None


def paint_zones(picture: NDArray[np.float32], shapes: Sequence[ZoneShape], unit: float) -> None:
    """Draws zones over a picture: all fills, then all lines, the worst grade on top.

    Args:
        picture: (h, w, 3) float32, sRGB code values; changed in place.
        shapes: the zones.
        unit: picture pixels per unit of the layout.
    """
    ordered = sorted(shapes, key=lambda shape: -1 if shape.grade is None else shape.grade)
    for shape in ordered:
        _fill(picture, shape, unit)
    for shape in ordered:
        _line(picture, shape, unit)


def trace_zones(picture: NDArray[np.float32], outlines: Sequence[Outline], unit: float) -> None:
    """Faint outlines: where was looked. Arguments as for `paint_zones`."""
    for outline in outlines:
        box = _box([outline], picture, _CASING_WIDTH * unit)
        _blend(picture[box], _coverage([outline], box, _TRACE_WIDTH * unit) * _TRACE_OPACITY, CASING)


def stroke(
    picture: NDArray[np.float32],
    points: Outline,
    width: float,
    color: Color,
    *,
    closed: bool = False,
    opacity: float = 1.0,
) -> None:
    """One smooth line, in place; `width` in pixels, `points` in edge coordinates."""
    box = _box([points], picture, width)
    _blend(picture[box], _coverage([points], box, width, closed) * opacity, color)


def _fill(picture: NDArray[np.float32], shape: ZoneShape, unit: float) -> None:
    box = _box(shape.outlines, picture, 1)
    covered = _coverage(shape.outlines, box, None)
    if shape.grade is not None:
        style = GRADE_STYLES[shape.grade]
        _blend(picture[box], covered * style.opacity, style.fill)
        return
    # Light and dark stripes side by side, so that one of them shows on every skin.
    _blend(picture[box], covered * _stripes(box, unit, 0.0) * 0.45, CASING)
    _blend(picture[box], covered * _stripes(box, unit, _HATCH_WIDTH) * 0.32, NEUTRAL_DARK)


def _line(picture: NDArray[np.float32], shape: ZoneShape, unit: float) -> None:
    color = NEUTRAL_DARK if shape.grade is None else GRADE_STYLES[shape.grade].line
    box = _box(shape.outlines, picture, 2 * _CASING_WIDTH * unit)
    # A casing in the other lightness keeps each line readable on light and on dark skin.
    casing, opacity = (NEUTRAL_DARK, 0.4) if shape.grade == 0 else (CASING, 0.75)
    _blend(picture[box], _coverage(shape.outlines, box, _CASING_WIDTH * unit) * opacity, casing)
    _blend(picture[box], _coverage(shape.outlines, box, _LINE_WIDTH * unit) * 0.9, color)


def _box(outlines: Sequence[Outline], picture: NDArray[np.float32], room: float) -> tuple[slice, slice]:
    points = np.concatenate(outlines)
    height, width = picture.shape[:2]
    left, top = np.floor(points.min(0) - room).astype(int)
    right, bottom = np.ceil(points.max(0) + room).astype(int)
    top, left = min(max(top, 0), height), min(max(left, 0), width)
    return slice(top, min(max(bottom, top), height)), slice(left, min(max(right, left), width))


def _coverage(
    outlines: Sequence[Outline], box: tuple[slice, slice], line_width: float | None, closed: bool = True
) -> NDArray[np.float32]:
    """(h, w) float32 share of each pixel of the box that lies inside the shape, or on its line."""
    height, width = (side.stop - side.start for side in box)
    if not height or not width:
        return np.zeros((height, width), np.float32)
    fine = np.zeros((height * _OVERSAMPLING, width * _OVERSAMPLING), np.uint8)
    offset = np.array([box[1].start, box[0].start])
    points = [_fixed((outline - offset) * _OVERSAMPLING) for outline in outlines]
    if line_width is None:
        cv2.fillPoly(fine, points, 255, cv2.LINE_AA, _FRACTION_BITS)
    else:
        thickness = max(round(line_width * _OVERSAMPLING), 1)
        cv2.polylines(fine, points, closed, 255, thickness, cv2.LINE_AA, _FRACTION_BITS)
    coarse = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(coarse, np.float32) / np.float32(255)


def _fixed(points: Outline) -> NDArray[np.int32]:
    """Edge coordinates to OpenCV's fixed-point pixel centers."""
    return np.asarray(np.round((points - 0.5) * 2**_FRACTION_BITS), np.int32)


def _stripes(box: tuple[slice, slice], unit: float, shift: float) -> NDArray[np.float32]:
    """Diagonal stripes of the whole picture, cut to the box, with smooth edges."""
    rows = np.arange(box[0].start, box[0].stop, dtype=np.float32)[:, None]
    columns = np.arange(box[1].start, box[1].stop, dtype=np.float32)
    across = (rows + columns) / np.float32(np.sqrt(2)) - np.float32(shift * unit)
    step, half = np.float32(_HATCH_STEP * unit), np.float32(_HATCH_WIDTH * unit / 2)
    distance = np.abs((across + step / 2) % step - step / 2)
    return np.asarray(np.clip(half - distance + np.float32(0.5), 0, 1), np.float32)


def _blend(pixels: NDArray[np.float32], alpha: NDArray[np.float32], color: Color) -> None:
    pixels += (np.array(color, np.float32) - pixels) * alpha[..., None]
