"""Every valid way to pay, tried one by one: what the program's choice is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from planning.practice import Membership, Package
from planning.pricing import Due

_CENT = Decimal("0.01")


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


def brute_force(lines: Sequence[Due], packages: Sequence[Package], memberships: Sequence[Membership]) -> Decimal:
    """The least that all of it can cost, taxes included."""
    days = _days(lines)
    choices = [(package, day) for package in packages for day in days]
    most = sum(due.by_visit for due in lines)
    best: Decimal | None = None
    for counts in product(range(most + 1), repeat=len(choices)):
        if sum(counts) > len(lines):
            continue
        bought = [choice for choice, count in zip(choices, counts, strict=True) for _ in range(count)]
        paid = sum((package.price for package, _ in bought), Decimal(0))
        for membership, joined, months in _memberships(memberships, days):
            fee = membership.monthly * months if membership else Decimal(0)
            rest = _least(list(lines), [_room(package) for package, _ in bought], bought, membership, joined, months)
            total = paid + fee + rest
            best = total if best is None or total < best else best
    assert best is not None
    return best


def _days(lines: Sequence[Due]) -> list[date | None]:
    return [day for _, day in sorted({(due.visit, due.on) for due in lines}, key=lambda each: each[0])]


def _memberships(
    memberships: Sequence[Membership], days: Sequence[date | None]
) -> Iterator[tuple[Membership | None, date | None, int]]:
    yield None, None, 0
    for membership in memberships:
        for day in days:
            for months in range(membership.minimum_months, membership.minimum_months + 6):
                yield membership, day, months


def _lasts(joined: date, months: int) -> date:
    """First day that is no longer paid for: the same day some months later, or the month's last."""
    day, month = joined.day, joined.month - 1 + months
    while True:
        try:
            return date(joined.year + month // 12, month % 12 + 1, day)
        except ValueError:
            day -= 1


def _least(
    lines: list[Due],
    rooms: list[dict[str, int]],
    bought: Sequence[tuple[Package, date | None]],
    membership: Membership | None,
    joined: date | None,
    months: int,
) -> Decimal:
    if not lines:
        return Decimal(0)
    due, rest = lines[0], lines[1:]
    ways = [_singly(due, membership, joined, months) + _least(rest, rooms, bought, membership, joined, months)]
    for index, (package, day) in enumerate(bought):
        if not due.by_visit or rooms[index].get(due.treatment, 0) == 0:
            continue
        if day is not None and due.on is not None and not day <= due.on <= day + timedelta(package.expires_days):
            continue
        fewer = [dict(room) for room in rooms]
        fewer[index][due.treatment] -= 1
        ways.append(_least(rest, fewer, bought, membership, joined, months))
    return min(ways)


def _singly(due: Due, membership: Membership | None, joined: date | None, months: int) -> Decimal:
    price = Decimal(due.cents) / 100
    full = price + _round(price * due.tax_percent / 100)
    if membership is None:
        return full
    if joined is not None and due.on is not None and not joined <= due.on < _lasts(joined, months):
        return full
    percents = [percent for name, percent in membership.discount_percent.items() if name in due.called]
    if not percents:
        return full
    lowered = price - _round(price * max(percents) / 100)
    return min(full, lowered + _round(lowered * due.tax_percent / 100))


def _room(package: Package) -> dict[str, int]:
    room: dict[str, int] = {}
    for line in package.lines:
        room[line.treatment] = room.get(line.treatment, 0) + line.visits
    return room
