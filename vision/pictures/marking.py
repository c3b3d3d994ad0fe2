"""One concern's evidence drawn on a cut of the photo: lines as lines, spots as outlines, areas as a tint."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis
from vision.chart import ChartGeometry
from vision.marks import Shape, shape_of
from vision.photo import LUMINANCE
from vision.pictures import palette
from vision.pictures.backprojection import chart_positions, project, standard_geometry
from vision.pictures.crop import Frame
from vision.pictures.overlay import stroke, trace_zones

LEVELS = 256
_GRAYED = 0.55
_GROUND = 92.0  # code value that the face is brought to, by a factor between these
_DIMMEST, _BRIGHTEST = 0.55, 1.6
BROAD_HEADS = 1 / 30  # what fills a window of this many head heights (about 7 mm) is a patch, not a point
_LINE_WIDTH, _SPOT_WIDTH, _CASING = 2.4, 1.8, 2.0  # units; the casing is added on both sides together
_FAINTEST = 0.35  # of the ramp: what was found must be seen, however weak


def evidence_colors(levels: int) -> NDArray[np.uint8]:
    """The color ramp from faint to strong, (levels, 3)."""
    return ramp_of(palette.EVIDENCE_STOPS, levels)


def ramp_of(stops: Sequence[tuple[float, palette.Color]], levels: int) -> NDArray[np.uint8]:
    """(levels, 3) colors from the first stop to the last."""
    places, colors = zip(*stops, strict=True)
    x = np.linspace(0, 1, levels)
    channels = [np.interp(x, places, channel) for channel in zip(*colors, strict=True)]
    return np.asarray(np.rint(np.stack(channels, -1)), np.uint8)


def mark_colors(levels: int) -> NDArray[np.uint8]:
    """The part of the ramp that lines and outlines are drawn in, (levels, 3)."""
    chosen: NDArray[np.uint8] = evidence_colors(LEVELS)[
        np.linspace(_FAINTEST * (LEVELS - 1), LEVELS - 1, levels).astype(int)
    ]
    return chosen


def shape_in(analysis: Analysis, concern: str) -> Shape:
    """How a concern is drawn in this photo, whether or not it left a mark."""
    found = [f.details for f in analysis.findings if f.concern == concern and f.assessable]
    marked = [mark.shape for mark in analysis.marks if mark.concern == concern]
    return next(iter(marked), None) or shape_of(next(iter(found), {}))


def draw_marked(
    analysis: Analysis, concern: str, frame: Frame, unit: float, geometry: ChartGeometry | None = None
) -> NDArray[np.uint8]:
    """The cut, dimmed, with the concern's evidence on it.

    Args:
        unit: picture pixels per unit of the layout; lines are as wide as it says.

    Returns:
        (h, w, 3) uint8 sRGB.
    """
    picture = dimmed(frame.cut(analysis.photo.image_rgb))
    if concern in analysis.evidence and shape_in(analysis, concern) == "area":
        vertices = frame.place(analysis.chart.placement.vertices_px)
        positions = chart_positions(vertices, geometry or standard_geometry(), frame.size_hw)
        heat(picture, project(analysis.evidence[concern], positions), frame.head_px * BROAD_HEADS)
    trace_zones(picture, _measured_outlines(analysis, concern, frame), unit)
    _strokes(picture, analysis, concern, frame, unit)
    return np.rint(picture).astype(np.uint8)


def _strokes(picture: NDArray[np.float32], analysis: Analysis, concern: str, frame: Frame, unit: float) -> None:
    """All casings, then all colors, the strongest on top."""
    marks = [mark for mark in analysis.marks if mark.concern == concern and mark.shape != "area"]
    ramp = mark_colors(LEVELS)
    placed = [(mark, frame.place(mark.points_px)) for mark in sorted(marks, key=lambda mark: mark.strength)]
    for layer in ("casing", "color"):
        for mark, points in placed:
            closed = mark.shape == "spot"
            width = (_SPOT_WIDTH if closed else _LINE_WIDTH) * unit
            if layer == "casing":
                stroke(picture, points, width + _CASING * unit, palette.MARK_CASING, closed=closed, opacity=0.55)
            else:
                red, green, blue = ramp[round(mark.strength * (LEVELS - 1))].tolist()
                stroke(picture, points, width, (red, green, blue), closed=closed)


def _measured_outlines(analysis: Analysis, concern: str, frame: Frame) -> list[NDArray[np.float64]]:
    measured = {f.zone for f in analysis.findings if f.concern == concern and f.assessable}
    return [frame.place(view.polygon_px) for view in analysis.zones if view.zone in measured]


def dimmed(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(h, w, 3) float32: little color and a common lightness, so that evidence stands out on every skin."""
    pixels = picture.astype(np.float32)
    gray = (pixels @ LUMINANCE)[..., None]
    middle = _middle(gray)
    brightness = np.clip(_GROUND / max(float(np.median(middle)), 1.0), _DIMMEST, _BRIGHTEST)
    grayed = (pixels + (gray - pixels) * np.float32(_GRAYED)) * np.float32(brightness)
    return np.asarray(np.minimum(grayed, np.float32(255)))


def _middle(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """The middle third of a picture: mostly face."""
    height, width = picture.shape[:2]
    return picture[height // 3 : 2 * height // 3 + 1, width // 3 : 2 * width // 3 + 1]


def heat(
    picture: NDArray[np.float32],
    strength: NDArray[np.float32],
    window_px: float,
    ramp: NDArray[np.uint8] | None = None,
) -> None:
    """Lays the evidence over the picture, in place.

    Args:
        picture: (h, w, 3) float32 code values.
        strength: (h, w) float32, 0 to 1.
        window_px: what is wider is shown more translucent.
        ramp: (LEVELS, 3) colors from faint to strong; those of evidence unless others are given.
    """
    shown = strength > palette.EVIDENCE_FLOOR
    seen = np.clip(strength[shown], 0, 1)
    rise = (seen - palette.EVIDENCE_FLOOR) / (palette.EVIDENCE_FULL - palette.EVIDENCE_FLOOR)
    side = max(round(window_px), 1)
    breadth = np.clip(cv2.blur(strength, (side, side))[shown], 0, 1)
    opacity = palette.EVIDENCE_OPACITY * (1 - palette.EVIDENCE_BROAD * breadth)
    alpha = (np.clip(rise, 0, 1) * opacity)[:, None]
    ramp = evidence_colors(LEVELS) if ramp is None else ramp
    colors = ramp[np.rint(seen * (LEVELS - 1)).astype(int)]
    picture[shown] += (colors - picture[shown]) * alpha
