"""What is done at one go on a day: in which order, by whom, in which rooms, from when. Small enough to be searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, permutations

from planning.schedule.premises import Day, Premises, Times
from planning.schedule.services import Service
from planning.schedule.spacing import Spacing

_PERMUTED = 4  # so many items are tried in every order, more of them in one


@dataclass(frozen=True, slots=True)
class Place:
    """Of one item on a day: minutes from midnight, and indices of the practice's lists; no device is -1."""

    service: int
    start: int
    end: int
    provider: int
    room: int
    device: int = -1


Block = tuple[Place, ...]  # one after another, without a break
_Team = tuple[Sequence[int], Sequence[int]]  # providers and rooms that may be chosen


class Slots:
    """Blocks of items on the days of a location.

    Args:
        premises: of the request.
        services: the items.
        spacings: of pairs of items by index, the lower first; says their order on a day.
        grid: minutes; a block starts at a multiple of it.
        longest: minutes of a block of more than one item.
    """

    def __init__(
        self,
        premises: Premises,
        services: Sequence[Service],
        spacings: Mapping[tuple[int, int], Spacing],
        grid: int,
        longest: int,
    ) -> None:
        self._longest = longest
        self._premises, self._services, self._spacings, self._grid = premises, services, spacings, grid
        self._days: dict[date, tuple[int, Day]] = {}
        self._alike: dict[Day, int] = {}
        self._found: dict[tuple[frozenset[int], int], Block | None] = {}
        self._rooms = [premises.fit_rooms(service) for service in services]

    def find(self, items: frozenset[int], on: date) -> Block | None:
        """The first block that fits: with one provider in one room, else in several rooms, else by several providers.

        None where none does.
        """
        number, day = self._day(on)
        key = (items, number)
        if key not in self._found:
            self._found[key] = next(self._blocks(items, on, day), None)
        return self._found[key]

    def again(self, items: frozenset[int], on: date, was: Block) -> Block | None:
        """A block that starts when a former one did, with the same people, and in the same rooms as far as it goes."""
        _, day = self._day(on)
        if len(items) > 1 and sum(self._services[i].minutes for i in items) > self._longest:
            return None
        ways = [order for order in self._orders(items) if order[0] == was[0].service]
        people = list(dict.fromkeys(place.provider for place in was))
        rooms = list(dict.fromkeys(place.room for place in was))
        teams: list[_Team] = [(people, rooms), (people, range(len(self._premises.rooms)))]
        tries = (self._block(order, was[0].start, on, day, team) for team in teams for order in ways)
        return next((block for block in tries if block), None)

    def _day(self, on: date) -> tuple[int, Day]:
        if on not in self._days:
            day = self._premises.day(on)
            self._days[on] = (self._alike.setdefault(day, len(self._alike)), day)
        return self._days[on]

    def _blocks(self, items: frozenset[int], on: date, day: Day) -> Iterator[Block]:
        orders = list(self._orders(items))
        length = sum(self._services[i].minutes for i in items)
        if len(items) > 1 and length > self._longest:
            return
        starts = [s for a, b in day.open for s in range(-(-a // self._grid) * self._grid, b - length + 1, self._grid)]
        for teams in self._teams(items, on):
            for start in starts:
                for order in orders:
                    for team in teams:
                        if block := self._block(order, start, on, day, team):
                            yield block

    def _teams(self, items: frozenset[int], on: date) -> Iterator[list[_Team]]:
        """The fewest people and rooms first."""
        able = [set(self._premises.able(self._services[i], on)) for i in items]
        fit = [set(self._rooms[i]) for i in items]
        everybody, rooms = sorted(set.union(*able)), sorted(set.union(*fit))
        one_each = sorted(set.intersection(*able))
        yield [([p], [r]) for p in one_each for r in sorted(set.intersection(*fit))]
        if len(items) > 1:
            yield [([p], rooms) for p in one_each]
            yield [(everybody, rooms)]

    def _orders(self, items: frozenset[int]) -> Iterator[tuple[int, ...]]:
        """Orders in which no item comes before one that must precede it, the plan's own first."""
        by_rank = sorted(items, key=lambda i: (sum(self._must(j, i) for j in items), i))
        orders: Iterable[tuple[int, ...]] = permutations(sorted(items))
        if len(items) > _PERMUTED:
            orders = (tuple(by_rank),)
        yield from (way for way in orders if not any(self._must(b, a) for k, a in enumerate(way) for b in way[k + 1 :]))

    def _must(self, first: int, second: int) -> bool:
        """Whether of two on one day the first has to precede."""
        if first == second:
            return False
        order = self._spacings[min(first, second), max(first, second)].order
        return order == ("first_first" if first < second else "second_first")

    def _block(self, order: Sequence[int], start: int, on: date, day: Day, team: _Team) -> Block | None:
        places: list[Place] = []
        for i in order:
            end = start + self._services[i].minutes
            place = self._place(i, start, end, on, day, team, places[-1] if places else None)
            if place is None:
                return None
            places.append(place)
            start = end
        return tuple(places)

    def _place(self, i: int, start: int, end: int, on: date, day: Day, team: _Team, last: Place | None) -> Place | None:
        """The same provider and room as before where that goes, else the first that are free."""
        able = [p for p in self._premises.able(self._services[i], on) if p in team[0]]
        rooms = [r for r in self._rooms[i] if r in team[1]]
        if last:
            able.sort(key=lambda p: p != last.provider)
            rooms.sort(key=lambda r: r != last.room)
        provider = next((p for p in able if _free(day.providers[p], start, end)), None)
        if provider is None:
            return None
        for room in (r for r in rooms if _free(day.rooms[r], start, end)):
            if not self._services[i].device:
                return Place(i, start, end, provider, room)
            fit = self._premises.fit_devices(self._services[i], room)
            device = next((d for d in fit if _free(day.devices[d], start, end)), None)
            if device is not None:
                return Place(i, start, end, provider, room, device)
        return None


def _free(times: Times, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in times)


def stops(block: Block) -> Iterator[Block]:
    """Parts of a block with one provider in one room: each is a visit of the plan."""
    cuts = [0, *(k + 1 for k, (a, b) in enumerate(pairwise(block)) if (a.provider, a.room) != (b.provider, b.room))]
    yield from (block[a:b] for a, b in pairwise([*cuts, len(block)]))
