"""What is meant for an event, and lasts for weeks only, is given in the week before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planning.drafting.rested import Wait
from planning.library import Library
from planning.plan import PlanItem
from planning.profile import Profile

EVENT_GOAL = "event_ready"
_WEEKS_ONLY_DAYS = 28
_WEEK = 7


def for_event(items: Iterable[PlanItem], profile: Profile, library: Library, today: date) -> Iterator[Wait]:
    """First day of single visits that a client wants for the next event."""
    event = min((event for event in profile.events if event.on > today), key=lambda event: event.on, default=None)
    for item in items:
        lasts = library.treatment(item.treatment).outcome.lasts_days
        wanted = any(why.goal == EVENT_GOAL for why in item.why)
        if event and wanted and item.visits == 1 and lasts and lasts.high <= _WEEKS_ONLY_DAYS:
            yield Wait(
                item.id, event.on - timedelta(_WEEK), f"What it does lasts for weeks only; {event.name} is near then."
            )
