"""What is to be shown: treatments on one day, or a plan over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planning.library import Library
from planning.plan_visits import NotShown, PlanVisits, planned_outcomes, treatment_effects
from planning.screening import Planned
from serving.projections.errors import PlanTooLongError
from simulation import intended as course
from simulation.effects import Level
from simulation.intended import Asked, Intended, intend, peak_day, seen_at, time_points
from simulation.labels import TimePoint
from simulation.projection.errors import NothingToShowError

_REVIEW_DAYS = 14  # as toxin labels have it; sources give no day for the other treatments
_LONGEST_DAYS, _MOST_PLANNED = 5 * 365, 200  # of a plan: every day of it is looked at for its peak
_MOST_VISITS = 6  # in a strip; with today, the peak and the fading nine pictures


@dataclass(frozen=True, slots=True)
class Stage:
    """Attributes:
    time_point: as the label says it.
    day: from today.
    intended: what is seen then; nothing where nothing is.
    """

    time_point: TimePoint
    day: int
    intended: tuple[Intended, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Attributes:
    main: the moment of the projection itself.
    stages: of a plan, by day; none without one.
    planned: lines that rules are held against.
    not_shown: of a plan, what has no size with a source.
    """

    main: Stage
    stages: tuple[Stage, ...]
    planned: tuple[Planned, ...]
    not_shown: tuple[NotShown, ...]

    def at_level(self, level: Level) -> tuple[Intended, ...]:
        """The main moment with every treatment at one level."""
        return tuple(replace(each, level=level) for each in self.main.intended)


def asked_outcomes(asked: Sequence[Asked], day: int | None, library: Library) -> Outcomes:
    """Of treatments, each after the last visit of its whole series.

    Args:
        day: after it; when nothing is said the day on which most is seen.

    Raises:
        TreatmentUnknownError, ZoneUnknownError, ZoneNotServedError, EffectWithoutCapError: of a treatment.
    """
    all_of_it = [intend(treatment_effects(library.treatment(each.treatment)), each) for each in asked]
    planned = tuple(Planned(treatment=each.treatment, zones=each.zones) for each in asked)
    return Outcomes(_main(all_of_it, day), (), planned, ())


def plan_outcomes(plan: PlanVisits, library: Library, today: date) -> Outcomes:
    """Of a plan, from today on.

    Raises:
        TreatmentUnknownError, ZoneUnknownError, ZoneNotServedError: of an item.
        NothingToShowError: no visit to come has an outcome with a size.
        PlanTooLongError: it goes on for years on end.
    """
    _check_length(plan, today)
    found = planned_outcomes(plan, library, today)
    if not found.intended:
        raise NothingToShowError("the plan has no visit to come whose outcome could be shown")
    points = _at_most(time_points(found.intended, _REVIEW_DAYS))
    stages = [Stage(_labelled(point), point.day, seen_at(found.intended, point)) for point in points]
    planned = tuple(
        Planned(treatment=item.treatment, zones=item.zones, on=visit.date)
        for visit in plan.visits
        if visit.date >= today
        for item in visit.items
    )
    return Outcomes(_main(found.intended, None), tuple(stages), planned, found.not_shown)


def _check_length(plan: PlanVisits, today: date) -> None:
    ahead = max((visit.date - today).days for visit in plan.visits)
    if ahead > _LONGEST_DAYS or len(plan.visits) > _MOST_PLANNED:
        raise PlanTooLongError(
            f"A plan is shown for {_LONGEST_DAYS} days and {_MOST_PLANNED} visits at most.",
            limit_days=_LONGEST_DAYS,
            limit_visits=_MOST_PLANNED,
        )


def _main(intended: Sequence[Intended], day: int | None) -> Stage:
    time_point = TimePoint.peak() if day is None else TimePoint.after_days(day)
    on = peak_day(intended) if day is None else day
    return Stage(time_point, on, tuple(each.at(on) for each in intended))


def _at_most(points: Sequence[course.TimePoint]) -> list[course.TimePoint]:
    """Without today, which is no projection; of more visits than a strip holds, as many as it does, spread evenly."""
    visits = [point for point in points if point.moment == "after_visit"]
    if len(visits) > _MOST_VISITS:
        last = len(visits) - 1
        visits = [visits[round(last * number / (_MOST_VISITS - 1))] for number in range(_MOST_VISITS)]
    return [point for point in points if point in visits or point.moment in ("peak", "faded")]


def _labelled(point: course.TimePoint) -> TimePoint:
    if point.moment == "after_visit" and point.visit is not None:
        return TimePoint.after_visit(point.visit)
    return TimePoint.peak() if point.moment == "peak" else TimePoint.fading()
