"""All that rules may look at: what was told, what was seen, what is planned, and which day it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from planning.findings import Finding
from planning.profile import Profile
from planning.rules.item import Item

Classes = Callable[[str], frozenset[str] | None]  # of a medicine as named; None when the name is not known


@dataclass(frozen=True, slots=True)
class Case:
    """One client on one day.

    Attributes:
        profile: as told.
        planned: every line of the plan, home care included.
        past: treatments that were given.
        past_open: what of them is not known; empty when the client was asked for all.
        findings: of the photo, None where there is none.
        today: the day the question is asked.
        classes: the medicines dictionary.
    """

    profile: Profile
    planned: tuple[Item, ...]
    past: tuple[Item, ...]
    past_open: tuple[str, ...]
    findings: tuple[Finding, ...] | None
    today: date
    classes: Classes

    def day(self, item: Item) -> date:
        """When an item takes place: while it is not scheduled, the earliest day, on which least time has passed."""
        return item.on or self.today

    def others(self, item: Item) -> tuple[Item, ...]:
        """The plan's other lines. The same line twice is two lines."""
        index = next(i for i, other in enumerate(self.planned) if other is item)
        return self.planned[:index] + self.planned[index + 1 :]
