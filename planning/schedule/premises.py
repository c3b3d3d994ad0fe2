"""Who and what is there on a day, and when. Minutes count from midnight, in the location's own time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from planning.practice import Device, Room, Span
from planning.schedule.request import Busy, ScheduleRequest
from planning.schedule.services import Service

Times = tuple[tuple[int, int], ...]  # from and to, apart and in order


@dataclass(frozen=True, slots=True)
class Day:
    """When everybody and everything is free. Two days alike are the same to a schedule, so that it can be a key.

    Attributes:
        open: the location's hours.
        providers, rooms, devices: free times by the order of the practice's own lists.
        licences: how many licences have run out.
    """

    open: Times
    providers: tuple[Times, ...]
    rooms: tuple[Times, ...]
    devices: tuple[Times, ...]
    licences: int


def minute(at: time) -> int:
    return at.hour * 60 + at.minute


def clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


class Premises:
    """A location over the days of a request."""

    def __init__(self, request: ScheduleRequest) -> None:
        self.practice, self.library = request.practice, request.library
        location = request.practice.location
        self.hours, self.state = location.hours, location.state
        self.rooms: tuple[Room, ...] = location.rooms
        self.devices: tuple[Device, ...] = location.devices
        self.providers = request.practice.providers
        self._expiries = sorted({licence.expires for p in self.providers for licence in p.licences})
        self._busy: dict[date, list[Busy]] = defaultdict(list)
        for busy in (*request.busy, *_of_fixed(request)):
            self._busy[busy.on].append(busy)
        self._able: dict[tuple[str, int], tuple[int, ...]] = {}

    def day(self, on: date) -> Day:
        """As it stands, bookings taken away."""
        spans = _times(self.hours.on(on))
        busy = self._busy.get(on, [])
        present = (_both(spans, _times(p.hours.on(on))) if p.hours else spans for p in self.providers)
        return Day(
            open=spans,
            providers=tuple(_less(s, busy, "provider", p.id) for s, p in zip(present, self.providers, strict=True)),
            rooms=tuple(_less(spans, busy, "room", room.id) for room in self.rooms),
            devices=tuple(_less(spans, busy, "device", device.id) for device in self.devices),
            licences=bisect_left(self._expiries, on),
        )

    def able(self, service: Service, on: date) -> tuple[int, ...]:
        """Who may give it on a day, by index; a licence's last day still counts."""
        key = (service.treatment.id, bisect_left(self._expiries, on))
        if key not in self._able:
            names = {p.id for p in self.practice.providers_for(service.treatment.id, self.library, on)}
            self._able[key] = tuple(i for i, p in enumerate(self.providers) if p.id in names)
        return self._able[key]

    def fit_rooms(self, service: Service) -> tuple[int, ...]:
        """Rooms fit for its kind, by index."""
        kind = service.treatment.kind
        return tuple(i for i, room in enumerate(self.rooms) if not room.kinds or kind in room.kinds)

    def fit_devices(self, service: Service, room: int) -> tuple[int, ...]:
        """Devices of the kind it needs that can be used in a room, by index."""
        name = self.rooms[room].id
        alike = ((i, device) for i, device in enumerate(self.devices) if device.kind == service.device)
        return tuple(i for i, device in alike if not device.rooms or name in device.rooms)


def _of_fixed(request: ScheduleRequest) -> Iterable[Busy]:
    """Fixed visits still to come take their provider, room and devices, whether the calendar knows of them or not."""
    for visit in request.fixed:
        if visit.start is None:
            continue
        end = clock(min(minute(visit.start) + visit.minutes, 24 * 60 - 1))
        if visit.provider:
            yield Busy("provider", visit.provider, visit.date, visit.start, end)
        if visit.room:
            yield Busy("room", visit.room, visit.date, visit.start, end)
        yield from (Busy("device", item.device, visit.date, visit.start, end) for item in visit.items if item.device)


def _times(spans: Iterable[Span]) -> Times:
    return tuple((minute(span.opens), minute(span.closes)) for span in spans)


def _both(some: Times, others: Times) -> Times:
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return tuple((start, end) for start, end in pairs if start < end)


def _less(free: Times, busy: Iterable[Busy], kind: str, name: str) -> Times:
    for taken in (each for each in busy if each.kind == kind and each.id == name):
        start, end = minute(taken.start), minute(taken.end)
        pieces = (piece for a, b in free for piece in ((a, min(b, start)), (max(a, end), b)))
        free = tuple((a, b) for a, b in pieces if a < b) if start < end else free
    return free
