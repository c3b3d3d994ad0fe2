"""The days on which a plan is shown, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulation.intended import Asked, TimePoint, intend, peak_day, seen_at, time_points
from tests.simulation.intended.cases import FACTS

LINES_ONLY, BOTH = Asked("made_up", ("crows_feet",)), Asked("made_up")


def test_a_plan_is_shown_today_after_each_visit_at_its_peak_and_faded() -> None:
    plan = [intend(FACTS, LINES_ONLY, visits=[0, 28], series=2)]
    assert time_points(plan, 14) == (
        TimePoint("today", 0),
        TimePoint("after_visit", 14, 1),
        TimePoint("after_visit", 42, 2),
        TimePoint("peak", 54),  # the first visit fades while the second grows
        TimePoint("faded", 118),
    )


def test_today_shows_nothing_and_what_has_faded_is_gone() -> None:
    plan = [intend(FACTS, LINES_ONLY)]
    today, after, peak, faded = time_points(plan, 14)
    assert (seen_at(plan, today), seen_at(plan, faded)) == ((), ())
    assert [each.day for each in (*seen_at(plan, after), *seen_at(plan, peak))] == [14, 30]


def test_what_stays_is_still_seen_when_the_rest_has_faded() -> None:
    plan = [intend(FACTS, BOTH)]
    faded = time_points(plan, 14)[-1]
    (left,) = seen_at(plan, faded)
    assert [left.share(effect) for effect in left.effects] == [0, 1]


def test_a_plan_of_nothing_has_today() -> None:
    assert time_points([], 14) == (TimePoint("today", 0),)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=5, unique=True), st.integers(0, 60))
def test_days_are_in_order_and_none_shows_more_than_the_peak(visits: list[int], review: int) -> None:
    plan = [intend(FACTS, BOTH, visits=visits, series=3)]
    points = time_points(plan, review)
    assert [point.day for point in points] == sorted(point.day for point in points)

    def seen(day: int) -> float:
        return sum(plan[0].at(day).share(effect) for effect in plan[0].effects)

    assert all(seen(point.day) <= seen(peak_day(plan)) + 1e-6 for point in points)
