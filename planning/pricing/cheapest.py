"""The cheapest valid combination, in whole cents: an integer program, solved to proven optimality within its effort.

Each line is paid singly, or singly as a member, or is held by a package. A package is bought at a visit, holds visits
from that day until it expires, and is paid whole, used up or not. One membership at most, joined at one visit and kept
for as long as it is used or its minimum asks. Packages and fees are not discounted. Among what costs the same, the
choice with the fewest purchases is taken. Packages and terms that cannot pay for themselves are not looked at. Where
the effort ends before the proof, the choice says how much less another one might cost at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from planning.practice import Membership, Package
from planning.pricing.choice import Bought, Choice, Joined, holds, member_price, room
from planning.pricing.greedy import greedy
from planning.pricing.lines import Due
from planning.pricing.money import cents

_SEED = 7
_LIMIT = 1.0  # deterministic seconds
_SIMPLER = 1000  # a cent outweighs so many purchases


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


def cheapest(
    lines: Sequence[Due],
    packages: Sequence[Package],
    memberships: Sequence[Membership],
    limit: float = _LIMIT,
) -> Choice:
    """Chooses.

    Lines of one visit are of one day; of visit 0 no day is known.

    Args:
        limit: of effort, in deterministic seconds: the same on every machine.
    """
    found, fair = _proven(lines, packages, memberships, limit), greedy(lines, packages)
    if found is None:
        return replace(fair, unproven_cents=fair.cents)
    if fair.cents >= found.cents:
        return found
    return replace(fair, unproven_cents=found.unproven_cents - found.cents + fair.cents)


def _proven(
    lines: Sequence[Due], packages: Sequence[Package], memberships: Sequence[Membership], limit: float
) -> Choice | None:
    """With what its proof leaves open; None where the effort finds nothing at all."""
    program = _Program(lines, packages, memberships)
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = _SEED
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = limit
    status = solver.solve(program.model)
    return program.choice(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def terms(memberships: Sequence[Membership], days: Sequence[date | None]) -> Iterator[Term]:
    """Every membership from every visit on, for as many months as any later visit asks: to the last that they reach."""
    for membership in memberships:
        for first in range(len(days)):
            reached: dict[int, int] = {}
            for last in range(first, len(days)):
                if (days[first] is None) == (days[last] is None):
                    reached[max(_months(days[first], days[last]), membership.minimum_months)] = last
            yield from (Term(membership, first, last, months) for months, last in reached.items())


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
        self._packages = [
            (package, place)
            for package in packages
            for place in range(len(self._visits))
            if self._may_pay(package, place)
        ]
        self._bought = [self._new(len(lines), f"package {i}") for i in range(len(self._packages))]
        self._terms = list(self._worth_joining(memberships))
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

    def _may_pay(self, package: Package, place: int) -> bool:
        """Whether a package bought at a visit holds something of that visit, and can cost no more than it holds."""
        bought, on = self._visits[place], self._days[place]
        inside = [due for due in self._lines if due.visit >= bought and holds(package, due, on)]
        worth = 0
        for treatment, visits in room(package).items():
            prices = sorted(
                (due.cents + due.taxed(due.cents) for due in inside if due.treatment == treatment), reverse=True
            )
            worth += sum(prices[:visits])
        return any(due.visit == bought for due in inside) and cents(package.price) <= worth

    def _saved(self, membership: Membership) -> list[int]:
        """Cents that a membership takes off the lines of each visit."""
        saved = [0] * len(self._visits)
        for due in self._lines:
            if (price := member_price(due, membership)) is not None:
                full, lowered = due.cents + due.taxed(due.cents), price + due.taxed(price)
                saved[self._visits.index(due.visit)] += full - lowered
        return saved

    def _worth_joining(self, memberships: Sequence[Membership]) -> Iterator[Term]:
        """Terms that take off as much as their fee, from their first visit on."""
        for membership in memberships:
            saved = self._saved(membership)
            for term in terms([membership], self._days):
                fee = cents(membership.monthly) * term.months
                if saved[term.first] and sum(saved[term.first : term.last + 1]) >= fee:
                    yield term

    def _pay_packages(self) -> None:
        for (package, _), bought in zip(self._packages, self._bought, strict=True):
            self._cost.append(cents(package.price) * bought)
            self._count.append(bought)

    def _pay_memberships(self, memberships: Sequence[Membership]) -> None:
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
            if place >= start and holds(package, due, self._days[start]):
                self._held[index, number] = self.model.new_bool_var(f"held {index} {number}")
                ways.append(self._held[index, number])
        self._count.append(singly)
        self.model.add_exactly_one(ways)

    def _keep_within_packages(self) -> None:
        for number, (package, _) in enumerate(self._packages):
            for treatment, visits in room(package).items():
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
        paid = sum(solver.value(cost) for cost in self._cost)
        return Choice(bought, member, paid, max(paid - int(solver.best_objective_bound) // _SIMPLER, 0))

    def _purchases(self, solver: cp_model.CpSolver) -> Iterator[Bought]:
        """Packages one by one, each with what it holds."""
        for number, (package, place) in enumerate(self._packages):
            inside = [index for (index, other), held in self._held.items() if other == number and solver.value(held)]
            for _ in range(solver.value(self._bought[number])):
                taken, left = [], dict(room(package))
                for index in list(inside):
                    if left.get(self._lines[index].treatment, 0) > 0:
                        left[self._lines[index].treatment] -= 1
                        taken.append(index)
                        inside.remove(index)
                yield Bought(package, self._visits[place], tuple(taken))
