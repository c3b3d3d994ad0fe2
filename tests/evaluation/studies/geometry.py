"""Is a length recovered? Skin moved by known millimeters, and how many of them the product says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.doses import DoseRun
from tests.evaluation.perturb import TARGETS
from tests.evaluation.rows import AT_MOST, Row, row

_FROM_MM = 1.0  # shorter moves are not judged: a photo pixel is a third of it
_MEDIAN_MM = 0.5


def geometry(runs: Sequence[DoseRun]) -> list[Row]:
    """Per concern. Planted by the marked pupils' ruler (63 mm apart), measured by the product's: both errors count.

    The error is that of the change against the unpainted photo, n counts moves of a millimeter and more; the slope is
    millimeters measured per millimeter planted, n counts faces and zones.
    """
    rows = []
    for concern in sorted({run.job.target for run in runs if run.lengths_mm is not None}):
        members = [run for run in runs if run.job.target == concern and run.lengths_mm is not None]
        errors = np.concatenate([_errors_mm(run) for run in members])
        slopes = np.array([_slope(run) for run in members])
        rows += [
            row("geometry error median", concern, float(np.median(errors)), len(errors), _MEDIAN_MM, AT_MOST),
            row("geometry error p90", concern, float(np.quantile(errors, 0.9)), len(errors)),
            row("geometry slope median", concern, float(np.median(slopes)), len(slopes)),
        ]
    return rows


def _planted_mm(run: DoseRun) -> NDArray[np.float64]:
    moved = TARGETS[run.job.target].moved_mm
    assert moved is not None
    return np.array(run.job.doses) * moved


def _errors_mm(run: DoseRun) -> NDArray[np.float64]:
    assert run.lengths_mm is not None
    planted, measured = _planted_mm(run), run.lengths_mm - run.lengths_mm[0]
    return np.asarray(np.abs(measured - planted)[np.abs(planted) >= _FROM_MM])


def _slope(run: DoseRun) -> float:
    assert run.lengths_mm is not None
    return float(np.polyfit(_planted_mm(run), run.lengths_mm, 1)[0])
