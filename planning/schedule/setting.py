"""A request made ready: its items with all that is known of them, and those that can never be placed set aside."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from planning.library import Range, TreatmentUnknownError
from planning.plan import PlanItem, VisitItem, Why
from planning.schedule.days import Calendar
from planning.schedule.held import Screened
from planning.schedule.premises import Premises
from planning.schedule.request import Link, ScheduleRequest
from planning.schedule.scheduled import Unplaced
from planning.schedule.services import Service, service
from planning.schedule.shared import SharedDays
from planning.schedule.slots import Slots
from planning.schedule.spacing import Spacing, spacing
from planning.screening import ZoneNotServedError


@dataclass(frozen=True, slots=True)
class Given:
    """One item of a visit that stands.

    Attributes:
        service: of it.
        number: of the item's series.
        day: from the start; negative before.
    """

    service: Service
    number: int
    day: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What both stages work on.

    Attributes:
        services: items that can be placed at all.
        never: the others, with the reason.
        spacings: of pairs of services by index, the lower first, each with itself too.
        to_given: spacings from what stands to the services, by the index of each.
        given: what visits that stand hold, items that are no longer planned among them.
        waiting: numbers of visits still without a day, by service.
    """

    request: ScheduleRequest
    services: tuple[Service, ...]
    never: tuple[Unplaced, ...]
    spacings: dict[tuple[int, int], Spacing]
    calendar: Calendar
    slots: Slots
    shared: SharedDays
    given: tuple[Given, ...]
    to_given: dict[tuple[int, int], Spacing]
    waiting: tuple[tuple[int, ...], ...]

    @property
    def screened(self) -> Screened:
        return self.calendar.screened

    def link(self, service: int, number: int) -> Link | None:
        """What stands in place of the interval before a visit."""
        name = self.services[service].id
        ends = (name, number - 1), (name, number)
        return next((link for link in self.request.links if (link.earlier, link.later) == ends), None)


def setting(request: ScheduleRequest) -> Setting:
    """Of a request. Items that can't be done here, on this client, on any day are set aside."""
    premises = Premises(request)
    known, unknown = _known(request)
    screened = Screened(request, tuple(known))
    never = {each.id: reason for each in known if (reason := _never(each, screened, premises))}
    services = tuple(each for each in known if each.id not in never)
    pairs = combinations_with_replacement(range(len(services)), 2)
    spacings = {(a, b): spacing(services[a], services[b], request.library) for a, b in pairs}
    slots = Slots(premises, services, spacings, request.grid_minutes, request.longest_visit_minutes)
    calendar = Calendar(request, premises, services, Screened(request, services), slots)
    given = tuple(_given(request))
    done = {(each.service.id, each.number) for each in given}
    return Setting(
        request=request,
        services=services,
        never=tuple(_still([*unknown, *never.values()], done)),
        spacings=spacings,
        calendar=calendar,
        slots=slots,
        shared=SharedDays(calendar),
        given=given,
        to_given={
            (k, i): spacing(before.service, each, request.library)
            for k, before in enumerate(given)
            for i, each in enumerate(services)
        },
        waiting=tuple(_left(each.id, range(1, each.item.visits + 1), done) for each in services),
    )


def _known(request: ScheduleRequest) -> tuple[list[Service], list[Unplaced]]:
    known, unknown = [], []
    for item in request.items:
        try:
            known.append(service(item, request.practice, request.library))
        except TreatmentUnknownError:
            unknown.append(_unplaced(item, "not_in_library", f"The library does not hold {item.treatment}."))
        except ZoneNotServedError:
            zones = ", ".join(item.zones)
            unknown.append(_unplaced(item, "zone_not_served", f"{item.title} is not offered on: {zones}."))
    return known, unknown


def _never(each: Service, screened: Screened, premises: Premises) -> Unplaced | None:
    item, practice = each.item, premises.practice
    if each.treatment.home_care:
        return _unplaced(item, "home_care", f"{item.title} is used at home and takes no visit.")
    if block := screened.blocked(each):
        return _unplaced(item, "blocked", f"{item.title} is blocked: {block.message}")
    if practice.entry(item.treatment) is None:
        return _unplaced(item, "not_offered", f"{item.title} is not on the menu here.")
    tolerance = screened.request.profile.downtime_days
    if tolerance is not None and each.least_downtime_days > tolerance:
        text = f"{item.title} shows for at least {_days(each.least_downtime_days)}; the client accepts {tolerance}."
        return _unplaced(item, "downtime", text)
    rooms = premises.fit_rooms(each)
    if not rooms:
        return _unplaced(item, "no_room", f"No room here is fit for {item.title}.")
    if each.device and not any(premises.fit_devices(each, room) for room in rooms):
        return _unplaced(item, "no_device", f"{item.title} needs a device of the kind {each.device}; none is here.")
    return None


def _unplaced(item: PlanItem, why: str, text: str) -> Unplaced:
    return Unplaced(item.id, tuple(range(1, item.visits + 1)), why, text)


def _days(number: int) -> str:
    return f"{number} day{'s' * (number != 1)}"


def _left(item: str, numbers: Iterable[int], done: Container[tuple[str, int]]) -> tuple[int, ...]:
    return tuple(number for number in numbers if (item, number) not in done)


def _still(unplaced: Iterable[Unplaced], done: Container[tuple[str, int]]) -> Iterator[Unplaced]:
    """Without visits that were given already."""
    for each in unplaced:
        if numbers := _left(each.item, each.numbers, done):
            yield replace(each, numbers=numbers)


def _given(request: ScheduleRequest) -> Iterator[Given]:
    for visit in request.fixed:
        for line in visit.items:
            if line.treatment in request.library.treatments:
                yield Given(_service_of(line, request), line.number, (visit.date - request.start).days)


def _service_of(line: VisitItem, request: ScheduleRequest) -> Service:
    item = next((item for item in request.items if item.id == line.item), None)
    if item is None or item.treatment != line.treatment or item.zones != line.zones:
        why = Why(kind="provider", text="It stands in the plan.")
        item = PlanItem(
            id=line.item, treatment=line.treatment, title=line.treatment, zones=line.zones, visits=1, why=(why,)
        )
    return service(item, request.practice, request.library)


def interval(setting: Setting, service: int, number: int) -> tuple[int, int | None]:
    """Days between a visit of a series and the one before: at least, and more than which is late."""
    own: Range = setting.services[service].interval
    link = setting.link(service, number)
    low, high = (link.min_days, link.max_days) if link else (own.low, own.high)
    return max(low, setting.spacings[service, service].after), high
