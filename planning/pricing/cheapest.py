"""The cheapest valid combination, in whole cents: an integer program, solved to proven optimality.

Each line is paid singly, or singly as a member, or is held by a package. A package is bought at a visit, holds visits
from that day until it expires, and is paid whole, used up or not. One membership at most, joined at one visit and kept
for as long as it is used or its minimum asks. Packages and fees are not discounted. Among what costs the same, the
choice with the fewest purchases is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from planning.practice import Membership, Package
from planning.pricing.lines import Due
from planning.pricing.money import cents, percent_of

_SEED = 7
_LIMIT = 60.0  # deterministic seconds; an instance of 60 lines takes about one
_SIMPLER = 1000  # a cent outweighs so many purchases


@dataclass(frozen=True, slots=True)
class Bought:
    """A package, bought at a visit, with the indices of the lines that it pays for."""

    package: Package
    visit: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A membership, joined at a visit, for so many months, with the indices of the lines that it lowers."""

    membership: Membership
    visit: int
    months: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Attributes:
    packages, membership: see above.
    cents: of everything, taxes included.
    """

    packages: tuple[Bought, ...]
    membership: Joined | None
    cents: int


@dataclass(frozen=True, slots=True)
class Term:
    """A membership from one visit to another.

    Attributes:
        membership: which.
        first, last: places among the visits.
        months: owed.
    """

    membership: Membership
    first: int
    last: int
    months: int


def cheapest(lines: Sequence[Due], packages: Sequence[Package], memberships: Sequence[Membership]) -> Choice:
    """Chooses.

    Lines of one visit are of one day; of visit 0 no day is known.
    """
    program = _Program(lines, packages, memberships)
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = _SEED
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _LIMIT
    status = solver.solve(program.model)
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"prices were not proven cheapest: {solver.status_name(status)}")
    return program.choice(solver)


def member_price(due: Due, membership: Membership) -> int | None:
    """What a member pays for a line before tax, in cents; None where the membership lowers nothing of it."""
    discounts = [percent for name, percent in membership.discount_percent.items() if name in due.called]
    return due.cents - percent_of(due.cents, max(discounts)) if discounts and max(discounts) > 0 else None


def terms(memberships: Sequence[Membership], days: Sequence[date | None]) -> Iterator[Term]:
    """Every membership from every visit to every later one."""
    for membership in memberships:
        for first in range(len(days)):
            for last in range(first, len(days)):
                if (days[first] is None) != (days[last] is None):
                    continue
                months = max(_months(days[first], days[last]), membership.minimum_months)
                yield Term(membership, first, last, months)


def _months(start: date | None, end: date | None) -> int:
    """Months that are owed so that a day is still within them."""
    if start is None or end is None:
        return 1
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if months and end < later(start, months) else months + 1


def later(day: date, months: int) -> date:
    """The same day of a later month, or its last where it is shorter."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(day.day - 1), following - timedelta(1))


