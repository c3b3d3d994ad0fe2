"""What a schedule comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planning.plan import PlannedVisit


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Visits of an item that have no day, and why.

    Attributes:
        item: its id; `numbers` of its visits.
        why: stable code: `not_in_library`, `zone_not_served`, `home_care`, `blocked`, `not_offered`,
            `nobody_licensed`, `no_room`, `no_device`, `downtime`, `earliest_day`, `away`, `event`, `closed`,
            `fully_booked`, `no_slot`, `horizon`, `visits_a_month`, `spacing`.
        text: one sentence.
    """

    item: str
    numbers: tuple[int, ...]
    why: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Objective:
    """What is made as small as can be, the first first; see the package.

    Attributes:
        unplaced_primary, unplaced: visits without a day, of primary items and of all.
        changes: visits that a former plan had on another day; 0 where there is none.
        waited_days: over all series, beyond the longest interval and a week's grace; and over primary items, from
            `start` to the first visit. A day of either weighs the same, so that no start waits months for a series in
            time.
        days: on which the client comes.
        finish: days from `start` to the last visit.
        sum_days: days from `start`, over all items and visits.
    """

    unplaced_primary: int = 0
    unplaced: int = 0
    changes: int = 0
    waited_days: int = 0
    days: int = 0
    finish: int = 0
    sum_days: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A visit of an item that a former plan had otherwise; None where it had no day, or has none any more."""

    item: str
    was: date | None
    now: date | None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A schedule, proposed and never booked.

    Attributes:
        visits: by day and time, the fixed ones included, numbered from 1. Where a day takes more than one room or
            provider, it has more than one visit, back to back.
        status: proven optimal; feasible, with the gap; or none where nothing could be placed.
        gap: 0 to 1, of the first part of the objective that was not proven.
        unplaced: what has no day.
        notes: one sentence each, to the provider.
        moved: against a former plan.
    """

    visits: tuple[PlannedVisit, ...]
    status: Literal["optimal", "feasible", "none"]
    gap: float
    objective: Objective
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
