"""The comparison study on comparisons made up, and whom it looks at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.comparisons import Planted, PlantJob, Posed, Unchanged, calibrating, plant_jobs, reporting
from tests.evaluation.reshots import reshot_at_random
from tests.evaluation.rows import Row
from tests.evaluation.studies.comparison import planted, posed, unchanged
from tests.evaluation.subjects import Subject
from vision.comparison import Change, Label, Outcome


def _subject(number: int = 0, tone: str | None = "light") -> Subject:
    return Subject(f"london/{number:03d}", Path("none.jpg"), None, 30.0, "female", 40.0, tone)


def _change(outcome: Outcome | None, concern: str = "redness", label: Label = Label.COMPARABLE) -> Change:
    carried = 5.0 if label != Label.NOT_COMPARABLE else None
    return Change("chin", concern, label, (), carried, carried, outcome)


def _value(rows: list[Row], name: str, concern: str = "all") -> float | None:
    (one,) = [one for one in rows if (one.name, one.concern) == (name, concern)]
    return one.value


def test_what_is_said_to_change_without_a_change_is_counted() -> None:
    changes = (*[_change("no_measurable_change")] * 3, _change("fell"), _change(None, label=Label.NOT_COMPARABLE))
    rows = unchanged([Unchanged(_subject(), changes, {})])
    assert _value(rows, "comparison unchanged, measurable") == pytest.approx(0.25)
    assert _value(rows, "comparison unchanged, comparable") == 1.0


def test_a_grade_counts_as_found_only_if_it_rose() -> None:
    said: tuple[Outcome, ...] = ("rose", "rose", "fell", "no_measurable_change")
    job = PlantJob(_subject(), "redness", "chin", 1)
    rows = planted([Planted(job, _change(each)) for each in said] + [Planted(job, None)])
    assert _value(rows, "comparison planted grade found") == 0.5
    assert _value(rows, "comparison planted grade reached by paint") == pytest.approx(0.8)


def test_a_size_told_of_a_line_between_rest_and_smile_is_a_miss() -> None:
    careless, careful = _change("rose", "crows_feet"), _change(None, "crows_feet", Label.NOT_COMPARABLE)
    rows = posed([Posed(_subject(), (careful,), (careful, careless, _change("rose")))])
    assert _value(rows, "comparison smile declared, size not told") == 1.0
    assert _value(rows, "comparison smile not declared, size not told") == 0.5
    assert _value(rows, "comparison smile not declared, sign told of the rest") == 1.0


def test_no_face_is_both_measured_on_and_reported() -> None:
    everybody = [_subject(number) for number in range(9)] + [_subject(20, None)]
    known, others = ({s.name for s in chosen(everybody)} for chosen in (calibrating, reporting))
    assert known & others == set() and known | others == {s.name for s in everybody}


def test_marks_are_planted_in_different_zones() -> None:
    jobs = list(plant_jobs([_subject(number) for number in range(8)], 4, ["redness"]))
    assert len({job.zone for job in jobs}) == 4 and len({job.subject.name for job in jobs}) == 4


def test_a_camera_is_the_same_each_time_and_another_one_differs() -> None:
    pixels = np.random.default_rng(0).integers(60, 200, (120, 90, 3)).astype(np.uint8)
    again, other = reshot_at_random(pixels, 3), reshot_at_random(pixels, 4)
    assert (again == reshot_at_random(pixels, 3)).all()
    assert again.shape != other.shape or (again != other).any()
