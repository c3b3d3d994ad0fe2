"""A cheek that comes forward: along its own normal, most in the middle of the zones and nothing at their border.

From in front hardly anything moves in the picture; what is seen is the light on a gentle bulge.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.layers.shape.plane import Places, Plane, Sheet
from simulation.layers.shape.warp import Field, Warp, sum_warps
from vision.chart import MIN_FACING, ChartGeometry, Placement
from vision.concerns.reason import Reason
from vision.concerns.sight import Portrait
from vision.zones import Zone

_RISE_MM = 11.0  # from the border to the full height
_ROUND_MM = 3.0  # standard deviation: no ridge along the middle


def fuller_cheeks(
    portrait: Portrait, geometry: ChartGeometry, placement: Placement, zones: tuple[Zone, ...], amount_mm: float
) -> Warp | Reason:
    """Each side's zones forward by `amount_mm` where they are widest."""
    warps = []
    for side in dict.fromkeys(zone.side for zone in zones):
        outlines = [zone.outline for zone in zones if zone.side == side]
        normal = _normal(geometry, placement, outlines)
        if normal[2] < MIN_FACING:
            return Reason.OBLIQUE
        warps.append(_bulge(portrait, [geometry.to_photo(o, placement) for o in outlines], normal, amount_mm))
    return sum_warps(warps)


def _bulge(portrait: Portrait, outlines_px: list[NDArray[np.float32]], normal: Places, amount_mm: float) -> Warp:
    plane = Plane.at(portrait, np.concatenate(outlines_px).mean(0))
    corners = plane.points_mm(np.concatenate(outlines_px))
    sheet = plane.sheet(corners.min(0) - 2.0, corners.max(0) + 2.0)
    height = amount_mm * _dome(sheet, outlines_px)
    x, y = plane.axes @ normal[:2]
    slope = (-x / normal[2], -y / normal[2])
    return sheet.warp(x * height, y * height, normal[2] * height, slope)


def _normal(geometry: ChartGeometry, placement: Placement, outlines: list[Places]) -> Places:
    """(3,) unit vector out of the skin: right, down, toward the camera."""
    chart, corners = geometry.positions, geometry.mesh.triangles
    middles = chart[corners].mean(1).astype(np.float32)
    inside = [_is_inside(outline.astype(np.float32), middles) for outline in outlines]
    a, b, c = (placement.vertices_px[corners[np.any(inside, 0), i]] for i in range(3))
    into = np.cross(b - a, c - a).sum(0)
    return np.asarray(into / np.linalg.norm(into) * (-1, -1, 1))


def _is_inside(outline: NDArray[np.float32], points: NDArray[np.float32]) -> NDArray[np.bool_]:
    tests = (cv2.pointPolygonTest(outline, (float(x), float(y)), False) for x, y in points)
    return np.fromiter((test >= 0 for test in tests), np.bool_, len(points))


def _dome(sheet: Sheet, outlines_px: list[NDArray[np.float32]]) -> Field:
    """(k, l) float32, 0 outside the zones, 1 where they are widest."""
    height, width = sheet.size
    step_px = (sheet.box[1].stop - sheet.box[1].start) / width
    mask = np.zeros((height, width), np.uint8)
    for outline in outlines_px:
        corner = (sheet.box[1].start, sheet.box[0].start)
        cv2.fillPoly(mask, [np.round(16 * ((outline - corner) / step_px - 0.5)).astype(np.int32)], 1, shift=4)
    per_mm = 1 / (step_px * sheet.plane.mm_per_px)
    depth = cv2.distanceTransform(np.pad(mask, 1), cv2.DIST_L2, 5)[1:-1, 1:-1] / per_mm
    rounded = cv2.GaussianBlur(np.minimum(depth, _RISE_MM), (0, 0), _ROUND_MM * per_mm, borderType=cv2.BORDER_CONSTANT)
    dome = _soft(rounded) * _soft(2 * depth)
    return np.asarray(dome / max(float(dome.max()), 1e-6), np.float32)


def _soft(depth_mm: Field) -> Field:
    t = np.clip(depth_mm / _RISE_MM, 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
