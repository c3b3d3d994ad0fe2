"""A plan's visits as what is to be shown over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from planning.library import Library
from planning.plan_visits.document import PlanItem, PlanVisits
from planning.plan_visits.facts import series_visits, treatment_effects
from planning.rules import WHOLE_FACE
from simulation.effects import LEVELS, Level
from simulation.intended import Asked, Intended, intend, reach


@dataclass(frozen=True, slots=True)
class NotShown:
    """What a plan holds and no projection shows.

    Attributes:
        treatment: id.
        zone: as the plan names it; empty where the whole treatment is not shown.
        reason: a sentence or part of one.
    """

    treatment: str
    zone: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A plan over time; days count from the day of the photo.

    Attributes:
        intended: each at the peak of its own; see `time_points` and `seen_at`.
        not_shown: without repetition, in the plan's order.
    """

    intended: tuple[Intended, ...]
    not_shown: tuple[NotShown, ...]


@dataclass(slots=True)
class _Place:
    """What a plan does with one treatment in one zone."""

    days: set[int] = field(default_factory=set)
    levels: set[Level] = field(default_factory=set)

    @property
    def level(self) -> Level:
        return min(self.levels, key=LEVELS.index)


def planned_outcomes(plan: PlanVisits, library: Library, photo_on: date) -> Outcomes:
    """What of a plan can be shown on a photo.

    Visits before the day of the photo are left out: what they did is in the picture. Where a plan gives one treatment
    in one zone at several levels, the lowest is shown.

    Raises:
        TreatmentUnknownError, ZoneUnknownError, ZoneNotServedError: of an item.
    """
    places: dict[tuple[str, str], _Place] = defaultdict(_Place)
    not_shown: dict[NotShown, None] = {}
    for day, item in _items(plan, photo_on):
        facts = treatment_effects(library.treatment(item.treatment))
        found = reach(facts, [zone for zone in item.zones if zone != WHOLE_FACE])
        if not facts.effects:
            not_shown[NotShown(facts.id, "", facts.not_projected)] = None
            continue
        not_shown |= dict.fromkeys(NotShown(facts.id, zone, why) for zone, why in found.without.items())
        for zone in found.zones:
            places[facts.id, zone].days.add(day)
            places[facts.id, zone].levels.add(item.level)
    return Outcomes(tuple(_intended(places, library)), tuple(not_shown))


def _items(plan: PlanVisits, photo_on: date) -> Iterator[tuple[int, PlanItem]]:
    for visit in sorted(plan.visits, key=lambda each: each.date):
        day = (visit.date - photo_on).days
        if day >= 0:
            yield from ((day, item) for item in visit.items)


def _intended(places: dict[tuple[str, str], _Place], library: Library) -> Iterable[Intended]:
    """One for all zones that a treatment reaches on the same days at the same level."""
    alike: dict[tuple[str, tuple[int, ...], Level], list[str]] = defaultdict(list)
    for (name, zone), place in places.items():
        alike[name, tuple(sorted(place.days)), place.level].append(zone)
    for (name, days, level), zones in alike.items():
        treatment = library.treatment(name)
        asked = Asked(name, tuple(zones), level)
        yield intend(treatment_effects(treatment), asked, visits=days, series=series_visits(treatment, len(days)))
