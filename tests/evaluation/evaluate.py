"""The whole evaluation: which studies there are, in what order, and where their rows and pictures go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.evaluation.looks import Workers
from tests.evaluation.observations import FULL, QUICK, Observations, Plan
from tests.evaluation.rows import Row, write_rows
from tests.evaluation.studies.comparison import planted, posed, unchanged
from tests.evaluation.studies.dose_response import dose_response, fair_slopes
from tests.evaluation.studies.expression import expression
from tests.evaluation.studies.geometry import geometry
from tests.evaluation.studies.groups import abstention, age, false_positives, honesty, with_tone
from tests.evaluation.studies.lesions import lesions
from tests.evaluation.studies.nuisances import nuisances
from tests.evaluation.studies.repeatability import recapture, reshots, tone_pairs
from tests.evaluation.studies.selectivity import other_zones, selectivity

RESULTS = Path(__file__).parent / "results"
Notice = Callable[[str, int, int], None]

STUDIES: dict[str, Callable[[Observations], list[Row]]] = {
    "abstention": lambda seen: abstention(seen.looks),
    "age": lambda seen: age(seen.looks),
    "false_positives": lambda seen: false_positives(seen.looks),
    "tone_correlation": lambda seen: with_tone(seen.looks),
    "smile": lambda seen: expression(seen.pairs),
    "recapture": lambda seen: recapture(seen.pairs),
    "tone_pairs": lambda seen: tone_pairs(seen.pairs),
    "reshots": lambda seen: reshots(seen.reshots),
    "honesty": lambda seen: honesty(seen.thumbnails),
    "dose_response": lambda seen: dose_response(seen.dose_runs),
    "fair_slopes": lambda seen: fair_slopes(seen.dose_runs),
    "geometry": lambda seen: geometry(seen.dose_runs),
    "selectivity": lambda seen: selectivity(seen.dose_runs),
    "other_zones": lambda seen: other_zones(seen.dose_runs),
    "nuisances": lambda seen: nuisances(seen.disturbed),
    "lesions": lambda seen: lesions(seen.lesions),
    "comparison": lambda seen: [*unchanged(seen.unchanged), *planted(seen.planted), *posed(seen.posed)],
    "fine_scales": lambda seen: [fine(r) for r in dose_response(seen.fine_runs) + fair_slopes(seen.fine_runs)],
}


def fine(one: Row) -> Row:
    """A row of synthetic skin, named as such and reported only: it is nobody's skin."""
    return Row(f"fine_scales {one.name}", one.concern, one.value, None, one.n, one.sense)


def evaluate(
    data: Path, *, quick: bool, only: Sequence[str] = (), out: Path | None = None, notice: Notice | None = None
) -> list[Row]:
    """Runs the studies and writes `evaluation.json` and pictures.

    Args:
        data: the folder that holds `london`.
        quick: a fixed spread of faces, fewer zones; writes only where `out` says.
        only: names of studies; all when empty.
        out: folder for the results; `results` beside this file for a whole run.
        notice: told what is going on: a label, how many of how many.
    """
    plan: Plan = QUICK if quick else FULL
    folder = out or (None if quick or only else RESULTS)
    chosen = [name for name in STUDIES if not only or name in only]
    with Workers(notice=notice) as workers:
        seen = Observations(data, workers, plan)
        rows = [one for name in chosen if name != "fine_scales" or plan.fine_faces for one in STUDIES[name](seen)]
        if folder is not None:
            write_rows(rows, folder / "evaluation.json")
            from tests.evaluation.plots import draw  # matplotlib takes a second to import

            draw(seen, chosen, folder)
    return rows
