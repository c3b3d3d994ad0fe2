"""The face map: every zone in the color of its grade, and what that means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis
from vision.chart import ChartGeometry
from vision.findings import Finding
from vision.pictures import words
from vision.pictures.backprojection import standard_geometry
from vision.pictures.composition import HEAD_UNITS, beside, empty_panel, mark_sides, unit_of, worst_first
from vision.pictures.crop import Frame, head_frame
from vision.pictures.overlay import ZoneShape, paint_zones
from vision.zones import load_zones


def draw_face_map(
    analysis: Analysis, concern: str | None = None, geometry: ChartGeometry | None = None
) -> NDArray[np.uint8]:
    """The client's face with its zones, beside a legend.

    Args:
        analysis: of one photo.
        concern: colors the zones by this concern alone; by the worst of all concerns if None.
        geometry: of the chart, if at hand; else the installed model's.

    Returns:
        (H, W, 3) uint8 sRGB; 1000 to 1600 pixels high.
    """
    findings = [finding for finding in analysis.findings if concern in (None, finding.concern)]
    frame = head_frame(analysis.chart.placement, analysis.photo.size_hw)
    picture = frame.cut(analysis.photo.image_rgb).astype(np.float32)
    shapes = _shapes(analysis, findings, frame, geometry or standard_geometry())
    paint_zones(picture, shapes, frame.head_px / HEAD_UNITS)
    marked = mark_sides(np.rint(picture).astype(np.uint8), analysis, unit_of(frame))
    return beside(marked, _panel(analysis, findings, concern, frame))


def _shapes(analysis: Analysis, findings: list[Finding], frame: Frame, geometry: ChartGeometry) -> list[ZoneShape]:
    """The zones that something can be said of; a zone without findings is left alone."""
    of_zone: dict[str, list[Finding]] = {}
    for finding in findings:
        of_zone.setdefault(finding.zone, []).append(finding)
    holes = {zone.name: zone.hole for zone in load_zones() if zone.hole is not None}
    shapes = []
    for view in analysis.zones:
        if view.zone in of_zone:
            outlines = [view.polygon_px]
            if view.zone in holes:
                outlines.append(geometry.to_photo(holes[view.zone], analysis.chart.placement))
            placed = tuple(frame.place(outline) for outline in outlines)
            shapes.append(ZoneShape(placed, _worst_grade(of_zone[view.zone])))
    return shapes


def _worst_grade(findings: list[Finding]) -> int | None:
    return max((f.grade for f in findings if f.assessable and f.grade is not None), default=None)


def _panel(analysis: Analysis, findings: list[Finding], concern: str | None, frame: Frame) -> NDArray[np.uint8]:
    panel = empty_panel(frame.size_hw[0])
    kicker = f"Face map · {words.taken_words(analysis.capture.declaration)}"
    if concern is None:
        panel.title(kicker, "All concerns", "Each zone in the color of its most pronounced finding.")
    else:
        panel.title(kicker, words.concern_title(concern), "Each zone in the color of its grade.")
    panel.capture(analysis.capture)
    panel.grades()
    if concern is None and analysis.drivers:
        panel.drivers(analysis.drivers, words.summary_words(analysis))
    worst = worst_first(findings)
    title = words.finding_title if concern is None else words.zone_title
    panel.findings(worst, [title(finding) for finding in worst], words.not_assessable_words(findings))
    panel.foot()
    return panel.pixels
