"""The one evaluator: from points to values, for the network's landmarks and for hand-marked points alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from vision.proportions.registry import Row, Span

Points = NDArray[np.float64]


def level(points_mm: Points, pupils: tuple[int, int]) -> Points:
    """Turns points in the picture's plane until the pupils are level, which is the horizontal of all differences.

    Args:
        points_mm: (N, 2) or (N, 3) float64, x to the picture's right, y down.
        pupils: numbers of the pupil on the picture's left and of that on its right.

    Returns:
        (N, 2) float64 mm, origin midway between the pupils.
    """
    first, second = points_mm[pupils[0], :2], points_mm[pupils[1], :2]
    along = (second - first) / np.hypot(*(second - first))
    down = np.array([-along[1], along[0]])
    return np.asarray((points_mm[:, :2] - (first + second) / 2) @ np.column_stack([along, down]))


def values_of(rows: Sequence[Row], points_mm: Points, span_of: Callable[[Row], Span | None]) -> dict[str, float]:
    """Every value that the points give, by name: mm, and percent for ratios.

    Args:
        points_mm: (N, 2) float64, level.
        span_of: which of a row's spans is meant for these points; rows without it are left out.
    """
    spans = {row.name: (row, span) for row in rows if (span := span_of(row)) is not None}
    values = {name: _length(points_mm, row.axis or 0, span) for name, (row, span) in spans.items()}
    ratios = [row for row in rows if row.kind == "ratio" and values.keys() >= {*row.part, *row.whole}]
    return values | {row.name: 100 * _sum(values, row.part) / _sum(values, row.whole) for row in ratios}


def _length(points_mm: Points, axis: int, span: Span) -> float:
    return float(points_mm[list(span.end), axis].mean() - points_mm[list(span.start), axis].mean())


def _sum(values: dict[str, float], names: Sequence[str]) -> float:
    return sum(values[name] for name in names)
