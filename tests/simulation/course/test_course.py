"""How much of an effect is seen on a day: bounded, up then down, and a series by its visits."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.course import Course, share_after


@st.composite
def courses(draw: st.DrawFn) -> Course:
    onset = draw(st.integers(0, 90))
    peak = onset + draw(st.integers(0, 300))
    fades = draw(st.one_of(st.none(), st.integers(peak + 1, peak + 800)))
    return Course(onset_days=onset, peak_days=peak, fades_days=fades, at_onset=draw(st.floats(0, 1)))


DAYS = st.integers(-50, 1500)
VISITS = st.lists(st.integers(0, 400), min_size=1, max_size=8)


@given(courses(), DAYS)
def test_a_share_is_from_nothing_to_all(course: Course, day: int) -> None:
    assert 0 <= course.share(day) <= 1


@given(courses())
def test_it_is_nothing_before_all_at_the_peak_and_nothing_once_faded(course: Course) -> None:
    assert course.share(course.onset_days - 1) == 0
    assert course.share(course.peak_days) == 1
    assert course.share(5000) == (1 if course.fades_days is None else 0)
    if course.onset_days < course.peak_days:
        assert course.share(course.onset_days) == course.at_onset


@given(courses(), DAYS)
def test_it_rises_to_the_peak_and_falls_after(course: Course, day: int) -> None:
    today, tomorrow = course.share(day), course.share(day + 1)
    assert tomorrow >= today if day < course.peak_days else tomorrow <= today


@given(courses(), VISITS, DAYS, st.data())
def test_the_order_of_visits_does_not_matter(course: Course, visits: list[int], day: int, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(visits))
    assert share_after(course, shuffled, 3, day) == share_after(course, visits, 3, day)


@given(courses(), VISITS, st.integers(1, 10), DAYS)
def test_a_series_never_gives_more_than_all(course: Course, visits: list[int], series: int, day: int) -> None:
    done = sum(visit <= day for visit in visits)
    assert 0 <= share_after(course, visits, series, day) <= min(1, done / series) + 1e-12


@given(courses(), VISITS, st.integers(0, 400), st.integers(1, 10), DAYS)
def test_one_more_visit_never_gives_less(course: Course, visits: list[int], extra: int, series: int, day: int) -> None:
    assert share_after(course, [*visits, extra], series, day) >= share_after(course, visits, series, day) - 1e-12


@given(courses(), VISITS, st.integers(1, 10))
def test_a_whole_series_that_stays_gives_all_in_the_end(course: Course, visits: list[int], series: int) -> None:
    assume(course.fades_days is None and len(visits) >= series)
    assert share_after(course, visits, series, 5000) == pytest.approx(1)


def test_a_part_of_a_series_gives_its_part() -> None:
    course = Course(onset_days=30, peak_days=60)
    assert share_after(course, [0, 28], 4, 200) == 0.5
    assert share_after(course, [0, 28], 4, 45) == pytest.approx(0.125)


def test_a_repeat_renews_and_does_not_add() -> None:
    course = Course(onset_days=3, peak_days=28, fades_days=150)
    assert share_after(course, [0, 28], 1, 56) == 1
    assert share_after(course, [0], 1, 150) == 0


def test_a_visit_to_come_shows_nothing() -> None:
    assert share_after(Course(onset_days=0, peak_days=0), [10], 1, 9) == 0


def test_a_series_without_visits_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one visit"):
        share_after(Course(onset_days=0, peak_days=0), [], 0, 1)
