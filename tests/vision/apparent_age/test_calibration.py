"""An interval comes from faces of known age, or there is none."""

from __future__ import annotations

import pytest

from vision.apparent_age import FEWEST, Calibration, Row, load_calibration

ROWS = (Row(30, -8, 12, 40), Row(34, -10, 20, 25), Row(38, -12, 30, 18))
MADE = Calibration(ROWS, 20.0)


def test_between_two_rows_the_ends_are_interpolated() -> None:
    assert MADE.interval(32) == ((32 - 9, 32 + 16), 25)


def test_the_ends_of_the_table_belong_to_it() -> None:
    assert MADE.interval(30) == ((22, 42), 40)


@pytest.mark.parametrize("years", [0.25, 29.9, 38.1, 80])
def test_outside_the_table_there_is_no_interval(years: float) -> None:
    assert MADE.interval(years) is None


def test_too_few_faces_make_no_interval() -> None:
    assert MADE.interval(36) is None


def test_without_rows_there_is_no_interval() -> None:
    assert Calibration((), 20.0).interval(30) is None


def test_the_measured_table_rests_on_enough_faces() -> None:
    assert min(row.n for row in load_calibration().rows) >= FEWEST


def test_the_measured_table_offers_nothing_that_looks_under_age_or_old() -> None:
    measured = load_calibration()
    assert [measured.interval(years) for years in (5, 17, 60, 75)] == [None] * 4


def test_the_measured_intervals_hold_the_estimate() -> None:
    assert all(row.low < 0 < row.high for row in load_calibration().rows)
