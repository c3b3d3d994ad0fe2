"""Close-ups: the part of a face where one concern is looked for, cut from the photo at a size made for pointing.

Zones on both sides of the face, far apart, get a pane each, side by side as on the photo. Where the zones take most of
the face, a close-up would be the face: then there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis, ZoneView
from vision.pictures.crop import MAX_HEIGHT, MIN_HEIGHT, Frame
from vision.zones import load_zones

WIDTH, HEIGHT, GAP = 820.0, 495.0, 10.0  # units, of a row of panes and between panes
_ROOM_MM = 7.0  # around the zones
_LEAST_MM = 34.0  # height of a pane: less and nobody sees where on the face it is
_MAX_ENLARGEMENT = 3.0
_WHOLE_FACE = 0.5  # of the mesh's height: zones that reach over more are shown on the whole face
_FAR_APART = 0.3  # of their width: sides with such a gap between them get a pane each

Box = tuple[NDArray[np.float64], NDArray[np.float64]]  # lowest and highest x, y in photo pixels


@dataclass(frozen=True, slots=True, eq=False)
class Pane:
    """One cut of the photo.

    Attributes:
        frame: where it lies and how large it is drawn.
        unit: pixels per unit of the layout.
        side: of the client that it shows; None where both are in it.
    """

    frame: Frame
    unit: float
    side: str | None


def close_ups(
    analysis: Analysis, zones: Sequence[str], *, always: bool = False, unit: float | None = None
) -> list[Pane]:
    """The panes of a row, from left to right; empty where the whole face says it better.

    Args:
        zones: names of those that are to be seen.
        always: also where they take most of the face.
        unit: of the layout, in pixels, if it is given; else what suits the photo.
    """
    views = [view for view in analysis.zones if view.zone in zones]
    if not views:
        return []
    mesh = analysis.chart.placement.vertices_px[:, :2]
    everything = _box(views)
    tall = everything[1][1] - everything[0][1]
    if not always and tall > _WHOLE_FACE * (mesh[:, 1].max() - mesh[:, 1].min()):
        return []
    parts = sorted(_sides(views).items(), key=lambda part: float(part[1][0][0] + part[1][1][0]))
    return _panes(analysis, [box for _, box in parts], [side for side, _ in parts], unit)


def _sides(views: Sequence[ZoneView]) -> dict[str, Box]:
    """A box for each side, or one for all where they meet; by the client's side."""
    side_of = {zone.name: zone.side for zone in load_zones()}
    by_side: dict[str, list[ZoneView]] = {}
    for view in views:
        by_side.setdefault(side_of.get(view.zone, "midline"), []).append(view)
    boxes = {side: _box(of_side) for side, of_side in by_side.items()}
    if boxes.keys() in ({"left"}, {"right"}):
        return boxes
    if boxes.keys() == {"left", "right"}:
        one, other = sorted(boxes.values(), key=lambda box: float(box[0][0]))
        gap = other[0][0] - one[1][0]
        if gap > _FAR_APART * (one[1][0] - one[0][0]):
            return boxes
    return {"": _box(views)}


def _box(views: Sequence[ZoneView]) -> Box:
    points = np.concatenate([view.polygon_px for view in views]).astype(np.float64)
    return points.min(0), points.max(0)


def _panes(analysis: Analysis, boxes: Sequence[Box], sides: Sequence[str], unit: float | None) -> list[Pane]:
    """All of one size, in millimeters and in pixels, as far as the photo goes."""
    mm = analysis.face.mm_per_px
    width = (WIDTH - GAP * (len(boxes) - 1)) / len(boxes)
    spans = np.max([high - low for low, high in boxes], axis=0) + 2 * _ROOM_MM / mm
    height_px = max(spans[1], spans[0] * HEIGHT / width, _LEAST_MM / mm, HEIGHT / _MAX_ENLARGEMENT)
    unit = unit or float(np.clip(height_px / HEIGHT, 1.0, MAX_HEIGHT / MIN_HEIGHT))
    scale = HEIGHT * unit / height_px
    head_px = float(np.ptp(analysis.chart.placement.vertices_px[:, 1]) * scale)
    size = np.array([width, HEIGHT]) * unit / scale
    photo = np.array(analysis.photo.size_hw[::-1])
    made = []
    for (low, high), side in zip(boxes, sides, strict=True):
        start = np.clip((low + high - size) / 2, 0, np.maximum(photo - size, 0))
        left, top = np.floor(start).astype(int).tolist()
        right, bottom = np.minimum(np.ceil(start + size), photo).astype(int).tolist()
        whole = min(1.0, (right - left) / size[0]), min(1.0, (bottom - top) / size[1])  # of what fits in, in the photo
        size_hw = round(HEIGHT * unit * whole[1]), int(width * unit * whole[0])
        made.append(Pane(Frame(left, top, right, bottom, size_hw, head_px), unit, side or None))
    return made
