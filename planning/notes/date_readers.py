"""Each way to write a day, with what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from planning.notes import date_patterns as patterns
from planning.notes.when import Unit, When, exactly, shifted, whole_month, whole_year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        1,
    )
    for name in names.split()
}
_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11)}
_DAY = timedelta(days=1)


def _iso(match: re.Match[str], on: date) -> When:
    return exactly(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _slashed(match: re.Match[str], on: date) -> When:
    return exactly(date(_year(match["y"]), int(match["m"]), int(match["d"])))


def _slashed_month(match: re.Match[str], on: date) -> When:
    return whole_month(int(match["y"]), int(match["m"]))


def _slashed_day(match: re.Match[str], on: date) -> When:
    """Without a year: the last one, unless it is yet to come within the month."""
    day = date(on.year, int(match["m"]), int(match["d"]))
    return exactly(day if day <= on + 31 * _DAY else day.replace(year=on.year - 1))


def _named(match: re.Match[str], on: date) -> When:
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    year = _year_of(match, month, on)
    told = match["d"] or match["before"]  # `May 7`, `7 May`
    if not told:
        return whole_month(year, month)
    day = date(year, month, int(told))
    return exactly(day if match["y"] or day <= on else day.replace(year=year - 1))


def _year_of(match: re.Match[str], month: int, on: date) -> int:
    """Of a month by name: the year told, else the last in which it had begun; `last September` is a year before."""
    if match["y"]:
        return _year(match["y"])
    if match["year"]:
        return on.year - (match["year"].lower() == "last")
    same = month == on.month and (match["which"] or "").lower().startswith("last")
    return on.year - (month > on.month or same)


def _ago(match: re.Match[str], on: date) -> When:
    unit = _unit(match["unit"])
    counts = sorted(-_number(match[name]) for name in ("count", "count_to") if match[name])
    return When(shifted(on, counts[0], unit), shifted(on, counts[-1], unit))


def _few_ago(match: re.Match[str], on: date) -> When:
    """A few or several are at least two."""
    unit = _unit(match["unit"])
    return When(shifted(on, -6, unit), shifted(on, -2, unit))


def _lasting(match: re.Match[str], on: date) -> When:
    return exactly(shifted(on, -_number(match["count"]), _unit(match["unit"])))


def _last_unit(match: re.Match[str], on: date) -> When:
    unit = _unit(match["unit"])
    if unit == "year":
        return whole_year(on.year - 1)
    if unit == "month":
        before = shifted(on, -1, "month")
        return whole_month(before.year, before.month)
    monday = on - (on.weekday() + 7) * _DAY
    return When(monday, monday + 6 * _DAY)


def _this_unit(match: re.Match[str], on: date) -> When:
    unit = _unit(match["unit"])
    first = {"year": on.replace(month=1, day=1), "month": on.replace(day=1)}.get(unit, on - on.weekday() * _DAY)
    return When(first, on)


def _season(match: re.Match[str], on: date) -> When:
    first, last = _SEASONS[match["season"].lower()]
    year = int(match["y"]) if match["y"] else on.year
    if not match["y"] and date(year, first % 12 + (first == 12) * 12 or 12, 1) > on:
        year -= 1
    if "last" in match[0].lower() and shifted(date(year, first, 1), 3, "month") > on:
        year -= 1
    months = whole_month(year, first), whole_month(year + (last < first), last)
    return When(months[0].first, min(months[1].last, on) if months[0].first <= on else months[1].last)


def _today(match: re.Match[str], on: date) -> When:
    return exactly(on - _DAY if _BEFORE.search(match[0]) else on)


_BEFORE = re.compile("yest|ystr|last ni", re.IGNORECASE)
# Months in which holidays fall.
_HOLIDAYS = {"xm": 12, "x-": 12, "ch": 12, "th": 11, "ha": 10, "ne": 1, "va": 2, "ea": 4, "la": 9, "me": 5}


def _holiday(match: re.Match[str], on: date) -> When:
    month = _HOLIDAYS[match["holiday"][:2].lower()]
    return whole_month(on.year - (month >= on.month), month)


def _weekday(match: re.Match[str], on: date) -> When:
    wanted = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index((match["weekday"] or match["short"])[:3].lower())
    return exactly(on - ((on.weekday() - wanted - 1) % 7 + 1) * _DAY)


def _bare_year(match: re.Match[str], on: date) -> When:
    return whole_year(_year(match["y"]))


def _decade(match: re.Match[str], on: date) -> When:
    tens = int(match["tens"])
    century = 1900 if tens > on.year % 100 else 2000
    return When(whole_year(century + tens).first, whole_year(century + tens + 9).last)


def _year(digits: str) -> int:
    digits = digits.lstrip("'’")
    return int(digits) + (0 if len(digits) == 4 else 2000 if int(digits) < 60 else 1900)


def _number(told: str) -> int:
    told = told.lower()
    return int(told) if told.isdecimal() else _NUMBERS[told]


def _unit(told: str) -> Unit:
    units: dict[str, Unit] = {"d": "day", "w": "week", "m": "month", "y": "year"}
    return units[told[0].lower()]


# From the most to the least particular, for what one has read no other reads again.
READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], When]], ...] = (
    (patterns.ISO, _iso),
    (patterns.SLASHED, _slashed),
    (patterns.SLASHED_MONTH, _slashed_month),
    (patterns.AGO, _ago),
    (patterns.FEW_AGO, _few_ago),
    (patterns.LASTING, _lasting),
    (patterns.NAMED, _named),
    (patterns.LAST_UNIT, _last_unit),
    (patterns.THIS_UNIT, _this_unit),
    (patterns.SEASON, _season),
    (patterns.TODAY, _today),
    (patterns.WEEKDAY, _weekday),
    (patterns.HOLIDAY, _holiday),
    (patterns.SHORT_YEAR, _bare_year),
    (patterns.DECADE, _decade),
    (patterns.BARE_YEAR, _bare_year),
    (patterns.SLASHED_DAY, _slashed_day),
)
