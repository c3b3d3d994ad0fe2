"""The picture of dynamic lines: the same part of the face at rest and animated, each with its lines."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis, DynamicFinding, dynamic_lines
from vision.chart import ChartGeometry
from vision.pictures import words
from vision.pictures.closeup import Pane, close_ups
from vision.pictures.composition import beside, empty_panel, mark_corners, mark_scale
from vision.pictures.evidence import corner_words, lay_out
from vision.pictures.marking import LEVELS, draw_marked, mark_colors

Picture = NDArray[np.uint8]


def dynamic_concerns(rest: Analysis, animated: Analysis) -> list[str]:
    """The concerns of which there is something to draw."""
    return list(dict.fromkeys(found.concern for found in dynamic_lines(rest, animated) if found.assessable))


def draw_dynamic(
    rest: Analysis, animated: Analysis, concern: str, geometry: ChartGeometry | None = None
) -> NDArray[np.uint8]:
    """One concern on two photos, beside what the expression adds.

    Args:
        rest: of the photo at rest.
        animated: of the photo with an expression.
        concern: name.
        geometry: of the chart, if at hand; else the installed model's.

    Returns:
        (H, W, 3) uint8 sRGB; 1000 to 1600 pixels high.
    """
    found = [each for each in dynamic_lines(rest, animated) if each.concern == concern]
    zones = [each.zone for each in found if each.assessable] or [each.zone for each in found]
    panes = close_ups(rest, zones, always=True)
    later = close_ups(animated, zones, always=True, unit=panes[0].unit)
    rows = [_row(rest, concern, panes, geometry), _row(animated, concern, later, geometry)]
    picture = lay_out(rows, panes[0].unit)
    return beside(picture, _panel(animated, concern, found, len(picture)))


def _row(analysis: Analysis, concern: str, panes: list[Pane], geometry: ChartGeometry | None) -> list[Picture]:
    taken = words.taken_words(analysis.capture.declaration)
    row = []
    for number, pane in enumerate(panes):
        tile = draw_marked(analysis, concern, pane.frame, pane.unit, geometry)
        tile = mark_corners(tile, pane.unit, **corner_words(analysis, pane, number, taken))
        row.append(mark_scale(tile, analysis.face.mm_per_px / float(pane.frame.scale[0]), pane.unit))
    return row


def _panel(animated: Analysis, concern: str, found: list[DynamicFinding], height_px: int) -> Picture:
    panel = empty_panel(height_px)
    kicker = f"Dynamic lines · {words.taken_words(animated.capture.declaration)}"
    panel.title(kicker, words.concern_title(concern), "The part of the lines that is not there at rest.")
    panel.capture(animated.capture)
    panel.ramp(mark_colors(LEVELS), "Lines found")
    panel.increases(found, [words.zone_title(each) for each in found])
    panel.foot()
    return panel.pixels
