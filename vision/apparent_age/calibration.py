"""How far an estimate may be off, from people of known age: without that there is no estimate.

Split conformal prediction (Papadopoulos et al. 2002; Lei et al. 2018), local to the estimate. Around a place on the
scale of estimates stand the calibration faces whose estimate lies within a few years; age minus estimate is sorted,
and the ends of the interval are its ranks 0.05 (n + 1) from either side. Nineteen faces are the fewest that have such
ranks; where there are fewer, nothing is offered. `tests/evaluation/apparent_age.py` makes the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

FEWEST = 19


@dataclass(frozen=True, slots=True)
class Row:
    """At an estimate of `years`: the ends of age minus estimate, and the faces that this was measured on."""

    years: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Rows by rising estimate; between two of them straight lines, outside them nothing."""

    rows: tuple[Row, ...]
    max_turn_deg: float
    """Of yaw and pitch, among the faces it was made of."""

    def interval(self, estimate_years: float) -> tuple[tuple[float, float], int] | None:
        """Low and high end in years, and the fewest faces of the rows between; None where it was not measured."""
        places = [row.years for row in self.rows]
        if not places or not places[0] <= estimate_years <= places[-1]:
            return None
        above = min(int(np.searchsorted(places, estimate_years)), len(places) - 1)
        between = self.rows[max(above - 1, 0) : above + 1]
        n = min(row.n for row in between)
        if n < FEWEST:
            return None
        low, high = (float(np.interp(estimate_years, places, ends)) for ends in zip(*self._ends(), strict=True))
        return (estimate_years + low, estimate_years + high), n

    def _ends(self) -> list[tuple[float, float]]:
        return [(row.low, row.high) for row in self.rows]


def parse_calibration(content: dict[str, Any]) -> Calibration:
    return Calibration(tuple(Row(**row) for row in content["rows"]), content["max_turn_deg"])


def load_calibration() -> Calibration:
    """The one that was measured."""
    return parse_calibration(json.loads((files("vision.apparent_age") / "data" / "calibration.json").read_text()))
