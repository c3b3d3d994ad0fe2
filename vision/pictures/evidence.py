"""The evidence picture: where on the face one concern was seen, for pointing at."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis
from vision.chart import ChartGeometry
from vision.photo import LUMINANCE
from vision.pictures import palette, words
from vision.pictures.backprojection import chart_positions, project, standard_geometry
from vision.pictures.composition import HEAD_UNITS, beside, empty_panel, mark_scale, mark_sides, unit_of, worst_first
from vision.pictures.crop import Frame, head_frame
from vision.pictures.overlay import trace_zones

_GRAYED = 0.55
_GROUND = 92.0  # code value that the face is dimmed to, at most by _DIMMEST; dark skin is left as it is
_DIMMEST = 0.55
_LEVELS = 256
_BROAD_HEADS = 1 / 30  # what fills a window of this many head heights (about 7 mm) is a patch, not a line


def draw_evidence(analysis: Analysis, concern: str, geometry: ChartGeometry | None = None) -> NDArray[np.uint8]:
    """A heat map of one concern on the dimmed face, beside a legend.

    Args:
        analysis: of one photo.
        concern: name; where it was not measured, the picture says so.
        geometry: of the chart, if at hand; else the installed model's.

    Returns:
        (H, W, 3) uint8 sRGB; 1000 to 1600 pixels high.
    """
    frame = head_frame(analysis.chart.placement, analysis.photo.size_hw)
    picture = _dimmed(frame.cut(analysis.photo.image_rgb))
    if concern in analysis.evidence:
        vertices = frame.place(analysis.chart.placement.vertices_px)
        positions = chart_positions(vertices, geometry or standard_geometry(), frame.size_hw)
        _heat(picture, project(analysis.evidence[concern], positions), frame.head_px * _BROAD_HEADS)
    trace_zones(picture, _measured_outlines(analysis, concern, frame), frame.head_px / HEAD_UNITS)
    marked = mark_sides(np.rint(picture).astype(np.uint8), analysis, unit_of(frame))
    mm_per_px = analysis.face.mm_per_px / float(frame.scale[0])
    marked = mark_scale(marked, mm_per_px, unit_of(frame))
    return beside(marked, _panel(analysis, concern, frame))


def _measured_outlines(analysis: Analysis, concern: str, frame: Frame) -> list[NDArray[np.float64]]:
    measured = {f.zone for f in analysis.findings if f.concern == concern and f.assessable}
    return [frame.place(view.polygon_px) for view in analysis.zones if view.zone in measured]


def evidence_colors(levels: int) -> NDArray[np.uint8]:
    """The color ramp from faint to strong, (levels, 3)."""
    places, colors = zip(*palette.EVIDENCE_STOPS, strict=True)
    x = np.linspace(0, 1, levels)
    channels = [np.interp(x, places, channel) for channel in zip(*colors, strict=True)]
    return np.asarray(np.rint(np.stack(channels, -1)), np.uint8)


def _dimmed(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(h, w, 3) float32: less color and less light, so that the heat stands out on every skin."""
    pixels = picture.astype(np.float32)
    gray = (pixels @ LUMINANCE)[..., None]
    middle = _middle(gray)
    brightness = np.clip(_GROUND / max(float(np.median(middle)), 1.0), _DIMMEST, 1.0)
    return np.asarray((pixels + (gray - pixels) * np.float32(_GRAYED)) * np.float32(brightness))


def _middle(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """The middle third of a picture: mostly face."""
    height, width = picture.shape[:2]
    return picture[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3]


def _heat(picture: NDArray[np.float32], strength: NDArray[np.float32], window_px: float) -> None:
    """Lays the evidence over the picture, in place.

    Args:
        picture: (h, w, 3) float32 code values.
        strength: (h, w) float32, 0 to 1.
        window_px: what is wider is shown more translucent.
    """
    shown = strength > palette.EVIDENCE_FLOOR
    seen = np.clip(strength[shown], 0, 1)
    rise = (seen - palette.EVIDENCE_FLOOR) / (palette.EVIDENCE_FULL - palette.EVIDENCE_FLOOR)
    side = max(round(window_px), 1)
    breadth = np.clip(cv2.blur(strength, (side, side))[shown], 0, 1)
    opacity = palette.EVIDENCE_OPACITY * (1 - palette.EVIDENCE_BROAD * breadth)
    alpha = (np.clip(rise, 0, 1) * opacity)[:, None]
    colors = evidence_colors(_LEVELS)[np.rint(seen * (_LEVELS - 1)).astype(int)]
    picture[shown] += (colors - picture[shown]) * alpha


def _panel(analysis: Analysis, concern: str, frame: Frame) -> NDArray[np.uint8]:
    findings = [finding for finding in analysis.findings if finding.concern == concern]
    panel = empty_panel(frame)
    measured = concern in analysis.evidence
    subtitle = "Where the photo shows it, within the outlined zones." if measured else "Not measured in this photo."
    panel.title(f"Evidence · {words.taken_words(analysis.capture.declaration)}", words.concern_title(concern), subtitle)
    panel.capture(analysis.capture)
    panel.ramp(evidence_colors(_LEVELS))
    worst = worst_first(findings)
    titles = [words.zone_title(finding) for finding in worst]
    panel.findings(worst, titles, words.not_assessable_words(findings))
    panel.foot()
    return panel.pixels
