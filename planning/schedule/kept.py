"""What each barrier keeps from an item, asked of every day once: hundreds of events are hundreds of barriers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planning.schedule.days import Barrier, Calendar


class Kept:
    """The barriers of an item by index, each with the days that it keeps."""

    def __init__(self, calendar: Calendar, index: int) -> None:
        self.barriers = calendar.barriers(index)
        self._days = [
            frozenset(n for n, day in enumerate(calendar.days) if barrier.keeps(day)) for barrier in self.barriers
        ]
        self._count = Counter(n for days in self._days for n in days)
        self._all = range(len(calendar.days))

    def __iter__(self) -> Iterator[tuple[Barrier, frozenset[int]]]:
        return zip(self.barriers, self._days, strict=True)

    def free_without(self, barrier: int) -> tuple[int, ...]:
        """Days from the start that no other barrier keeps."""
        mine = self._days[barrier]
        return tuple(n for n in self._all if self._count[n] == (n in mine))
