"""Shapes in one map of evidence: the middle of what is long, the border of what is round or wide.

Points are x, y in pixels of the map, edge coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.morphology import skeletonize

Map = NDArray[np.float32]
Points = NDArray[np.float64]

_FINE = 2  # maps are enlarged before their borders are found: a spot is a handful of pixels wide
FLOOR = 0.06  # evidence below it is not drawn, of lines and spots
AREA_LEVEL = 0.35  # an area's border stands where its evidence has risen to this
_BRANCH = 6.0  # times half the width
_CORNER_DEG, _CORNER_REACH = 60.0, 2  # turned between two points, some millimeters, either side
_CREST_MM, _CREST_STEPS, _CREST_POWER = 1.5, 13, 4
_SMOOTH_MM = 1.5
_STEP_MM = 1.0


def trace_lines(evidence: Map, mm_per_px: float, least_mm: float = 3.0) -> Iterator[tuple[Points, float]]:
    """The middles of all lines at least so long, each with its mean evidence.

    A branch is a line of its own if it is longer than the line is wide, or it is a bulge of its border. Where two lines
    touch, the path from one to the other turns a corner; there they are parted again.
    """
    padded = np.pad(evidence, 1)
    wide = (padded > FLOOR).astype(np.uint8)
    to_border = cv2.distanceTransform(wide, cv2.DIST_L2, 3)
    least = least_mm / mm_per_px
    for piece in _components(skeletonize(wide > 0)):
        for path in _paths(piece, to_border, least):
            rows, columns = np.unravel_index(path, padded.shape)
            strength = float(padded[rows, columns].mean())
            points = _smoothed(np.column_stack([columns, rows]).astype(float) + 0.5, 1 / mm_per_px, closed=False)
            for _ in range(2):
                points = _onto_the_crest(points, padded, _CREST_MM / mm_per_px)
            for line in _split_at_corners(points):
                if _length(line) >= least:
                    yield line - 1, strength


def trace_borders(
    evidence: Map, mm_per_px: float, least_mm2: float, level: float = FLOOR
) -> Iterator[tuple[Points, float]]:
    """The outer borders of what is at least so large, each with the mean evidence inside."""
    fine = _enlarged(evidence)
    mask = (np.pad(fine, 1) > level).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        left, top, width, height = cv2.boundingRect(contour)
        inside = np.zeros((height, width), np.uint8)
        cv2.drawContours(inside, [contour], 0, 1, cv2.FILLED, offset=(-left, -top))
        if inside.sum() * (mm_per_px / _FINE) ** 2 >= least_mm2:
            box = fine[top - 1 : top - 1 + height, left - 1 : left - 1 + width]  # without the padding
            points = _smoothed(contour[:, 0].astype(float) - 0.5, _FINE / mm_per_px, closed=True)
            yield points / _FINE, float(box[inside > 0].mean())


def _enlarged(evidence: Map) -> Map:
    size = (evidence.shape[1] * _FINE, evidence.shape[0] * _FINE)
    return np.asarray(cv2.resize(evidence, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _components(skeleton: NDArray[np.bool_]) -> Iterator[set[int]]:
    """The connected pieces as sets of pixel numbers, counted row by row; none touches the map's border."""
    number, labels = cv2.connectedComponents(skeleton.astype(np.uint8), connectivity=8)
    found = np.flatnonzero(labels)
    parts: list[set[int]] = [set() for _ in range(number)]
    for pixel, label in zip(found.tolist(), labels.ravel()[found].tolist(), strict=True):
        parts[label].add(pixel)
    yield from parts[1:]


def _paths(piece: set[int], to_border: Map, least: float) -> Iterator[list[int]]:
    """The longest path through a connected piece; then through each part that is left, where it is a branch."""
    width, waiting, branch = to_border.shape[1], [piece], False
    while waiting:
        pixels = waiting.pop()
        if len(pixels) < least:
            continue
        path = _longest_path(pixels, width)
        half_width = float(to_border.ravel()[path].max())
        if len(path) >= max(least, _BRANCH * half_width * branch):
            yield path
            waiting += _parted(pixels - set(path), width)
            branch = True


def _parted(pixels: set[int], width: int) -> list[set[int]]:
    """Connected pieces."""
    parts = []
    while pixels:
        part = set(_reached(pixels, min(pixels), width))
        parts.append(part)
        pixels = pixels - part
    return parts


