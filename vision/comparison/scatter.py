"""How far two severities of one face differ when nothing changed: data, and what counts as a change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

from vision.findings import interval_reach

_NINETY_PERCENT, _NINETY_FIVE_PERCENT = 1.645, 1.96  # standard deviations either side


@dataclass(frozen=True, slots=True)
class Scatter:
    """Of one concern, on photos that were matched.

    Attributes:
        sd: standard deviation of the difference, points.
        least: a difference must exceed this to count, points.
    """

    sd: float
    least: float

    @property
    def reach(self) -> float:
        """How far the 90 % interval of a change reaches either side."""
        return _NINETY_PERCENT * self.sd


@cache
def load_scatter() -> dict[str, Scatter]:
    """By concern; those that were not measured are not in it."""
    rows = json.loads((files("vision.comparison") / "data" / "repeatability.json").read_text(encoding="utf-8"))
    return {concern: Scatter(**row) for concern, row in rows["difference"].items()}


def least_retaken(concern: str) -> float | None:
    """What a difference must exceed to count between photos that were not taken alike, points; None if unknown.

    From the scatter of single severities between two photos of a person (vision.findings): a difference has two. One in
    twenty goes further without a change.
    """
    reach = interval_reach(concern)
    return None if reach is None else sqrt(2) * reach * _NINETY_FIVE_PERCENT / _NINETY_PERCENT
