"""On which days an item can be done for itself, and what takes the others away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from planning.schedule.held import Screened
from planning.schedule.premises import Premises
from planning.schedule.request import ScheduleRequest
from planning.schedule.services import Service
from planning.schedule.slots import Slots

# Two weeks after care pages (67 % bruise, 26 % of these for more than a week); the week after wounds is ours.
EVENT_INJECTED_DAYS, EVENT_WOUND_DAYS = 14, 7


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that keeps an item from a day.

    Attributes:
        why: code of `Unplaced`.
        text: part of a sentence.
        keeps: whether it keeps the item from a day.
    """

    why: str
    text: str
    keeps: Callable[[date], bool]


@dataclass(frozen=True)
class Calendar:
    """The days of a request, for each of its items."""

    request: ScheduleRequest
    premises: Premises
    services: tuple[Service, ...]
    screened: Screened
    slots: Slots

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(self.request.start + timedelta(n) for n in range(self.request.horizon_days + 1))

    def allowed(self, index: int) -> tuple[int, ...]:
        """Days from the start on which an item can be done for itself."""
        barriers = self.barriers(index)
        return tuple(n for n, day in enumerate(self.days) if not any(barrier.keeps(day) for barrier in barriers))

    def barriers(self, index: int) -> tuple[Barrier, ...]:
        """What can keep an item from a day; the cheap ones to ask first."""
        return (*self._of_client(index), *self._of_place(index))

    def _of_client(self, index: int) -> Iterator[Barrier]:
        r, service = self.request, self.services[index]
        taken = {visit.date for visit in r.fixed}
        yield Barrier("closed", "days without visits", lambda day: day in r.blackout)
        yield Barrier("away", "days away", lambda day: any(away.first <= day <= away.last for away in r.profile.away))
        yield Barrier("no_slot", "days of visits that stand", lambda day: day in taken)
        off = {day for name, day in r.not_on if name == service.id}
        yield Barrier("no_slot", "days that are ruled out for it", lambda day: day in off)
        for event in r.profile.events:
            shown = max(service.downtime_days, _margin(service))
            yield Barrier("event", f"the days before {event.name}", _before(event.on, shown))
        for day, text in self.waits(index):
            yield Barrier("earliest_day", f"the days before {day} ({text.rstrip('.')})", _until(day))

    def waits(self, index: int) -> tuple[tuple[date, str], ...]:
        """Days before which an item is not done, each with why."""
        r, name = self.request, self.services[index].id
        reason = dict(r.reasons).get(name, "an earliest day was set")
        asked = [(day, reason) for item, day in r.earliest if item == name]
        held = self.screened.earliest.get(index)
        return (*asked, held) if held else tuple(asked)

    def _full(self, alone: frozenset[int], day: date) -> bool:
        """Booked out, though the place is open and somebody may give it."""
        (index,) = alone
        open_ = self.premises.hours.on(day) and self.premises.able(self.services[index], day)
        return bool(open_) and self.slots.find(alone, day) is None

    def _of_place(self, index: int) -> Iterator[Barrier]:
        service, place = self.services[index], self.premises
        yield Barrier("closed", "closed days", lambda day: not place.hours.on(day))
        yield Barrier(
            "nobody_licensed", "days on which nobody here may give it", lambda day: not place.able(service, day)
        )
        alone = frozenset({index})
        yield Barrier("fully_booked", "days without a free slot", lambda day: self._full(alone, day))


def _margin(service: Service) -> int:
    """Days before an event on which nothing is begun that may bruise or flake for longer than is usual."""
    if "injectable" in service.treatment.called:
        return EVENT_INJECTED_DAYS
    return EVENT_WOUND_DAYS if service.wounds else 1


def _before(event: date, shown: int) -> Callable[[date], bool]:
    return lambda day: event - timedelta(shown) < day <= event


def _until(first: date) -> Callable[[date], bool]:
    return lambda day: day < first
