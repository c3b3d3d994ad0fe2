"""What an item takes: minutes, a device, days without being seen, days between its visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planning.library import Library, Range, Treatment
from planning.plan import PlanItem
from planning.practice import Practice
from planning.rules import Item
from planning.screening import Planned

# Ours, where neither the menu nor the library says: an hour, four weeks, and two weeks until nothing is to be seen.
_MINUTES, _INTERVAL_DAYS, _DOWNTIME_DAYS = 60, 28, 14
_WOUNDING = {"needling", "peel", "light", "laser", "tightening", "hair_removal"}


@dataclass(frozen=True, slots=True)
class Service:
    """One item of a plan as it is scheduled.

    Attributes:
        item, treatment: of the plan and of the library.
        line: as rules see it, without a day.
        minutes: booked: the menu's, else the library's longest.
        downtime_days: until nothing is to be seen: the library's longest, for an event must be safe.
        least_downtime_days: the library's shortest; what a client's tolerance is held against, for the provider and
            the client settle what lies between.
        healed_days: until the skin is healed at the earliest; another day's treatment of the same skin waits for it.
        wounds: it leaves the surface to heal, and no needle's point alone: such treatments share skin on one day only
            where the library speaks of the two.
        interval: days from one visit of the series to the next.
        device: kind it needs; empty for none.
    """

    item: PlanItem
    treatment: Treatment
    line: Item
    minutes: int
    downtime_days: int
    least_downtime_days: int
    healed_days: int
    wounds: bool
    interval: Range
    device: str

    @property
    def id(self) -> str:
        return self.item.id

    def planned(self) -> Planned:
        return Planned(treatment=self.item.treatment, zones=self.item.zones, product=self.item.product)


def service(item: PlanItem, practice: Practice, library: Library) -> Service:
    """An item as it is scheduled.

    Raises:
        TreatmentUnknownError: the library does not hold it.
        ZoneNotServedError: it is not offered in one of the zones.
    """
    treatment = library.treatment(item.treatment)
    line = Planned(treatment=item.treatment, zones=item.zones, product=item.product).item(library)
    times, entry = treatment.times, practice.entry(item.treatment)
    shown = times.downtime_days or times.recovery_days
    by_menu = entry.minutes if entry else None
    return Service(
        item=item,
        treatment=treatment,
        line=line,
        minutes=by_menu or (times.minutes.high if times.minutes else _MINUTES),
        downtime_days=shown.high if shown else _longest_of_kind(treatment, library.treatments.values()),
        least_downtime_days=shown.low if shown else 0,
        healed_days=times.recovery_days.low if times.recovery_days else 0,
        wounds=treatment.kind in _WOUNDING and bool(shown and shown.high),
        interval=_interval(treatment),
        device=treatment.device.kind if treatment.device else "",
    )


def _longest_of_kind(treatment: Treatment, all_of_them: Iterable[Treatment]) -> int:
    """Where no source gives the downtime: the longest known of the same kind."""
    alike = (other.times.downtime_days for other in all_of_them if other.kind == treatment.kind)
    return max((days.high for days in alike if days), default=_DOWNTIME_DAYS)


def _interval(treatment: Treatment) -> Range:
    series = treatment.series
    return series.interval_days or series.retreat_days or Range(low=_INTERVAL_DAYS, high=_INTERVAL_DAYS)
