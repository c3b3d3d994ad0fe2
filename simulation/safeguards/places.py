"""What lies in the treated zones, beside them, and away from them."""

from __future__ import annotations

from collections.abc import Collection

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.analysis.laid import Laid
from vision.chart.geometry import CHART_SIDE_MM
from vision.zones import ZoneAtlas

# Zones are drawn apart, by 0.9 to 5.3 mm where nothing lies between them (temple and forehead the widest); the nearest
# that something lies between are 5.6 mm apart (tear trough and crow's feet).
_BESIDE_MM = 5.45
_AWAY_MM = 6.0  # what is farther than that from a treated zone is elsewhere


def with_neighbors(names: Collection[str], atlas: ZoneAtlas) -> frozenset[str]:
    """These zones and those that touch them, the same on every face."""
    if not names:
        return frozenset()
    drawn = np.zeros((atlas.size, atlas.size), np.uint8)
    for name in names:
        mask = atlas.masks[name]
        drawn[mask.rows, mask.columns] |= mask.inside.astype(np.uint8)
    away_px = cv2.distanceTransform(1 - drawn, cv2.DIST_L2, 5)
    near = away_px * CHART_SIDE_MM / atlas.size < _BESIDE_MM
    return frozenset(name for name, mask in atlas.masks.items() if mask.take(near).any())


def elsewhere(
    laid: Laid, names: Collection[str], points_px: NDArray[np.float32], moved: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """Which points lie away from all that is treated, (K,) bool.

    Args:
        laid: the face on its chart.
        names: of the treated zones.
        points_px: (K, 2) photo pixels.
        moved: (H, W) bool, where skin is moved on purpose.
    """
    margin = _AWAY_MM / laid.chart.photo_mm_per_px
    away = np.ones(len(points_px), bool)
    for name in names:
        outline = laid.atlas.outline_px(name, laid.chart.placement)
        depth = [cv2.pointPolygonTest(outline, (float(x), float(y)), True) for x, y in points_px]
        away &= np.array(depth) < -margin
    return away if moved is None else away & (_distance_px(moved, points_px) > margin)


def _distance_px(mask: NDArray[np.bool_], points_px: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of points to the nearest pixel of a mask, (K,)."""
    if not mask.any():
        return np.full(len(points_px), np.inf, np.float32)
    distance = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3)
    last = np.array(mask.shape[::-1]) - 1
    columns, rows = np.clip(np.floor(points_px).astype(int), 0, last).T
    return np.asarray(distance[rows, columns], np.float32)
