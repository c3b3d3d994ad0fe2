"""What a combination of single prices, packages and memberships is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planning.practice import Membership, Package
from planning.pricing.lines import Due
from planning.pricing.money import percent_of


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
    unproven_cents: so much less might another choice cost at most; 0 where this one is proven to be the cheapest.
    """

    packages: tuple[Bought, ...]
    membership: Joined | None
    cents: int
    unproven_cents: int = 0


def a_la_carte(lines: Sequence[Due]) -> int:
    """Everything singly, taxes included, in cents."""
    return sum(due.cents + due.taxed(due.cents) for due in lines)


def member_price(due: Due, membership: Membership) -> int | None:
    """What a member pays for a line before tax, in cents; None where the membership lowers nothing of it."""
    discounts = [percent for name, percent in membership.discount_percent.items() if name in due.called]
    return due.cents - percent_of(due.cents, max(discounts)) if discounts and max(discounts) > 0 else None


def room(package: Package) -> Mapping[str, int]:
    """How many visits of each treatment a package holds."""
    found: dict[str, int] = {}
    for line in package.lines:
        found[line.treatment] = found.get(line.treatment, 0) + line.visits
    return found


def holds(package: Package, due: Due, bought: date | None) -> bool:
    """Whether a package bought on a day can pay for a line of that day or a later one."""
    if not due.by_visit or due.treatment not in room(package):
        return False
    if bought is None or due.on is None:
        return bought is due.on  # of days that nobody knows no expiry can be promised
    return due.on <= bought + timedelta(package.expires_days)
