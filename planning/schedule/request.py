"""What a schedule is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from planning.findings import Finding
from planning.library import Library
from planning.plan import PlanItem, PlannedVisit
from planning.practice import Practice, SeriesTemplate
from planning.profile import Profile
from planning.rules import Classes
from planning.screening import Planned

# Ours: a vetted series says how near its visits may be, and not how far; beyond two weeks more it is no series.
SERIES_LATE_DAYS = 14

Resource = Literal["provider", "room", "device"]


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody or something that is booked already, in the location's own time."""

    kind: Resource
    id: str
    on: date
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Link:
    """One visit of an item comes after one of another, or of the same.

    Between consecutive visits of one item it stands in place of the library's interval; gaps hold beside it.

    Attributes:
        earlier, later: ids of items, each with the number of its visit, from 1.
        min_days: at least so many days lie between; 0 lets them share a day.
        max_days: more than that is late; None sets no end.
        why: to the provider.
    """

    earlier: tuple[str, int]
    later: tuple[str, int]
    min_days: int = 0
    max_days: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """All that decides when what can be done. Nothing else is looked at.

    Attributes:
        items: the most important first.
        today: the day the question is asked; rules are held against it.
        start: first day on which a visit may be.
        horizon_days: after `start`; nothing is placed beyond.
        primary: ids of items that come first where not all can be placed, and begin as early as can be.
        links: beside the library's intervals and gaps, as of a vetted template.
        busy: what is booked.
        fixed: visits that took place or must not move; their items count as done, and nothing is added to their days.
        beside: lines that are screened with the plan and take no visit: home care.
        blackout: days without visits, beside the location's closed days and the client's days away.
        not_on: days on which an item by id must not be.
        put_off: visits, by item and number, that a person asked not to have before a day.
        earliest: of an item by id, where something else than the library asks for it.
        reasons: why, of an item by id; the last is that of the latest day.
        visits_a_month: at most, by calendar month.
        longest_visit_minutes: what is put on one day for the client; an item that takes longer has a day for itself.
        grid_minutes: a visit starts at a multiple of it.
        effort: deterministic seconds of search, over all; the same on every machine.
    """

    items: tuple[PlanItem, ...]
    practice: Practice = field(repr=False)
    library: Library = field(repr=False)
    profile: Profile = field(repr=False)
    classes: Classes = field(repr=False)
    today: date
    start: date
    horizon_days: int = 365
    primary: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    busy: tuple[Busy, ...] = ()
    fixed: tuple[PlannedVisit, ...] = ()
    beside: tuple[Planned, ...] = ()
    findings: tuple[Finding, ...] | None = None
    blackout: frozenset[date] = frozenset()
    not_on: tuple[tuple[str, date], ...] = ()
    put_off: tuple[tuple[str, int, date], ...] = ()
    earliest: tuple[tuple[str, date], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    visits_a_month: int | None = None
    longest_visit_minutes: int = 180
    grid_minutes: int = 15
    effort: float = 0.3


def template_links(template: SeriesTemplate, items: Sequence[PlanItem]) -> tuple[Link, ...]:
    """A vetted series' own days, as links between the items that carry it: of each treatment, the first item.

    Every visit follows the first treatment of the visit before, and an item's own visits keep the days that add up.
    """
    by_treatment = {item.treatment: item.id for item in reversed(items)}
    last: dict[str, tuple[int, int]] = {}  # of an item: number and day of its latest visit
    before: tuple[str, int] | None = None
    links: list[Link] = []
    day = 0
    for visit in template.visits:
        day += visit.days_after_previous
        names = [by_treatment[name] for name in visit.treatments if name in by_treatment]
        for name in names:
            number, was = last.get(name, (0, day))
            if number:
                links.append(_in_series((name, number), (name, number + 1), day - was, template.title))
            if before and before[0] != name:
                links.append(_in_series(before, (name, number + 1), visit.days_after_previous, template.title))
            last[name] = (number + 1, day)
        before = (names[0], last[names[0]][0]) if names else before
    return tuple(links)


def _in_series(earlier: tuple[str, int], later: tuple[str, int], days: int, why: str) -> Link:
    return Link(earlier, later, days, days + SERIES_LATE_DAYS, why)
