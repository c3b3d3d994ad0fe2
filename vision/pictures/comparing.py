"""Pictures of a comparison: both photos aligned and alike, and where on the later one a concern rose or fell."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis
from vision.chart import ChartGeometry
from vision.comparison import Change, Comparison
from vision.pictures import palette, words
from vision.pictures.backprojection import chart_positions, project, standard_geometry
from vision.pictures.composition import beside, empty_panel, mark_corners, mark_scale, mark_sides, unit_of
from vision.pictures.crop import Frame, head_frame
from vision.pictures.marking import BROAD_HEADS, LEVELS, dimmed, evidence_colors, heat, ramp_of
from vision.pictures.overlay import stroke, trace_zones

Picture = NDArray[np.uint8]
Taken = tuple[str | None, str | None]
_UNSAID: Taken = (None, None)
_SMOOTH_MM = 1.0  # single pixels of evidence come and go
_FULL = 2.0  # half of the evidence's full strength is a full change
_OUTLINE, _CASING = 2.0, 2.0  # units


def draw_side_by_side(comparison: Comparison, taken: Taken = _UNSAID) -> Picture:
    """Earlier left, later right, the later photo turned, scaled and relit to the earlier one; what changed beside them.

    Args:
        taken: when either photo was taken, or what else it should be called.

    Returns:
        (H, W, 3) uint8 sRGB; 1000 to 1600 pixels high.
    """
    before, after = comparison.matched_before, comparison.matched_after
    frame = head_frame(before.chart.placement, before.photo.size_hw)
    unit = unit_of(frame)
    tiles = []
    for when, pixels, said in (
        ("earlier", before.photo.image_rgb, taken[0]),
        ("later", _aligned(comparison), taken[1]),
    ):
        analysis = before if when == "earlier" else after
        shown = words.taken_words(analysis.capture.declaration)
        caption = f"{when} · {said or 'date not given'} · {shown}"
        tile = mark_corners(frame.cut(pixels), unit, top_left=caption)
        tiles.append(mark_scale(mark_sides(tile, before, unit), _mm_per_px(before, frame), unit))
    gap = np.full((len(tiles[0]), max(round(6 * unit), 1), 3), palette.PAPER, np.uint8)
    return beside(np.concatenate([tiles[0], gap, tiles[1]], 1), _panel(comparison, taken, len(tiles[0])))


def difference_concerns(comparison: Comparison) -> list[str]:
    """The concerns that changed measurably somewhere."""
    return list(dict.fromkeys(change.concern for change in comparison.changes if change.measurable))


def draw_difference(
    comparison: Comparison, concern: str, geometry: ChartGeometry | None = None, taken: Taken = _UNSAID
) -> Picture:
    """Where one concern rose or fell, on the later photo's dimmed face, in the zones where that is measurable.

    Args:
        geometry: of the chart, if at hand; else the installed model's.
        taken: as for `draw_side_by_side`.

    Returns:
        (H, W, 3) uint8 sRGB; 1000 to 1600 pixels high.
    """
    after = comparison.matched_after
    geometry = geometry or standard_geometry()
    frame = head_frame(after.chart.placement, after.photo.size_hw)
    unit = unit_of(frame)
    picture = dimmed(frame.cut(after.photo.image_rgb))
    positions = chart_positions(frame.place(after.chart.placement.vertices_px), geometry, frame.size_hw)
    difference = _difference(comparison, concern)
    for sign, stops in ((1, palette.EVIDENCE_STOPS), (-1, palette.FELL_STOPS)):
        strength = project(np.clip(sign * _FULL * difference, 0, 1), positions)
        heat(
            picture, strength * _within(comparison, concern, frame), frame.head_px * BROAD_HEADS, ramp_of(stops, LEVELS)
        )
    _outline(picture, comparison, concern, frame, unit)
    marked = mark_sides(np.rint(picture).astype(np.uint8), after, unit)
    tile = mark_scale(marked, _mm_per_px(after, frame), unit)
    return beside(tile, _concern_panel(comparison, concern, taken, len(tile)))


def _aligned(comparison: Comparison) -> Picture:
    """The later photo's pixels on the earlier one's, by a similarity between their landmarks; paper beyond its edge."""
    before, after = comparison.matched_before, comparison.matched_after
    first, second = (analysis.face.landmarks_px[:468, :2].astype(np.float32) for analysis in (before, after))
    turned, _ = cv2.estimateAffinePartial2D(second - 0.5, first - 0.5, method=cv2.LMEDS)
    size = before.photo.width, before.photo.height
    return np.asarray(
        cv2.warpAffine(
            after.photo.image_rgb,
            turned,
            size,
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=palette.PAPER,
        ),
        np.uint8,
    )


def _difference(comparison: Comparison, concern: str) -> NDArray[np.float32]:
    """(N, N) float32, -1 to 1: evidence that came, less evidence that went."""
    first, second = (a.evidence.get(concern) for a in (comparison.matched_before, comparison.matched_after))
    if first is None or second is None:
        side = len(comparison.after.chart.seen)
        return np.zeros((side, side), np.float32)
    sigma = _SMOOTH_MM / comparison.matched_after.chart.mm_per_px
    return np.asarray(cv2.GaussianBlur(second - first, (0, 0), sigma), np.float32)


def _measurable(comparison: Comparison, concern: str) -> list[Change]:
    return [change for change in comparison.changes if change.concern == concern and change.measurable]


def _outlines(analysis: Analysis, zones: set[str], frame: Frame) -> dict[str, NDArray[np.float64]]:
    return {view.zone: frame.place(view.polygon_px) for view in analysis.zones if view.zone in zones}


def _within(comparison: Comparison, concern: str, frame: Frame) -> NDArray[np.float32]:
    """(h, w) float32, 1 in the zones that changed measurably."""
    mask = np.zeros(frame.size_hw, np.float32)
    zones = {change.zone for change in _measurable(comparison, concern)}
    for outline in _outlines(comparison.matched_after, zones, frame).values():
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1.0)
    return mask


def _outline(picture: NDArray[np.float32], comparison: Comparison, concern: str, frame: Frame, unit: float) -> None:
    """Zones that rose or fell in their color; the others that were compared, faintly."""
    outcomes = {change.zone: change.outcome for change in comparison.changes if change.concern == concern}
    outlines = _outlines(comparison.matched_after, {zone for zone, outcome in outcomes.items() if outcome}, frame)
    trace_zones(picture, list(outlines.values()), unit)
    for zone, outline in outlines.items():
        if outcomes[zone] in ("rose", "fell"):
            stops = palette.EVIDENCE_STOPS if outcomes[zone] == "rose" else palette.FELL_STOPS
            stroke(picture, outline, (_OUTLINE + _CASING) * unit, palette.MARK_CASING, closed=True, opacity=0.5)
            stroke(picture, outline, _OUTLINE * unit, stops[2][1], closed=True)


def _mm_per_px(analysis: Analysis, frame: Frame) -> float:
    return analysis.face.mm_per_px / float(frame.scale[0])


def _panel(comparison: Comparison, taken: Taken, height_px: int) -> Picture:
    panel = empty_panel(height_px)
    panel.title(_kicker(taken), "Comparison", "The later photo is shown in the earlier one's light, size and position.")
    panel.caveats([caveat for _, caveat in comparison.conditions.caveats])
    changed = sorted((c for c in comparison.changes if c.measurable), key=lambda c: -abs(c.change or 0.0))
    panel.changes(changed, [words.change_title(c) for c in changed], words.changes_left_words(comparison.changes))
    panel.foot(words.COMPARISON_USE, words.comparison_line())
    return panel.pixels


def _concern_panel(comparison: Comparison, concern: str, taken: Taken, height_px: int) -> Picture:
    panel = empty_panel(height_px)
    panel.title(_kicker(taken), words.concern_title(concern), "Where it rose or fell, on the later photo.")
    panel.ramp(evidence_colors(LEVELS), "Rose")
    panel.ramp(ramp_of(palette.FELL_STOPS, LEVELS), "Fell")
    changes = [change for change in comparison.changes if change.concern == concern]
    changed = [change for change in changes if change.measurable]
    panel.changes(changed, [words.zone_title(c) for c in changed], words.changes_left_words(changes))
    panel.foot(words.COMPARISON_USE, words.comparison_line())
    return panel.pixels


def _kicker(taken: Taken) -> str:
    return f"{taken[0] or 'earlier'} to {taken[1] or 'later'}"