def _longest_path(pixels: set[int], width: int) -> list[int]:
    """From one end of a connected piece to the other: the farthest from anywhere, and the farthest from that."""
    start = _walk(pixels, min(pixels), width)[-1]
    return _walk(pixels, start, width)


def _walk(pixels: set[int], start: int, width: int) -> list[int]:
    """The shortest path from `start` to the pixel that is farthest from it; straight rather than round corners."""
    came_from = _reached(pixels, start, width)
    path = [next(reversed(came_from))]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def _reached(pixels: set[int], start: int, width: int) -> dict[int, int]:
    """Every pixel that is connected to `start`, the nearest first, with the one that it was reached from."""
    steps = (-width, width, -1, 1, -width - 1, -width + 1, width - 1, width + 1)
    came_from, waiting = {start: start}, [start]
    for here in waiting:  # grows while it is walked
        for step in steps:
            near = here + step
            if near in pixels and near not in came_from:
                came_from[near] = here
                waiting.append(near)
    return came_from


def _onto_the_crest(points: Points, evidence: Map, reach_px: float) -> Points:
    """Moved across the line to where the evidence is strongest: the middle of a shape is not always its darkest."""
    if len(points) < 3:
        return points
    along = np.gradient(points, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]]) / _norms(along)[:, None]
    steps = np.linspace(-reach_px, reach_px, _CREST_STEPS)
    places = (points[:, None] + steps[:, None] * across[:, None] - 0.5).astype(np.float32)
    weight = cv2.remap(evidence, places, None, cv2.INTER_LINEAR).astype(float) ** _CREST_POWER
    shift = (weight * steps).sum(1) / np.maximum(weight.sum(1), 1e-12)
    calm = np.convolve(np.pad(shift, 1, mode="edge"), np.full(3, 1 / 3), "valid")
    return np.asarray(points + calm[:, None] * across)


def _split_at_corners(points: Points) -> list[Points]:
    """Pieces that do not turn sharply."""
    if len(points) < 2 * _CORNER_REACH + 1:
        return [points]
    before = points[_CORNER_REACH:-_CORNER_REACH] - points[: -2 * _CORNER_REACH]
    ahead = points[2 * _CORNER_REACH :] - points[_CORNER_REACH:-_CORNER_REACH]
    turn = np.degrees(np.arccos(np.clip((before * ahead).sum(1) / _norms(before) / _norms(ahead), -1, 1)))
    cuts, pieces, start = [], [], 0
    for place in np.flatnonzero(turn > _CORNER_DEG).tolist():
        around = turn[max(place - _CORNER_REACH, 0) : place + _CORNER_REACH + 1]
        if turn[place] >= around.max():
            cuts.append(place + _CORNER_REACH)
    for cut in [*cuts, len(points)]:
        pieces.append(points[start:cut])
        start = cut + 1
    return [piece for piece in pieces if len(piece) > 1]


def _norms(steps: Points) -> NDArray[np.float64]:
    return np.asarray(np.maximum(np.linalg.norm(steps, axis=1), 1e-9))


def _length(points: Points) -> float:
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def _smoothed(points: Points, px_per_mm: float, *, closed: bool) -> Points:
    """Averaged over a short stretch and thinned to about a point a millimeter; an open line keeps its ends."""
    reach = max(int(_SMOOTH_MM * px_per_mm / 2), 1)
    if len(points) <= 2 * reach + 1:
        reach = max((len(points) - 1) // 4, 0)
    window = np.ones(2 * reach + 1) / (2 * reach + 1)
    padded = np.pad(points, ((reach, reach), (0, 0)), mode="wrap" if closed else "reflect")
    if not closed and reach:  # reflected through the end point, so that the end stays where it is
        padded[:reach] = 2 * points[0] - padded[:reach]
        padded[-reach:] = 2 * points[-1] - padded[-reach:]
    smooth = np.column_stack([np.convolve(padded[:, axis], window, "valid") for axis in (0, 1)])
    count = max(round(len(smooth) / (_STEP_MM * px_per_mm)), 4)
    chosen = np.linspace(0, len(smooth), count, endpoint=False) if closed else np.linspace(0, len(smooth) - 1, count)
    return np.asarray(smooth[np.unique(chosen.astype(int))])
