"""From a request to visits: days first, then times within the days, then screening's word on all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from planning.plan import PlannedVisit
from planning.schedule.explain import unplaced
from planning.schedule.former import former_days, kept_blocks
from planning.schedule.request import ScheduleRequest
from planning.schedule.scheduled import Scheduled
from planning.schedule.search import Days, DaySearch, objective
from planning.schedule.setting import Setting, setting
from planning.schedule.slots import Block
from planning.schedule.visits import clusters, written
from planning.screening import Planned

_ROUNDS = 40  # of forbidding what did not fit; each rules out at least one set of items or one day


def schedule(request: ScheduleRequest) -> Scheduled:
    """The best schedule; explained, and maybe empty, where not everything can be placed."""
    return scheduled(setting(request), ())


def scheduled(ready: Setting, before: Sequence[PlannedVisit]) -> Scheduled:
    """As `schedule`, as near as can be to visits of a former plan."""
    former = former_days(ready, before)
    search = DaySearch(ready, former)
    days, blocks = _settled(ready, search)
    missing = (*ready.never, *unplaced(ready, search, days))
    blocks |= kept_blocks(ready, blocks, before)
    visits = written(ready, days.day, blocks)
    return Scheduled(
        visits=visits,
        status=_status(visits, days),
        gap=days.gap,
        objective=objective(ready, days, former),
        unplaced=missing,
        notes=(*(each.text for each in missing), *_notes(ready, days)),
    )


def _settled(ready: Setting, search: DaySearch) -> tuple[Days, dict[int, Block]]:
    """Days whose items all fit into their day, and on which nothing is held that other days would free."""
    for _ in range(_ROUNDS):
        days = search.solve()
        blocks = _blocks(ready, days)
        crowded = [day for day, block in blocks.items() if block is None]
        for day in crowded:
            _forbid(ready, search, clusters(days.day)[day])
        held = [] if crowded else list(_held(ready, days))
        for service, day in held:
            search.take_away(service, day)
        if not crowded and not held:
            return days, {day: block for day, block in blocks.items() if block is not None}
    return Days({}, False, 1.0), {}


def _blocks(ready: Setting, days: Days) -> dict[int, Block | None]:
    calendar = ready.calendar.days
    return {day: ready.slots.find(items, calendar[day]) for day, items in clusters(days.day).items()}


def _forbid(ready: Setting, search: DaySearch, items: frozenset[int]) -> None:
    calendar = enumerate(ready.calendar.days)
    search.forbid(items, tuple(n for n, day in calendar if ready.slots.find(items, day) is None))


def _held(ready: Setting, days: Days) -> Iterator[tuple[int, int]]:
    """Items and days of which screening says that another day were better. The model should leave none."""
    standing = [line for visit in ready.request.fixed for line in _lines(visit)]
    known = set(ready.screened.avoidable(standing)) if standing else set()
    placed = {visit: ready.calendar.days[day] for visit, day in days.day.items()}
    lines = [ready.services[v.service].planned().model_copy(update={"on": on}) for v, on in placed.items()]
    for verdict in ready.screened.avoidable([*standing, *lines]):
        if verdict not in known:
            yield from _meant(ready, days, verdict.treatment, verdict.zones, verdict.until)


def _meant(
    ready: Setting, days: Days, treatment: str, zones: tuple[str, ...], until: date | None
) -> Iterator[tuple[int, int]]:
    for visit, day in days.day.items():
        line = ready.services[visit.service].line
        early = until is None or ready.calendar.days[day] < until
        if (line.treatment, line.zones) == (treatment, zones) and early:
            yield visit.service, day
            return


def _lines(visit: PlannedVisit) -> Iterator[Planned]:
    yield from (Planned(treatment=item.treatment, zones=item.zones, on=visit.date) for item in visit.items)


def _status(visits: Sequence[PlannedVisit], days: Days) -> Literal["optimal", "feasible", "none"]:
    if not visits:
        return "none"
    return "optimal" if days.proven else "feasible"


def _notes(ready: Setting, days: Days) -> Iterator[str]:
    if days.late:
        yield f"Series run {days.late} days beyond their longest interval: no nearer day was free."
    if not days.proven:
        yield f"Not proven to be the best there is: {days.unproven} (gap {days.gap:.0%})."
    for i, service in enumerate(ready.services):
        day, text = max(ready.calendar.waits(i), default=(ready.request.start, ""))
        if day > ready.request.start:
            yield f"{service.item.title} waits until {day}: {text}"
