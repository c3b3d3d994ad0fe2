"""Visits wait until what the client uses at home has rested for as long as the library asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planning.home_care import last_uses
from planning.library import Library
from planning.plan import PlanItem
from planning.profile import Profile
from planning.rules import Classes


@dataclass(frozen=True, slots=True)
class Wait:
    """Attributes:
    item: by id.
    until: its first day.
    why: of which product, and how long it rests.
    """

    item: str
    until: date
    why: str


def rested(
    items: Iterable[PlanItem], profile: Profile, classes: Classes, library: Library, today: date
) -> Iterator[Wait]:
    """Items that must wait, if the client stops today: by the longest rest of all that is used at home.

    Days are those of the client's phototype, and those of a protocol where it asks for more than the library.
    """
    for item in items:
        waits = list(_of(item, profile, classes, library, today))
        if waits:
            yield max(waits, key=lambda wait: wait.until)


def _of(item: PlanItem, profile: Profile, classes: Classes, library: Library, today: date) -> Iterator[Wait]:
    for pause in (sourced.part for sourced in library.pauses(library.treatment(item.treatment).called)):
        days = pause.before(profile.phototype.type)
        for name, last in last_uses(pause, profile, classes, library, today).items():
            if last + timedelta(days) > today:
                yield Wait(item.id, last + timedelta(days), f"{name} is left out for {days} days before it.")
