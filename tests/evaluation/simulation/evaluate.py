"""All treatments on all people: which figures there are, and where they go."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.evaluation.looks import Workers
from tests.evaluation.rows import Row, write_rows
from tests.evaluation.simulation import studies
from tests.evaluation.simulation.cases import Seen
from tests.evaluation.simulation.watching import Job, capped, watch
from tests.evaluation.subjects import Subject, read_subjects

RESULTS = Path(__file__).parents[1] / "results"
QUICK_PEOPLE = 2
QUICK_TREATMENTS = ("ablative_fractional_laser", "medium_peel", "vascular_laser", "ha_filler_lips")
TOGETHER = 3  # treatments of an output
Notice = Callable[[str, int, int], None]

STUDIES: dict[str, Callable[[Seen], list[Row]]] = {
    "people": lambda seen: studies.people(seen.cases),
    "outside": lambda seen: studies.outside(seen.cases),
    "falls": lambda seen: studies.falls(seen.cases),
    "drifts": lambda seen: studies.drifts(seen.cases),
    "levels": lambda seen: studies.levels(seen.cases),
    "grain": lambda seen: studies.grain(seen.cases),
    "seams": lambda seen: studies.seams(seen.cases),
    "tones": lambda seen: studies.tones(seen.cases),
    "subtlety": lambda seen: studies.subtlety(seen.cases),
    "files": lambda seen: studies.files(seen.outputs),
}


def evaluate(
    data: Path, *, quick: bool, only: Sequence[str] = (), out: Path | None = None, notice: Notice | None = None
) -> list[Row]:
    """Shows every treatment with a cap on every neutral portrait of London and writes `simulation.json`.

    Args:
        data: the folder that holds `london`.
        quick: two people, the darkest and the lightest, and four treatments; writes only where `out` says.
        only: names of studies; all when empty.
        out: folder for the results; `results` beside the evaluation for a whole run.
        notice: told what is going on: a label, how many of how many.
    """
    folder = out or (None if quick or only else RESULTS)
    seen = watched(jobs(data, quick), notice)
    rows = [one for name, study in STUDIES.items() if not only or name in only for one in study(seen)]
    if folder is not None:
        write_rows(rows, folder / "simulation.json")
    return rows


def jobs(data: Path, quick: bool) -> list[Job]:
    """One for each person, by name."""
    people = [subject for subject in read_subjects(data) if subject.name.startswith("london/")]
    treatments = QUICK_TREATMENTS if quick else tuple(capped())
    turns = [
        tuple(treatments[(TOGETHER * n + i) % len(treatments)] for i in range(TOGETHER)) for n in range(len(people))
    ]
    chosen = both_ends(people) if quick else people
    return [Job(person, treatments, together) for person, together in zip(chosen, turns, strict=False)]


def watched(todo: Sequence[Job], notice: Notice | None = None) -> Seen:
    """What was seen of everybody, by person, in two processes of one thread each."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # read by the processes when they start
    with Workers(notice=notice) as workers:
        found = list(workers.each("treatments on people", watch, todo))
    cases = sorted((case for seen in found for case in seen.cases), key=lambda case: case.person)
    outputs = sorted((output for seen in found for output in seen.outputs), key=lambda output: output.person)
    return Seen(tuple(cases), tuple(outputs))


def both_ends(people: Sequence[Subject]) -> list[Subject]:
    """The darkest and the lightest."""
    by_tone = sorted(people, key=lambda person: person.ita_deg)
    return by_tone if len(by_tone) <= QUICK_PEOPLE else [by_tone[0], by_tone[-1]]
