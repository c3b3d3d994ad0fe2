"""From a zone's evidence on the chart to marks on the photo."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from vision.chart import ChartGeometry, Placement
from vision.concerns import Concern, Reading
from vision.marks.mark import Mark, Shape, shape_of
from vision.marks.trace import AREA_LEVEL, trace_borders, trace_lines
from vision.zones import Zone, ZoneMask

_LEAST_SPOT_MM2, _LEAST_AREA_MM2 = 1.0, 15.0
_LEAST_POINTS = 2, 3  # of what is open, of what is closed


def mark_zone(
    concern: Concern,
    zone: Zone,
    mask: ZoneMask,
    reading: Reading,
    geometry: ChartGeometry,
    placement: Placement,
    mm_per_px: float,
) -> list[Mark]:
    """The marks of one reading, the strongest first.

    Args:
        mm_per_px: of the chart.
    """
    shape = shape_of(reading.details)
    evidence = np.where(mask.inside, np.clip(reading.evidence / concern.evidence_full, 0, 1), 0).astype(np.float32)
    corner = np.array([mask.columns.start, mask.rows.start])
    marks = []
    for points, strength in _traced(evidence, shape, mm_per_px):
        places = (points + corner) / geometry.size
        places = places[_on_mesh(places, geometry)]
        if len(places) >= _LEAST_POINTS[shape != "line"]:
            marks.append(Mark(concern.name, zone.name, shape, geometry.to_photo(places, placement), strength))
    return sorted(marks, key=lambda mark: -mark.strength)


def _traced(
    evidence: NDArray[np.float32], shape: Shape, mm_per_px: float
) -> Iterator[tuple[NDArray[np.float64], float]]:
    if shape == "line":
        return trace_lines(evidence, mm_per_px)
    if shape == "spot":
        return trace_borders(evidence, mm_per_px, _LEAST_SPOT_MM2)
    return trace_borders(evidence, mm_per_px, _LEAST_AREA_MM2, AREA_LEVEL)


def _on_mesh(places: NDArray[np.float64], geometry: ChartGeometry) -> NDArray[np.bool_]:
    columns, rows = np.clip((places * geometry.size).astype(int), 0, geometry.size - 1).T
    return np.asarray(geometry.triangle_map[rows, columns] >= 0)
