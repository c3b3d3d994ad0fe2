"""A day as told: often only a month or a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class When:
    """Some day from `first` to `last`, both included. A waiting time counts from the last."""

    first: date
    last: date


def exactly(day: date) -> When:
    """A day that was named."""
    return When(day, day)


def whole_month(year: int, month: int) -> When:
    """Any day of a month."""
    return When(date(year, month, 1), shifted(date(year, month, 1), 1, "month") - timedelta(days=1))


def whole_year(year: int) -> When:
    """Any day of a year."""
    return When(date(year, 1, 1), date(year, 12, 31))


def shifted(day: date, count: int, unit: Unit) -> date:
    """A day `count` units later; the end of a shorter month stands for days it does not have.

    Raises:
        OverflowError: before the year 1 or after 9999.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("no such year")
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
