"""Days that visits of two items can share. Visits alike share the same, so that each is asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planning.schedule.days import Calendar


@dataclass(frozen=True, slots=True)
class Shared:
    """Attributes:
    common: days that both may have.
    fits: those of them that hold one block of both.
    """

    common: tuple[int, ...]
    fits: tuple[int, ...]


class SharedDays:
    """Of a calendar: a block depends on the day, and not on the visit's number."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[frozenset[int], tuple[int, ...], tuple[int, ...]], Shared] = {}

    def of(self, services: frozenset[int], some: Sequence[int], others: Sequence[int]) -> Shared:
        """Of two items by index, each visit with the days that it may have."""
        key = services, tuple(some), tuple(others)
        if key not in self._known:
            common = tuple(sorted(set(some) & set(others)))
            slots, days = self._calendar.slots, self._calendar.days
            self._known[key] = Shared(common, tuple(n for n in common if slots.find(services, days[n]) is not None))
        return self._known[key]
