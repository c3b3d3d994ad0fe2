"""Days and blocks as visits of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from planning.plan import PlannedVisit, VisitItem
from planning.schedule.model import Visit
from planning.schedule.premises import clock
from planning.schedule.setting import Setting
from planning.schedule.slots import Block, Place, stops


def clusters(days: Mapping[Visit, int]) -> dict[int, frozenset[int]]:
    """Services that share a day, by day."""
    found: dict[int, frozenset[int]] = {}
    for visit, day in days.items():
        found[day] = found.get(day, frozenset()) | {visit.service}
    return dict(sorted(found.items()))


def written(setting: Setting, days: Mapping[Visit, int], blocks: Mapping[int, Block]) -> tuple[PlannedVisit, ...]:
    """All visits by day and time, numbered; those that stand among them."""
    numbers = {(visit.service, day): visit.number for visit, day in days.items()}
    new = (visit for day, block in blocks.items() for visit in _visits(setting, day, block, numbers))
    in_order = sorted([*setting.request.fixed, *new], key=lambda visit: (visit.date, visit.start is None, visit.start))
    return tuple(visit.model_copy(update={"number": n}) for n, visit in enumerate(in_order, 1))


def _visits(setting: Setting, day: int, block: Block, numbers: Mapping[tuple[int, int], int]) -> Iterator[PlannedVisit]:
    practice, on = setting.request.practice, setting.calendar.days[day]
    for stop in stops(block):
        yield PlannedVisit(
            number=1,
            date=on,
            start=clock(stop[0].start),
            provider=practice.providers[stop[0].provider].id,
            room=practice.location.rooms[stop[0].room].id,
            items=tuple(_item(setting, place, numbers[place.service, day]) for place in stop),
            downtime_until=_shown_until(setting, stop, on),
        )


def _item(setting: Setting, place: Place, number: int) -> VisitItem:
    request = setting.request
    item, devices = setting.services[place.service].item, request.practice.location.devices
    put_off = [day for name, n, day in request.put_off if (name, n) == (item.id, number)]
    return VisitItem(
        item=item.id,
        treatment=item.treatment,
        zones=item.zones,
        number=number,
        minutes=place.end - place.start,
        device=devices[place.device].id if place.device >= 0 else "",
        not_before=max(put_off, default=None),
    )


def _shown_until(setting: Setting, stop: Block, on: date) -> date:
    return on + timedelta(max(setting.services[place.service].downtime_days for place in stop))
