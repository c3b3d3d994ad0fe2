"""Does a score rise with what it scores? Five doses of a mark on a face, one zone at a time, and the photo without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.doses import DoseRun
from tests.evaluation.perturb.frame import split_zone
from tests.evaluation.rows import AT_MOST, Row, row
from tests.evaluation.statistics import spearman
from tests.evaluation.subjects import TONES

RISES_AT = 0.9
SLOPE_POINTS = 20.0
SHARE = 0.9
_FAIR = (0.75, 1.33)


def rises(run: DoseRun) -> bool:
    """Whether severity follows the dose; a score that never moves does not."""
    return run.own is not None and bool(spearman(run.job.doses, run.own) >= RISES_AT)


def slope(run: DoseRun) -> float:
    """Points over the whole range of doses, by least squares."""
    assert run.own is not None
    return float(np.polyfit(run.job.doses, run.own, 1)[0] * (max(run.job.doses) - min(run.job.doses)))


def has_room(run: DoseRun) -> bool:
    """Whether the face left the score room to rise by what is asked."""
    return run.own is not None and bool(run.own[0] <= 100 - SLOPE_POINTS)


def dose_response(runs: Sequence[DoseRun]) -> list[Row]:
    """Per concern, and per concern and kind of zone. n counts faces and zones painted."""
    rows: list[Row] = []
    for concern, members in by_concern(runs):
        rows += _of("", concern, members)
        for kind in sorted({split_zone(run.job.zone)[0] for run in members}):
            rows += _of(f" {kind}", concern, [run for run in members if split_zone(run.job.zone)[0] == kind])
    return rows


def fair_slopes(runs: Sequence[DoseRun]) -> list[Row]:
    """The slope on the darkest third over the slope on the lightest, which should be near 1 both ways."""
    rows = []
    for concern, members in by_concern(runs):
        slopes = {tone: slopes_of(run for run in members if run.job.subject.tone == tone) for tone in TONES}
        rows += [row(f"slope {tone}", concern, _median(values), len(values)) for tone, values in slopes.items()]
        dark, light = _median(slopes["dark"]), _median(slopes["light"])
        ratio = dark / light if light > 0 else None
        count = min(len(slopes["dark"]), len(slopes["light"]))
        rows.append(row("slope dark/light, not below", concern, ratio, count, _FAIR[0]))
        rows.append(row("slope dark/light, not above", concern, ratio, count, _FAIR[1], AT_MOST))
    return rows


def by_concern(runs: Sequence[DoseRun]) -> list[tuple[str, list[DoseRun]]]:
    """Runs that have an answer, by what was painted."""
    names = sorted({run.job.target for run in runs})
    return [(name, [run for run in runs if run.job.target == name and run.own is not None]) for name in names]


def slopes_of(runs: Iterable[DoseRun]) -> NDArray[np.float64]:
    return np.array([slope(run) for run in runs if has_room(run)])


def _median(values: NDArray[np.float64]) -> float:
    return float(np.median(values)) if len(values) else float("nan")


def _of(where: str, concern: str, runs: Sequence[DoseRun]) -> list[Row]:
    slopes = slopes_of(runs)
    share = float(np.mean([rises(run) for run in runs])) if runs else None
    return [
        row(f"dose_response share{where}", concern, share, len(runs), SHARE),
        row(f"dose_response slope{where}", concern, _median(slopes), len(slopes), SLOPE_POINTS),
    ]
