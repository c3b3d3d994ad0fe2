"""Picture and panel side by side, and the discreet marks on the picture itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vision.analysis import Analysis
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.findings import Finding
from vision.pictures import palette
from vision.pictures.crop import MIN_HEIGHT, Frame
from vision.pictures.panel import Panel
from vision.pictures.sheet import Sheet

_MARK_GROUND: palette.Color = (24, 28, 30)
_MARK_SIZE = 14.0
_MARK_HEIGHT = 26.0
_MARGIN = 14.0
_MAX_FRAME = 60  # pixels; pictures that low are enlarged already


def unit_of(frame: Frame) -> float:
    """Pixels per unit of the layout: pictures are a thousand units high."""
    return unit_at(frame.size_hw[0])


def unit_at(height_px: int) -> float:
    return max(height_px, MIN_HEIGHT) / MIN_HEIGHT


def empty_panel(height_px: int) -> Panel:
    """For a picture of that height."""
    return Panel(max(height_px, MIN_HEIGHT), unit_at(height_px))


def beside(picture: NDArray[np.uint8], panel: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Picture left, panel right; a picture lower than the panel stands framed in the middle of the paper."""
    top = (panel.shape[0] - picture.shape[0]) // 2
    left = min(top, _MAX_FRAME)
    width = left + picture.shape[1]
    sheet = np.full((panel.shape[0], width + panel.shape[1], 3), palette.PAPER, np.uint8)
    sheet[top : top + picture.shape[0], left:width] = picture
    sheet[:, width:] = panel
    return sheet


def mark_sides(picture: NDArray[np.uint8], analysis: Analysis, unit: float) -> NDArray[np.uint8]:
    """Says at the lower corners which side of the client is which."""
    return mark_corners(picture, unit, **side_words(analysis))


def side_words(analysis: Analysis) -> dict[str, str]:
    """For `mark_corners`."""
    eyes = analysis.face.landmarks_px[[RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER], 0]
    labels = ("client's right", "client's left") if eyes[0] < eyes[1] else ("client's left", "client's right")
    return {"bottom_left": labels[0], "bottom_right": labels[1]}


def mark_corners(picture: NDArray[np.uint8], unit: float, **labels: str) -> NDArray[np.uint8]:
    """Labels in corners: `top_left`, `bottom_left`, `bottom_right`."""
    sheet = Sheet(Image.fromarray(picture), unit)
    height, width = (side / unit for side in picture.shape[:2])
    for corner, label in labels.items():
        x = width - _MARGIN - _mark_width(sheet, label) if corner.endswith("right") else _MARGIN
        y = _MARGIN if corner.startswith("top") else height - _MARGIN - _MARK_HEIGHT
        _mark(sheet, x, y, label)
    return sheet.pixels


def mark_scale(picture: NDArray[np.uint8], mm_per_px: float, unit: float) -> NDArray[np.uint8]:
    """A bar of 10 mm at the foot of the picture, true at the depth of the eyes.

    Args:
        picture: (h, w, 3) uint8.
        mm_per_px: millimeters per pixel of the picture.
        unit: pixels per unit of the layout.
    """
    sheet = Sheet(Image.fromarray(picture), unit)
    height, width = (side / unit for side in picture.shape[:2])
    length = 10 / mm_per_px / unit
    ground = max(length, sheet.width_of("10 mm", _MARK_SIZE)) + 24
    x, y = (width - ground) / 2, height - _MARGIN - 42
    sheet.box(x, y, ground, 42, _MARK_GROUND, radius=8, opacity=0.5)
    sheet.line(width / 2, y + 19, "10 mm", _MARK_SIZE, palette.CASING, anchor="ms")
    sheet.box((width - length) / 2, y + 28, length, 4, palette.CASING, radius=0)
    return sheet.pixels


HEAD_UNITS = 770.0  # height of the head in a picture made of a large photo: there, a unit on the face is a unit


def worst_first(findings: list[Finding]) -> list[Finding]:
    """The assessable ones, the most severe first; equals keep their order."""
    assessable = [f for f in findings if f.assessable and f.severity is not None]
    return sorted(assessable, key=lambda finding: -(finding.severity or 0.0))


def _mark_width(sheet: Sheet, label: str) -> float:
    return sheet.width_of(label, _MARK_SIZE) + 22


def _mark(sheet: Sheet, x: float, y: float, label: str) -> None:
    sheet.box(x, y, _mark_width(sheet, label), _MARK_HEIGHT, _MARK_GROUND, radius=13, opacity=0.45)
    sheet.line(x + 11, y + 18, label, _MARK_SIZE, palette.CASING)
