"""What a treatment is and what to expect, to a client, at grade 8 or below. English only, so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from planning.files import Document, parse, shipped
from planning.library import Range, Treatment
from planning.wording.words import Words

_DAYS_A_MONTH = 30


class _Lesson(Document):
    about: str
    expect: str


class _Lessons(Document):
    source: str
    treatments: dict[str, _Lesson]


@dataclass(frozen=True, slots=True)
class Education:
    """Attributes:
    about: what it is.
    expect: what it feels like.
    figures: sentences of the library's own figures; none where no source gives one.
    """

    about: str
    expect: str
    figures: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join((self.about, self.expect, *self.figures))


@cache
def _lessons() -> Mapping[str, _Lesson]:
    return parse(_Lessons, shipped("documents", "data", "education.yaml")).treatments


def taught() -> frozenset[str]:
    """Ids of treatments that have a text."""
    return frozenset(_lessons())


def education(treatment: Treatment) -> Education:
    """A treatment nobody has written for falls back to the library's own summary."""
    lesson = _lessons().get(treatment.id)
    about, expect = (lesson.about, lesson.expect) if lesson else (treatment.summary, "")
    return Education(about, expect, tuple(_figures(treatment)))


def _figures(treatment: Treatment) -> Iterator[str]:
    words = Words("en")
    if (downtime := treatment.times.downtime_days) is not None:
        yield words["downtime_same"] if downtime.high == 0 else _days("downtime", downtime, words)
    if (onset := treatment.outcome.onset_days) is not None:
        yield words["onset_now"] if onset.high == 0 else _days("onset", onset, words)
    if (lasts := treatment.outcome.lasts_days) is not None and lasts.low >= _DAYS_A_MONTH:
        yield _months(lasts, words)


def _days(key: str, days: Range, words: Words) -> str:
    if days.low == days.high:
        return words.written(f"{key}_one", count=days.high, unit=words.unit("day", days.high))
    return words.written(f"{key}_range", low=days.low, high=days.high)


def _months(days: Range, words: Words) -> str:
    low, high = (round(end / _DAYS_A_MONTH) for end in (days.low, days.high))
    if low == high:
        return words.written("lasts_one", count=low, unit=words.unit("month", low))
    return words.written("lasts_range", low=low, high=high)