class _Program:
    def __init__(self, lines: Sequence[Due], packages: Sequence[Package], memberships: Sequence[Membership]) -> None:
        self._lines = lines
        self.model = cp_model.CpModel()
        by_visit: dict[int, date | None] = {}
        for due in sorted(lines, key=lambda each: each.visit):
            by_visit.setdefault(due.visit, due.on)
        self._visits = list(by_visit)
        self._days = list(by_visit.values())
        self._cost: list[Any] = []  # linear expressions; the solver's own types do not add up
        self._count: list[Any] = []
        self._packages = [(package, place) for package in packages for place in range(len(self._visits))]
        self._bought = [self._new(len(lines), f"package {i}") for i in range(len(self._packages))]
        self._terms = list(terms(memberships, self._days))
        self._joined = [self.model.new_bool_var(f"term {i}") for i in range(len(self._terms))]
        self._held: dict[tuple[int, int], cp_model.IntVar] = {}
        self._lowered: dict[tuple[int, str], cp_model.IntVar] = {}
        self._pay_packages()
        self._pay_memberships(memberships)
        for index, due in enumerate(lines):
            self._pay_line(index, due, memberships)
        self._keep_within_packages()
        self.model.minimize(_SIMPLER * sum(self._cost) + sum(self._count))

    def _new(self, most: int, name: str) -> cp_model.IntVar:
        return self.model.new_int_var(0, most, name)

    def _pay_packages(self) -> None:
        for (package, _), bought in zip(self._packages, self._bought, strict=True):
            self._cost.append(cents(package.price) * bought)
            self._count.append(bought)

    def _pay_memberships(self, memberships: Sequence[Membership]) -> None:
        if self._joined:
            self.model.add_at_most_one(self._joined)
        for term, joined in zip(self._terms, self._joined, strict=True):
            self._cost.append(cents(term.membership.monthly) * term.months * joined)
            self._count.append(joined)

    def _pay_line(self, index: int, due: Due, memberships: Sequence[Membership]) -> None:
        singly = self.model.new_bool_var(f"singly {index}")
        ways = [singly]
        self._cost.append((due.cents + due.taxed(due.cents)) * singly)
        place = self._visits.index(due.visit)
        for membership in memberships:
            price = member_price(due, membership)
            if price is None:
                continue
            lowered = self.model.new_bool_var(f"member {index} {membership.id}")
            active = [
                joined
                for term, joined in zip(self._terms, self._joined, strict=True)
                if term.membership.id == membership.id and term.first <= place <= term.last
            ]
            self.model.add(lowered <= sum(active))
            self._cost.append((price + due.taxed(price)) * lowered)
            self._lowered[index, membership.id] = lowered
            ways.append(lowered)
        for number, (package, start) in enumerate(self._packages):
            if _holds(package, due, start, place, self._days):
                self._held[index, number] = self.model.new_bool_var(f"held {index} {number}")
                ways.append(self._held[index, number])
        self._count.append(singly)
        self.model.add_exactly_one(ways)

    def _keep_within_packages(self) -> None:
        for number, (package, _) in enumerate(self._packages):
            for treatment, visits in _room(package).items():
                inside = [
                    held
                    for (index, other), held in self._held.items()
                    if other == number and self._lines[index].treatment == treatment
                ]
                if inside:
                    self.model.add(sum(inside) <= visits * self._bought[number])

    def choice(self, solver: cp_model.CpSolver) -> Choice:
        bought = tuple(self._purchases(solver))
        joined = next((term for term, var in zip(self._terms, self._joined, strict=True) if solver.value(var)), None)
        member = None
        if joined:
            lowered = tuple(index for (index, _), var in self._lowered.items() if solver.value(var))
            member = Joined(joined.membership, self._visits[joined.first], joined.months, lowered)
        return Choice(bought, member, sum(solver.value(cost) for cost in self._cost))

    def _purchases(self, solver: cp_model.CpSolver) -> Iterator[Bought]:
        """Packages one by one, each with what it holds."""
        for number, (package, place) in enumerate(self._packages):
            inside = [index for (index, other), held in self._held.items() if other == number and solver.value(held)]
            for _ in range(solver.value(self._bought[number])):
                taken, room = [], dict(_room(package))
                for index in list(inside):
                    if room.get(self._lines[index].treatment, 0) > 0:
                        room[self._lines[index].treatment] -= 1
                        taken.append(index)
                        inside.remove(index)
                yield Bought(package, self._visits[place], tuple(taken))


def _room(package: Package) -> Mapping[str, int]:
    room: dict[str, int] = {}
    for line in package.lines:
        room[line.treatment] = room.get(line.treatment, 0) + line.visits
    return room


def _holds(package: Package, due: Due, start: int, place: int, days: Sequence[date | None]) -> bool:
    """Whether a package bought at one visit can pay for a line of another."""
    if not due.by_visit or due.treatment not in _room(package) or place < start:
        return False
    bought, used = days[start], days[place]
    if bought is None or used is None:
        return bought is used  # of days that nobody knows no expiry can be promised
    return used <= bought + timedelta(package.expires_days)


def a_la_carte(lines: Sequence[Due]) -> int:
    """Everything singly, taxes included, in cents."""
    return sum(due.cents + due.taxed(due.cents) for due in lines)
