"""The evidence picture: where on the face one concern was seen, for pointing at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis
from vision.chart import ChartGeometry
from vision.pictures import palette, words
from vision.pictures.closeup import GAP, HEIGHT, WIDTH, Pane, close_ups
from vision.pictures.composition import (
    beside,
    empty_panel,
    mark_corners,
    mark_scale,
    mark_sides,
    side_words,
    unit_of,
    worst_first,
)
from vision.pictures.crop import head_frame
from vision.pictures.marking import LEVELS, draw_marked, evidence_colors, mark_colors, shape_in

Picture = NDArray[np.uint8]


def draw_evidence(analysis: Analysis, concern: str, geometry: ChartGeometry | None = None) -> Picture:
    """One concern on the dimmed face, beside a legend; in close-up, above it the skin as photographed.

    Args:
        analysis: of one photo.
        concern: name; where it was not measured, the picture says so.
        geometry: of the chart, if at hand; else the installed model's.

    Returns:
        (H, W, 3) uint8 sRGB; 1000 to 1600 pixels high.
    """
    panes = close_ups(analysis, _zones_of(analysis, concern))
    picture = _close_up(analysis, concern, panes, geometry) if panes else _whole_face(analysis, concern, geometry)
    return beside(picture, _panel(analysis, concern, len(picture)))


def _zones_of(analysis: Analysis, concern: str) -> list[str]:
    """Where the concern was measured; where it was looked for, if that is nowhere."""
    findings = [finding for finding in analysis.findings if finding.concern == concern]
    return [f.zone for f in findings if f.assessable] or [f.zone for f in findings]


def _whole_face(analysis: Analysis, concern: str, geometry: ChartGeometry | None) -> Picture:
    frame = head_frame(analysis.chart.placement, analysis.photo.size_hw)
    unit = unit_of(frame)
    picture = draw_marked(analysis, concern, frame, unit, geometry)
    return mark_scale(mark_sides(picture, analysis, unit), analysis.face.mm_per_px / float(frame.scale[0]), unit)


def _close_up(analysis: Analysis, concern: str, panes: Sequence[Pane], geometry: ChartGeometry | None) -> Picture:
    """Two rows of the same panes: as photographed, and marked."""
    plain, marked = [], []
    for number, pane in enumerate(panes):
        caption = {} if number else {"top_left": "as photographed"}
        plain.append(mark_corners(pane.frame.cut(analysis.photo.image_rgb), pane.unit, **caption))
        tile = draw_marked(analysis, concern, pane.frame, pane.unit, geometry)
        tile = mark_corners(tile, pane.unit, **corner_words(analysis, pane, number, "marked"))
        marked.append(mark_scale(tile, analysis.face.mm_per_px / float(pane.frame.scale[0]), pane.unit))
    return lay_out([plain, marked], panes[0].unit)


def corner_words(analysis: Analysis, pane: Pane, number: int, caption: str) -> dict[str, str]:
    """What stands in a pane's corners: the row's caption in the first; which side of the client it is."""
    corners = {} if number else {"top_left": caption}
    if pane.side is None:
        return corners | side_words(analysis)
    return corners | {"bottom_right" if number else "bottom_left": f"client's {pane.side}"}


def lay_out(rows: Sequence[Sequence[Picture]], unit: float) -> Picture:
    """Rows of tiles on paper, a gap between them; a tile that the photo cut short stands in the middle of its place."""
    width, height, gap = round(WIDTH * unit), round(HEIGHT * unit), round(GAP * unit)
    sheet = np.full((len(rows) * height + (len(rows) - 1) * gap, width, 3), palette.PAPER, np.uint8)
    for number, tiles in enumerate(rows):
        place = (width - gap * (len(tiles) - 1)) // len(tiles)
        for column, tile in enumerate(tiles):
            fitting = tile[:height, :place]
            top = number * (height + gap) + (height - fitting.shape[0]) // 2
            left = column * (place + gap) + (place - fitting.shape[1]) // 2
            sheet[top : top + fitting.shape[0], left : left + fitting.shape[1]] = fitting
    return sheet


def _panel(analysis: Analysis, concern: str, height_px: int) -> Picture:
    findings = [finding for finding in analysis.findings if finding.concern == concern]
    shape = shape_in(analysis, concern)
    panel = empty_panel(height_px)
    found = shape == "area" or any(mark.concern == concern for mark in analysis.marks)
    subtitle = words.EVIDENCE[shape] if found else words.NO_EVIDENCE[shape]
    if concern not in analysis.evidence:
        subtitle = "Not measured in this photo."
    panel.title(f"Evidence · {words.taken_words(analysis.capture.declaration)}", words.concern_title(concern), subtitle)
    panel.capture(analysis.capture)
    panel.ramp(evidence_colors(LEVELS) if shape == "area" else mark_colors(LEVELS), words.SIGNAL[shape])
    worst = worst_first(findings)
    titles = [words.zone_title(finding) for finding in worst]
    note, summary = words.not_assessable_words(findings), words.composite_words(analysis, concern)
    panel.findings(worst, titles, note, summary=summary, details=True)
    panel.foot()
    return panel.pixels
