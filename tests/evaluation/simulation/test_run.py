"""A quick run from end to end, and what the README makes of results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.simulation.evaluate import QUICK_TREATMENTS, both_ends, evaluate, jobs
from tests.evaluation.simulation.summary import SHOWN, table, worst
from tests.evaluation.simulation.watching import capped
from tests.evaluation.subjects import Subject
from tests.evaluation.summary import Figure


def test_a_whole_run_is_everybody_with_every_treatment_that_has_a_cap(evaluation_data: Path) -> None:
    todo = jobs(evaluation_data, quick=False)
    assert len(todo) == 33
    assert {job.treatments for job in todo} == {tuple(capped())}
    assert len(capped()) >= 30
    assert {name for job in todo for name in job.together} == set(capped())


def test_a_quick_run_shows_the_darkest_and_the_lightest() -> None:
    people = [
        Subject(f"london/{n}", Path("none.jpg"), None, None, "", float(ita), None) for n, ita in enumerate((9, -3, 4))
    ]
    assert [person.ita_deg for person in both_ends(people)] == [-3, 9]
    assert both_ends(people[:2]) == [people[1], people[0]]


@pytest.mark.timeout(900)  # two portraits with four treatments; half a minute on an idle machine
def test_a_quick_run_from_end_to_end(evaluation_data: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    rows = evaluate(evaluation_data, quick=True, out=tmp_path, notice=lambda *told: seen.append(told))
    by_name = {one.name: one for one in rows if one.concern == "all"}
    assert by_name["outside, largest difference"].value == 0
    assert by_name["outside, largest difference"].n == 2 * 3 * len(QUICK_TREATMENTS)
    assert by_name["falls, told"].met and by_name["within the cap"].met
    assert by_name["outside with label, largest difference"].met and by_name["manifest valid"].met
    assert {"seam, largest", "levels rise", "grain, lines and pigments, least", "drift, worst"} <= by_name.keys()
    assert seen[-1] == ("treatments on people", 2, 2)
    assert len(json.loads((tmp_path / "simulation.json").read_text())) == len(rows)


def test_a_miss_is_bold_and_what_the_run_lacks_is_left_out() -> None:
    found = [Figure("falls", "all", 0.98, 1.0, 9), Figure("seam, largest", "all", 1.01, 1.05, 4)]
    lines = table([*found, Figure("falls", "redness", 0.5, None, 2)])
    assert lines[2:] == [
        "| a targeted finding of one grade or more falls | **0.98** | ≥ 1 | 9 |",
        "| seam, largest | 1.01 | ≤ 1.05 | 4 |",
    ]
    assert len({name for _, name, _ in SHOWN}) == len(SHOWN)


def test_the_worst_drifts_are_listed_with_who_and_where() -> None:
    figure = Figure("drift worst 1: laser, london/003, nose", "pores", -6.04, None, 1)
    assert worst([figure]) == ["- laser, london/003, nose, pores: -6.0 points"]
