"""Days as notes name them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.notes.dates import Sense, find_dates
from planning.notes.when import When, shifted

TUESDAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 2026-02-10", "2026-02-10", "2026-02-10"),
        ("6/15/26", "2026-06-15", "2026-06-15"),
        ("03/04/2025", "2025-03-04", "2025-03-04"),
        ("6/2026", "2026-06-01", "2026-06-30"),
        ("on 9/8", "2026-09-08", "2026-09-08"),
        ("on 12/8", "2025-12-08", "2025-12-08"),
        ("in March", "2026-03-01", "2026-03-31"),
        ("in November", "2025-11-01", "2025-11-30"),
        ("last September", "2025-09-01", "2025-09-30"),
        ("Jan 2026", "2026-01-01", "2026-01-31"),
        ("March 3", "2026-03-03", "2026-03-03"),
        ("March 3rd, 2024", "2024-03-03", "2024-03-03"),
        ("3 months ago", "2026-06-15", "2026-06-15"),
        ("a couple of weeks ago", "2026-09-01", "2026-09-01"),
        ("6-8 wks ago", "2026-07-21", "2026-08-04"),
        ("a few months ago", "2026-03-15", "2026-07-15"),
        ("2y ago", "2024-09-15", "2024-09-15"),
        ("last week", "2026-09-07", "2026-09-13"),
        ("last month", "2026-08-01", "2026-08-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("yesterday", "2026-09-14", "2026-09-14"),
        ("on Monday", "2026-09-14", "2026-09-14"),
        ("last spring", "2026-03-01", "2026-05-31"),
        ("winter 2024", "2024-12-01", "2025-02-28"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("in the 90s", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_day_is_read_as_the_days_it_may_be(text: str, first: str, last: str) -> None:
    (dated,) = find_dates(text, 0, len(text), TUESDAY)
    assert dated.when == When(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "sense"),
    [("since 2019", Sense.SINCE), ("x 2 wks", Sense.LASTING), ("for 3 days", Sense.LASTING), ("in May", Sense.ON)],
)
def test_since_and_for_are_told_from_on(text: str, sense: Sense) -> None:
    assert [dated.sense for dated in find_dates(text, 0, len(text), TUESDAY)] == [sense]


@pytest.mark.parametrize(
    "text", ["1/2 ppd", "2000 mg", "BP 120/80", "2/31/2026", "31/31/31", "100 mg", "24/7", "$2000"]
)
def test_other_figures_are_no_days(text: str) -> None:
    assert find_dates(text, 0, len(text), TUESDAY) == ()


@given(st.text(max_size=80), st.dates())
def test_days_are_in_order_and_never_overlap(text: str, on: date) -> None:
    found = find_dates(text, 0, len(text), on)
    assert all(one.when.first <= one.when.last for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_months_back_and_forth_lose_at_most_the_end_of_a_month(day: date, count: int) -> None:
    there = shifted(shifted(day, -count, "month"), count, "month")
    assert 0 <= (day - there).days <= 3 and (there.year, there.month) == (day.year, day.month)
