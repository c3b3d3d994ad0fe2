"""One arrival of the client: what people call a visit, though several providers or rooms may share it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from planning.plan.visits import PlannedVisit, VisitItem

LONGEST_WAIT = datetime.timedelta(minutes=60)  # ours: who waits longer goes away and comes again


@dataclass(frozen=True, slots=True)
class Attendance:
    """Visits of one day that follow each other.

    Attributes:
        number: of the plan, from 1; what documents show.
        stops: by time; each with its own provider and room.
    """

    number: int
    stops: tuple[PlannedVisit, ...]

    @property
    def date(self) -> datetime.date:
        return self.stops[0].date

    @property
    def start(self) -> datetime.time | None:
        """None where no time is held."""
        return self.stops[0].start

    @property
    def items(self) -> tuple[VisitItem, ...]:
        return tuple(item for stop in self.stops for item in stop.items)

    @property
    def minutes(self) -> int:
        """From arrival to the end of the last stop, waiting included; the treatments alone where no time is held."""
        ends = [end for stop in self.stops if (end := _end(stop))]
        if len(ends) < len(self.stops):
            return sum(stop.minutes for stop in self.stops)
        return int((max(ends) - _begin(self.stops[0])).total_seconds()) // 60

    @property
    def downtime_until(self) -> datetime.date | None:
        """First day on which nothing of it is to be seen, as far as that is known; None where it is of no stop."""
        return max((stop.downtime_until for stop in self.stops if stop.downtime_until), default=None)

    @property
    def done(self) -> bool:
        """All of it took place."""
        return all(stop.done for stop in self.stops)


def attendances(timeline: Iterable[PlannedVisit]) -> tuple[Attendance, ...]:
    """By day and arrival, numbered from 1."""
    arrivals: list[list[PlannedVisit]] = []
    for visit in sorted(timeline, key=lambda each: (each.date, each.start or datetime.time.max, each.number)):
        if arrivals and _follows(arrivals[-1][-1], visit):
            arrivals[-1].append(visit)
        else:
            arrivals.append([visit])
    return tuple(Attendance(number, tuple(stops)) for number, stops in enumerate(arrivals, 1))


def _follows(before: PlannedVisit, visit: PlannedVisit) -> bool:
    """On the same day without going away. What has no time joins what is there."""
    if before.date != visit.date:
        return False
    end = _end(before)
    return end is None or visit.start is None or _begin(visit) - end <= LONGEST_WAIT


def _begin(visit: PlannedVisit) -> datetime.datetime:
    return datetime.datetime.combine(visit.date, visit.start or datetime.time())


def _end(visit: PlannedVisit) -> datetime.datetime | None:
    return None if visit.start is None else _begin(visit) + datetime.timedelta(minutes=visit.minutes)
