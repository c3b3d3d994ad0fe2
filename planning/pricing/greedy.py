"""A fair choice without a proof: the package that saves most first, as long as one saves.

For plans of many visits at practices with many packages, where the proof would take longer than anybody waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from planning.practice import Package
from planning.pricing.choice import Bought, Choice, a_la_carte, holds, room
from planning.pricing.lines import Due
from planning.pricing.money import cents


def greedy(lines: Sequence[Due], packages: Sequence[Package]) -> Choice:
    """Packages and single prices; no membership."""
    days = {due.visit: due.on for due in lines}
    bought, open_ = list[Bought](), set(range(len(lines)))
    while best := max(_worth_it(lines, packages, days, open_), key=lambda each: each[0], default=None):
        bought.append(best[1])
        open_ -= set(best[1].lines)
    paid = sum(cents(each.package.price) for each in bought)
    return Choice(tuple(bought), None, paid + a_la_carte([lines[index] for index in open_]))


def _worth_it(
    lines: Sequence[Due], packages: Sequence[Package], days: Mapping[int, date | None], open_: Collection[int]
) -> Iterator[tuple[int, Bought]]:
    """Packages that save something on lines that nothing holds yet, with how many cents."""
    for package in packages:
        for visit in sorted(days):
            inside = tuple(_inside(lines, package, visit, days, open_))
            saved = a_la_carte([lines[index] for index in inside]) - cents(package.price)
            if saved > 0 and lines[inside[0]].visit == visit:
                yield saved, Bought(package, visit, inside)


def _inside(
    lines: Sequence[Due], package: Package, visit: int, days: Mapping[int, date | None], open_: Collection[int]
) -> Iterator[int]:
    """What the package would hold if it were bought at a visit: the first of each treatment."""
    left = dict(room(package))
    for index in sorted(open_, key=lambda i: (lines[i].visit, i)):
        due = lines[index]
        if left.get(due.treatment, 0) and due.visit >= visit and holds(package, due, days[visit]):
            left[due.treatment] -= 1
            yield index
