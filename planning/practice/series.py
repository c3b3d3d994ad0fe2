"""A vetted series as lines of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from planning.library import Library
from planning.practice.offers import SeriesTemplate
from planning.rules import zone_kind
from planning.screening import Planned


def instantiate(
    template: SeriesTemplate, library: Library, zones: Iterable[str], first: date | None
) -> tuple[Planned, ...]:
    """Lines of a series, visit by visit.

    Args:
        template: of the practice.
        library: says where each treatment is offered.
        zones: zone names or kinds; of them each treatment takes those where it is offered, all of them when none is.
        first: day of the first visit; None leaves every day open.
    """
    lines, day, wanted = [], first, tuple(zones)
    for visit in template.visits:
        day = day and day + timedelta(visit.days_after_previous)
        for name in visit.treatments:
            offered = library.treatment(name).zones
            served = tuple(zone for zone in wanted if zone_kind(zone) in offered)
            lines.append(Planned(treatment=name, zones=served, on=day))
    return tuple(lines)
