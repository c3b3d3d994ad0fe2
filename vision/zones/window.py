"""The part of a chart that some zones need."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vision.chart.geometry import CHART_SIDE_MM, Window
from vision.zones.zone import Zone

_MARGIN_MM = 8.0  # around a zone: as far as a filter looks beyond it


def window_around(zones: Iterable[Zone], size: int) -> Window:
    """Rows and columns of a chart of `size` pixels that hold all the zones and what lies around them.

    Columns lie evenly about the middle, so that a mirrored face has the mirrored window.
    """
    points = np.concatenate([zone.outline for zone in zones])
    margin = _MARGIN_MM / CHART_SIDE_MM
    half_width = np.abs(points[:, 0] - 0.5).max() + margin
    left, top = _floor((0.5 - half_width) * size), _floor((points[:, 1].min() - margin) * size)
    bottom = size - _floor((1 - points[:, 1].max() - margin) * size)
    return slice(top, bottom), slice(left, size - left)


def _floor(place: float) -> int:
    return max(int(place), 0)
