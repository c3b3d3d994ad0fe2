"""The days on which a plan is shown: today, after each visit, at its peak, and when it has faded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from simulation.intended.intended import Intended, peak_day

Moment = Literal["today", "after_visit", "peak", "faded"]


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One day.

    Attributes:
        moment: why it is shown.
        day: from today.
        visit: which visit it follows, from 1; None elsewhere.
    """

    moment: Moment
    day: int
    visit: int | None = None


def time_points(intended: Collection[Intended], review_days: int) -> tuple[TimePoint, ...]:
    """Of a plan, by day; where two fall on one day, in the order today, after a visit, peak, faded.

    `faded` is the first day on which everything that fades has faded; a plan of which nothing is known to fade has
    none. Nothing is shown of today but the face as it is, also where the first visit is today.

    Args:
        review_days: from a visit to the look at it.
    """
    if not intended:
        return (TimePoint("today", 0),)
    visits = sorted({visit for each in intended for visit in each.visits})
    after = [TimePoint("after_visit", visit + review_days, number) for number, visit in enumerate(visits, 1)]
    points = [TimePoint("today", 0), *after, TimePoint("peak", peak_day(intended))]
    ends = [
        each.visits[-1] + effect.course.fades_days
        for each in intended
        for effect in each.effects
        if effect.course.fades_days is not None
    ]
    faded = [TimePoint("faded", max(ends))] if ends else []
    return tuple(sorted((*points, *faded), key=lambda point: point.day))


def seen_at(intended: Collection[Intended], point: TimePoint) -> tuple[Intended, ...]:
    """What is to be shown at a time point: of today nothing, later what has begun and not faded."""
    if point.moment == "today":
        return ()
    on_the_day = (each.at(point.day) for each in intended)
    return tuple(each for each in on_the_day if any(each.share(effect) > 0 for effect in each.effects))
