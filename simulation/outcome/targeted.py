"""Points of severity that treatments together are to take off a finding, and the most they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Targeted:
    """One finding that is to fall.

    Attributes:
        concern, zone: of the finding.
        severity: before, in points that may lie beyond the ends of the scale.
        points: that it is to fall by.
        cap_points: that it may fall by at most.
        treatments: ids of those that lessen it.
        by_shape: by moving skin, and not by changing light.
    """

    concern: str
    zone: str
    severity: float
    points: float
    cap_points: float
    treatments: tuple[str, ...]
    by_shape: bool = False


def combined(severity: float, points: Sequence[float]) -> float:
    """What several treatments take off together: each takes its share of what the others leave.

    Assumed, for no source reads combinations; it is never more than the sum.
    """
    if severity <= 0:
        return 0.0
    left = severity
    for taken in points:
        left *= max(1 - taken / severity, 0.0)
    return severity - left
