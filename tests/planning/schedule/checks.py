"""What must hold for any schedule, judged without the scheduler's own code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise

from planning.plan import PlannedVisit, VisitItem
from planning.rules import Level
from planning.schedule import Scheduled, ScheduleRequest
from planning.screening import Planned, screen

Booked = tuple[str, str, datetime, datetime]  # kind, id, from, to


def bookings(visits: tuple[PlannedVisit, ...]) -> Iterator[Booked]:
    for visit in visits:
        assert visit.start is not None
        start = at = datetime.combine(visit.date, visit.start)
        for line in visit.items:
            end = at + timedelta(minutes=line.minutes)
            if line.device:
                yield "device", line.device, at, end
            at = end
        yield "provider", visit.provider, start, at
        yield "room", visit.room, start, at
        yield "client", "", start, at


def new(request: ScheduleRequest, found: Scheduled) -> tuple[PlannedVisit, ...]:
    """Visits that were decided, without those that stand."""
    standing = [visit.model_copy(update={"number": 1}) for visit in request.fixed]
    return tuple(v for v in found.visits if v.model_copy(update={"number": 1}) not in standing)


def double_bookings(request: ScheduleRequest, found: Scheduled) -> list[object]:
    taken = [(b.kind, b.id, datetime.combine(b.on, b.start), datetime.combine(b.on, b.end)) for b in request.busy]
    mine = list(bookings(new(request, found)))
    pairs = [*combinations(mine, 2), *((a, b) for a in mine for b in taken)]
    return [(a, b) for a, b in pairs if a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3]]


def wrong_days(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Closed, away, blacked out, outside the horizon, outside hours, off the grid, or before an event."""
    hours, profile = request.practice.location.hours, request.profile
    last = request.start + timedelta(request.horizon_days)
    wrong: list[object] = []
    for visit in new(request, found):
        assert visit.start is not None
        end = (datetime.combine(visit.date, visit.start) + timedelta(minutes=visit.minutes)).time()
        open_ = any(span.opens <= visit.start and end <= span.closes for span in hours.on(visit.date))
        away = any(each.first <= visit.date <= each.last for each in profile.away)
        if not open_ or away or visit.date in request.blackout or not request.start <= visit.date <= last:
            wrong.append(visit)
    return wrong


def seen_at_events(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Visits that show on the day of an event, by the library's longest downtime."""
    return [
        (event, visit)
        for event in request.profile.events
        for visit in new(request, found)
        for line in visit.items
        if visit.date <= event.on < visit.date + timedelta(max(_shown(request, line), 1))
    ]


def _shown(request: ScheduleRequest, line: VisitItem) -> int:
    times = request.library.treatments[line.treatment].times
    return times.downtime_days.high if times.downtime_days else 0


def unlicensed(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Lines whose provider may not give them on that day."""
    able = request.practice.providers_for
    return [
        (visit, line)
        for visit in new(request, found)
        for line in visit.items
        if visit.provider not in {p.id for p in able(line.treatment, request.library, visit.date)}
    ]


def unfit(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Lines in a room not fit for them, or without the device they need."""
    rooms = {room.id: room for room in request.practice.location.rooms}
    devices = {device.id: device for device in request.practice.location.devices}
    wrong: list[object] = []
    for visit in new(request, found):
        for line in visit.items:
            treatment, room = request.library.treatments[line.treatment], rooms[visit.room]
            fits = not room.kinds or treatment.kind in room.kinds
            if treatment.device:
                device = devices[line.device]
                fits = fits and device.kind == treatment.device.kind and room.id in (device.rooms or (room.id,))
            if not fits:
                wrong.append((visit, line))
    return wrong


def near(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Blocks and holds of the dated plan that are not there on every day: those of gaps, and those that time ends."""
    far = found.visits[-1].date + timedelta(4000) if found.visits else request.start
    lines = [
        Planned(treatment=line.treatment, zones=line.zones, on=visit.date)
        for visit in found.visits
        for line in visit.items
    ]
    later = [line.model_copy(update={"on": far + timedelta(400 * n)}) for n, line in enumerate(lines)]
    lasting = {(v.treatment, v.rule) for v in _held(request, later)}
    return [v for v in _held(request, lines) if (v.treatment, v.rule) not in lasting or v.until is not None]


def _held(request: ScheduleRequest, lines: list[Planned]) -> list[object]:
    found = screen(
        request.profile,
        lines,
        library=request.library,
        classes=request.classes,
        today=request.today,
        policy=request.practice.policy,
    )
    return [verdict for verdict in found if verdict.level >= Level.HOLD]


def short_intervals(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Visits of one item nearer than the library's interval, where no link sets another; or out of order."""
    linked = {(link.earlier, link.later) for link in request.links}
    days: dict[str, list[tuple[int, date]]] = defaultdict(list)
    for visit in found.visits:
        for line in visit.items:
            days[line.item].append((line.number, visit.date))
    wrong: list[object] = []
    for item in request.items:
        series = request.library.treatments[item.treatment].series.interval_days
        ordered = sorted(days[item.id])
        for (n, first), (m, second) in pairwise(ordered):
            low = 1 if ((item.id, n), (item.id, m)) in linked or series is None else series.low
            if (second - first).days < low:
                wrong.append((item.id, first, second))
    return wrong


def broken_links(request: ScheduleRequest, found: Scheduled) -> list[object]:
    on = {(line.item, line.number): visit.date for visit in found.visits for line in visit.items}
    return [
        link
        for link in request.links
        if link.earlier in on and link.later in on and (on[link.later] - on[link.earlier]).days < link.min_days
    ]


def crowded_months(request: ScheduleRequest, found: Scheduled) -> list[object]:
    if request.visits_a_month is None:
        return []
    months: dict[tuple[int, int], set[date]] = defaultdict(set)
    for visit in found.visits:
        months[visit.date.year, visit.date.month].add(visit.date)
    decided = {(v.date.year, v.date.month) for v in new(request, found)}
    return [month for month, days in months.items() if month in decided and len(days) > request.visits_a_month]


def unaccounted(request: ScheduleRequest, found: Scheduled) -> list[object]:
    """Visits of items that are neither placed nor explained, or both."""
    placed = [(line.item, line.number) for visit in found.visits for line in visit.items]
    missing = [(each.item, number) for each in found.unplaced for number in each.numbers]
    wanted = {(item.id, n) for item in request.items for n in range(1, item.visits + 1)}
    standing = {(line.item, line.number) for visit in request.fixed for line in visit.items}
    return sorted((wanted | standing) ^ set(placed + missing)) + [x for x in placed if placed.count(x) > 1]


ALL = (
    double_bookings,
    wrong_days,
    seen_at_events,
    unlicensed,
    unfit,
    near,
    short_intervals,
    broken_links,
    crowded_months,
    unaccounted,
)


def wrong(request: ScheduleRequest, found: Scheduled) -> dict[str, list[object]]:
    """By check; empty where all is well."""
    return {check.__name__: faults for check in ALL if (faults := check(request, found))}
