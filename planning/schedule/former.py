"""What of a former plan can stay as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planning.plan import PlannedVisit
from planning.schedule.model import Visit
from planning.schedule.premises import minute
from planning.schedule.setting import Setting
from planning.schedule.slots import Block, Place


def former_days(ready: Setting, before: Iterable[PlannedVisit]) -> dict[Visit, int]:
    """Days from the start on which a former plan had the visits of items that are still planned."""
    index = {each.id: i for i, each in enumerate(ready.services)}
    return {
        Visit(index[line.item], line.number): (visit.date - ready.request.start).days
        for visit in before
        for line in visit.items
        if line.item in index
    }


def kept_blocks(ready: Setting, blocks: Mapping[int, Block], before: Iterable[PlannedVisit]) -> dict[int, Block]:
    """Days that keep their hour, their people and their rooms."""
    visits = list(before)
    found: dict[int, Block] = {}
    for day, block in blocks.items():
        on, items = ready.calendar.days[day], frozenset(place.service for place in block)
        was = tuple(place for place in _places(ready, [v for v in visits if v.date == on]) if place.service in items)
        if was and (again := ready.slots.again(items, on, was)):
            found[day] = again
    return found


def _places(ready: Setting, visits: Iterable[PlannedVisit]) -> Iterator[Place]:
    """Of a former day, in its order. People and rooms that are not there any more leave nothing to keep."""
    services = {each.id: i for i, each in enumerate(ready.services)}
    providers = {each.id: i for i, each in enumerate(ready.request.practice.providers)}
    rooms = {each.id: i for i, each in enumerate(ready.request.practice.location.rooms)}
    for visit in sorted((v for v in visits if v.start), key=lambda v: minute(v.start) if v.start else 0):
        at = minute(visit.start) if visit.start else 0
        for line in visit.items:
            if line.item in services and visit.provider in providers and visit.room in rooms:
                end = at + line.minutes
                yield Place(services[line.item], at, end, providers[visit.provider], rooms[visit.room])
            at += line.minutes
