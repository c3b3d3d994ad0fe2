"""Edits of visits: what took place, what can't be on its day, what is put off."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.plan import PlannedVisit
from planning.revision.edits import CancelVisit, Edit, PostponeVisit, VisitDone
from planning.revision.errors import DoneStaysError, NotInPlanError, NotYetError
from planning.schedule import Changes


@dataclass(frozen=True, slots=True)
class Progress:
    """Attributes:
    timeline: as it was, with what took place marked so.
    changes: what became of its visits.
    earliest: of items by id, as put off just now.
    put_off: visits by item and number, now or in an earlier version.
    """

    timeline: tuple[PlannedVisit, ...]
    changes: Changes
    earliest: tuple[tuple[str, date], ...]

    @property
    def put_off(self) -> tuple[tuple[str, int, date], ...]:
        ahead = (line for visit in self.timeline if not visit.done for line in visit.items)
        return tuple((line.item, line.number, line.not_before) for line in ahead if line.not_before)


def progress(timeline: Sequence[PlannedVisit], edits: Iterable[Edit], today: date) -> Progress:
    """What has become of the visits. Those of today that nobody spoke of stand.

    Raises:
        NotInPlanError, DoneStaysError, NotYetError: see there.
    """
    visits = {visit.number: visit for visit in timeline}
    cancelled, put_off = set[int](), dict[int, date]()
    for edit in edits:
        if isinstance(edit, VisitDone):
            visits[edit.visit] = _took_place(_ahead(visits, edit.visit), edit.on, today)
        elif isinstance(edit, CancelVisit):
            cancelled.add(_ahead(visits, edit.visit).number)
        elif isinstance(edit, PostponeVisit):
            known = max(_ahead(visits, edit.visit).date, today)
            if edit.until <= known:
                raise NotYetError(f"A visit can't be put off to {edit.until}: {known} is no earlier.", visit=edit.visit)
            put_off[edit.visit] = edit.until
    put_off = {number: day for number, day in put_off.items() if not visits[number].done}
    standing = _standing(visits, cancelled, put_off, today)
    earliest = tuple((line.item, day) for number, day in put_off.items() for line in visits[number].items)
    for number, day in put_off.items():
        visits[number] = _marked(visits[number], day)
    changes = Changes(cancelled=frozenset(cancelled), standing=frozenset(standing))
    return Progress(_in_order(visits.values()), changes, earliest)


def _standing(
    visits: Mapping[int, PlannedVisit], cancelled: Container[int], put_off: Mapping[int, date], today: date
) -> Iterator[int]:
    """Visits of today, and those before what is put off: but for series that have lost an earlier session."""
    left = {number: visit for number, visit in visits.items() if not visit.done}
    lost = (visit for number, visit in left.items() if number in cancelled or visit.date < today)
    waiting = {line.item for visit in lost for line in visit.items}
    first = min((visits[number].date for number in put_off), default=today)
    for number, visit in left.items():
        before = today < visit.date < first and waiting.isdisjoint(line.item for line in visit.items)
        if number not in cancelled and number not in put_off and (visit.date == today or before):
            yield number


def _marked(visit: PlannedVisit, day: date) -> PlannedVisit:
    lines = (line.model_copy(update={"not_before": max(day, line.not_before or day)}) for line in visit.items)
    return visit.model_copy(update={"items": tuple(lines)})


def _ahead(visits: dict[int, PlannedVisit], number: int) -> PlannedVisit:
    if number not in visits:
        raise NotInPlanError(f"There is no visit {number}.", visit=number)
    if visits[number].done:
        raise DoneStaysError(f"Visit {number} took place.", visit=number)
    return visits[number]


def _took_place(visit: PlannedVisit, on: date | None, today: date) -> PlannedVisit:
    day = on or visit.date
    if day > today:
        raise NotYetError(f"Visit {visit.number} is on {day}, which is still to come.", visit=visit.number)
    later = visit.downtime_until + (day - visit.date) if visit.downtime_until else None
    start = visit.start if day == visit.date else None
    return visit.model_copy(update={"done": True, "date": day, "start": start, "downtime_until": later})


def _in_order(visits: Iterable[PlannedVisit]) -> tuple[PlannedVisit, ...]:
    """Sessions of an item are counted in the order in which they took place; those ahead follow."""
    counted: dict[str, int] = {}
    numbers: dict[tuple[int, str], int] = {}
    found = list(visits)
    for visit in sorted(found, key=lambda each: (not each.done, each.date, each.number)):
        for line in visit.items:
            counted[line.item] = numbers[visit.number, line.item] = counted.get(line.item, 0) + 1
    return tuple(
        visit.model_copy(
            update={
                "items": tuple(
                    line.model_copy(update={"number": numbers[visit.number, line.item]}) for line in visit.items
                )
            }
        )
        for visit in found
    )
