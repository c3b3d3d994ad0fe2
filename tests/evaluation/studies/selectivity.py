"""Does a mark move only the score that it is? All others are read at the dose that moves the right one by 20 points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.doses import DoseRun
from tests.evaluation.rows import AT_MOST, Row, row
from tests.evaluation.studies.dose_response import by_concern
from vision.concerns import CONCERNS

MOVE_POINTS = 20.0
LEAK, OTHER_ZONES_POINTS = 0.20, 2.0
_OVERLAPS = 0.05  # of what was painted, for a zone to count as painted too


@dataclass(frozen=True, slots=True)
class Leak:
    """How far one concern moves with another's mark, as a share of that other's own 20 points.

    Attributes:
        moved: (N,) one a run, without sign.
        coupled: declared to share a cause.
    """

    painted: str
    read: str
    moved: NDArray[np.float64]
    coupled: bool

    @property
    def median(self) -> float:
        return float(np.median(self.moved)) if len(self.moved) else float("nan")


def coupled(one: str, other: str) -> bool:
    """As declared with either of them."""
    pairs = {(c.name, name) for c in CONCERNS for name in c.coupled_with}
    return (one, other) in pairs or (other, one) in pairs


def leaks(runs: Sequence[DoseRun]) -> list[Leak]:
    """Every painted concern against every other, where both were seen in the same or an overlapping zone."""
    found = []
    for painted, members in by_concern(runs):
        reaching = [(run, dose) for run in members if (dose := reaching_dose(run)) is not None]
        for concern in CONCERNS:
            if concern.name == painted:
                continue
            moved = [m for run, dose in reaching if (m := _moved(run, concern.name, dose)) is not None]
            found.append(Leak(painted, concern.name, np.array(moved) / MOVE_POINTS, coupled(painted, concern.name)))
    return [leak for leak in found if len(leak.moved)]


def selectivity(runs: Sequence[DoseRun]) -> list[Row]:
    """Per painted concern, the uncoupled one that moves most, by median; n counts runs that reached 20 points.

    There is none where nothing else is read in the zones that were painted.
    """
    rows = []
    found = leaks(runs)
    for painted, members in by_concern(runs):
        others = [leak for leak in found if leak.painted == painted and not leak.coupled]
        reached = sum(reaching_dose(run) is not None for run in members)
        rows.append(row("selectivity runs that reach 20 points", painted, reached / max(len(members), 1), len(members)))
        if not reached:  # never moved so far: nothing can be said, and that is not a pass
            rows.append(row("selectivity worst", painted, None, 0, LEAK, AT_MOST))
        if not others:
            continue
        worst = max(others, key=lambda leak: leak.median)
        rows.append(row("selectivity worst", painted, worst.median, len(worst.moved), LEAK, AT_MOST))
        rows.append(row(f"selectivity worst is {worst.read}, p90", painted, _p90(worst.moved), len(worst.moved)))
    rows += [row(f"selectivity {leak.read}", leak.painted, leak.median, len(leak.moved)) for leak in found]
    return rows


def other_zones(runs: Sequence[DoseRun]) -> list[Row]:
    """How far findings move, at the full dose, in zones that the paint does not touch; n counts findings."""
    rows = []
    for painted, members in by_concern(runs):
        moved = [
            abs(series[-1] - series[0])
            for run in members
            for (z, _), series in run.series.items()
            if z not in run.touched
        ]
        if moved:
            median = float(np.median(moved))
            rows.append(row("other_zones median", painted, median, len(moved), OTHER_ZONES_POINTS, AT_MOST))
            rows.append(row("other_zones p90", painted, _p90(np.array(moved)), len(moved)))
    return rows


def reaching_dose(run: DoseRun) -> float | None:
    """The smallest dose, interpolated, that moves the painted concern by 20 points; None where none does."""
    assert run.own is not None
    gain = run.own - run.own[0]
    above = np.flatnonzero(gain >= MOVE_POINTS)
    if not len(above):
        return None
    after = int(above[0])
    share = (MOVE_POINTS - gain[after - 1]) / (gain[after] - gain[after - 1])
    return float(run.job.doses[after - 1] + share * (run.job.doses[after] - run.job.doses[after - 1]))


def _moved(run: DoseRun, concern: str, dose: float) -> float | None:
    """The concern's largest change, over the zones that were painted, at a dose."""
    changes = [
        abs(float(np.interp(dose, run.job.doses, series)) - series[0])
        for (zone, name), series in run.series.items()
        if name == concern and (zone == run.job.zone or run.touched.get(zone, 0) >= _OVERLAPS)
    ]
    return max(changes) if changes else None


def _p90(values: NDArray[np.float64]) -> float:
    return float(np.percentile(values, 90))
