"""One concern in about a minute, for those who work on its measure.

    python -m tests.evaluation.probe --concern brown_spots [--faces 12] [--column] [--data DIR]

Prints how it answers doses (by zone and by tone), what else its marks move, whether it rises with a smile, how it goes
with tone, and what it reads on people under 30. `--column` paints every other concern too, to see what moves this one.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.evaluation.doses import DoseRun, jobs_for, run_doses
from tests.evaluation.looks import Look, Workers, look_at
from tests.evaluation.observations import Pair
from tests.evaluation.perturb import TARGETS
from tests.evaluation.rows import Row
from tests.evaluation.statistics import spearman
from tests.evaluation.studies.dose_response import dose_response, fair_slopes
from tests.evaluation.studies.expression import RISING, expression
from tests.evaluation.studies.geometry import geometry
from tests.evaluation.studies.selectivity import leaks, other_zones, selectivity
from tests.evaluation.subjects import TONES, Subject, read_subjects, spread
from vision.concerns import CONCERNS

_ROOT = Path(__file__).parents[2]


def main() -> None:
    """Reads the arguments and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concern", required=True, choices=[concern.name for concern in CONCERNS])
    parser.add_argument("--faces", type=int, default=12)
    parser.add_argument("--column", action="store_true", help="what moves it")
    default = os.environ.get("COUNTENANCE_EVAL_DATA", str(_ROOT.parent / "shared" / "faces"))
    parser.add_argument("--data", type=Path, default=Path(default))
    said = parser.parse_args()
    subjects = read_subjects(said.data)
    if not subjects:
        parser.error(f"no portraits in {said.data}; name their folder with --data or COUNTENANCE_EVAL_DATA")
    with Workers() as workers:
        _probe(said.concern, spread(subjects, said.faces), subjects, workers, said.column)


def _probe(concern: str, few: Sequence[Subject], everybody: Sequence[Subject], workers: Workers, column: bool) -> None:
    if concern in TARGETS:
        runs = [run for run in workers.each("", run_doses, jobs_for(few, [concern])) if run]
        _print(dose_response(runs) + fair_slopes(runs) + geometry(runs) + selectivity(runs) + other_zones(runs))
    if column:
        others = [c.name for c in CONCERNS if c.name != concern]
        runs = [run for run in workers.each("", run_doses, jobs_for(few[::2], others, kinds_each=3)) if run]
        _column(concern, runs)
    london = [subject for subject in everybody if subject.tone]
    looks = dict(workers.each("", _seen, london))
    _tone(concern, [(s, one) for s in london if (one := looks[s.name][0])])
    if concern in RISING:
        _print([r for r in expression(_pairs(london, looks)) if r.concern == concern])


def _seen(subject: Subject) -> tuple[str, tuple[Look | None, Look | None]]:
    smiling = look_at(subject.smiling, "smile") if subject.smiling else None
    return subject.name, (look_at(subject.photo), smiling)


def _pairs(subjects: Sequence[Subject], looks: dict[str, tuple[Look | None, Look | None]]) -> list[Pair]:
    both = [(s, *looks[s.name]) for s in subjects]
    return [Pair(subject, neutral, smiling) for subject, neutral, smiling in both if neutral and smiling]


def _column(concern: str, runs: Sequence[DoseRun]) -> None:
    print(f"\nmoves {concern}, as a share of the painted concern's own 20 points:")
    for leak in sorted((one for one in leaks(runs) if one.read == concern), key=lambda one: -one.median):
        note = "coupled" if leak.coupled else ""
        print(f"  {leak.painted:22s} {leak.median:6.2f}   n {len(leak.moved):3d} {note}")


def _tone(concern: str, seen: Sequence[tuple[Subject, Look]]) -> None:
    scored = [(s, value) for s, one in seen if (value := one.mean_severity(concern)) is not None]
    offered = [score for _, one in seen for (_, name), score in one.scores.items() if name == concern]
    missing = sum(score.severity is None for score in offered) / max(len(offered), 1)
    print(f"\nLondon, neutral: n {len(scored)}, not assessable {missing:.0%} of {len(offered)} findings")
    if len(scored) > 2:
        severities = [value for _, value in scored]
        print(f"  Spearman of severity with ITA {spearman([s.ita_deg for s, _ in scored], severities):5.2f}")
        aged = [(s.age, value) for s, value in scored if s.age is not None]
        print(f"  and with age {spearman(*zip(*aged, strict=True)):5.2f}")
    for tone in TONES:
        young = [value for s, value in scored if s.tone == tone and s.age is not None and s.age < 30]
        print(f"  under 30, {tone:7s} mean severity {np.mean(young) if young else np.nan:5.1f}   n {len(young)}")


def _print(rows: Sequence[Row]) -> None:
    for one in rows:
        mark = {True: "✓", False: "✗", None: " "}[one.met]
        value = "     –" if one.value is None else f"{one.value:6.2f}"
        target = "" if one.target is None else f"{one.sense} {one.target:g}"
        print(f"{mark} {one.name:44s} {value}   n {one.n:4d}   {target}")


if __name__ == "__main__":
    main()
