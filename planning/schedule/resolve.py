"""A plan whose days have slipped, solved again from today with as few changes as can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from planning.plan import PlannedVisit
from planning.schedule.request import ScheduleRequest
from planning.schedule.schedule import scheduled
from planning.schedule.scheduled import Moved, Scheduled
from planning.schedule.setting import setting


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of a plan's visits, by their numbers in it. Everything else of it is still wanted.

    What has changed about the clinic or the client (calendars, closed days, days away, items) stands in the request.

    Attributes:
        done: took place as planned; what is marked so in the plan need not be named.
        cancelled: can't be on their day; what they held is placed anew.
        standing: must not move, though they are still to come.
    """

    done: frozenset[int] = frozenset()
    cancelled: frozenset[int] = frozenset()
    standing: frozenset[int] = frozenset()


def resolve(request: ScheduleRequest, previous: Sequence[PlannedVisit], changes: Changes, today: date) -> Scheduled:
    """The nearest schedule that is possible again.

    Args:
        request: as it is now: items without those that were dropped, the calendar without this plan's own bookings.
            Its `start`, where it is later than today, stays; its `fixed` are added to what is done.
        previous: visits of the plan so far.
        changes: what happened to them.
        today: a visit before it that was not done has slipped, and is placed anew.
    """
    fixed = tuple(visit for visit in previous if visit.done or visit.number in changes.done | changes.standing)
    before = [visit for visit in previous if visit not in fixed]
    off = tuple(
        (line.item, visit.date) for visit in before if visit.number in changes.cancelled for line in visit.items
    )
    now = replace(
        request,
        fixed=(*request.fixed, *(_as_done(visit, changes) for visit in fixed)),
        not_on=(*request.not_on, *off),
        today=today,
        start=max(request.start, today),
    )
    kept = [visit for visit in before if visit.number not in changes.cancelled and visit.date >= now.start]
    found = scheduled(setting(now), kept)
    return replace(found, moved=tuple(_moved(before, [visit for visit in found.visits if visit not in now.fixed])))


def _as_done(visit: PlannedVisit, changes: Changes) -> PlannedVisit:
    return visit.model_copy(update={"done": True}) if visit.number in changes.done else visit


def _moved(before: Iterable[PlannedVisit], after: Iterable[PlannedVisit]) -> Iterator[Moved]:
    """By item: days that are gone, each with the day that stands for it, in order."""
    was, now = _days(before), _days(after)
    for item in dict.fromkeys([*was, *now]):
        gone = sorted(was.get(item, set()) - now.get(item, set()))
        new = sorted(now.get(item, set()) - was.get(item, set()))
        yield from (Moved(item, old, fresh) for old, fresh in zip_longest(gone, new))


def _days(visits: Iterable[PlannedVisit]) -> dict[str, set[date]]:
    found: dict[str, set[date]] = {}
    for visit in visits:
        for line in visit.items:
            found.setdefault(line.item, set()).add(visit.date)
    return found
