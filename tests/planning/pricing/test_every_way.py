"""Whole investments at practices made at random, held against every way to pay, tried on the practice's own files.

Shares nothing with the program beyond its inputs: it starts from menu, packages, memberships, taxes and days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random

import pytest

from planning.library import load_library
from planning.plan import Investment, PlanItem, PlannedVisit, RegimenLine, VisitItem, Why
from planning.practice import (
    Membership,
    MenuEntry,
    Package,
    PackageLine,
    Practice,
    StockItem,
    Tax,
    sample_practice,
)
from planning.pricing import invest

_LIBRARY = load_library()
_HERE = sample_practice().at("oakland")
_WHY = (Why(kind="goal", text="Asked for."),)
_CARE = ("sunscreen", "vitamin_c")
_SERVICES = (
    *("microneedling", "led_light", "hydradermabrasion"),
    *("botulinum_toxin_upper_face", "ha_filler_lips", "pigment_laser"),
)
_NAMES = ("microneedling", "needling", "facial", "toxin", "laser", "light", "home_care", "led_light", "sunscreen")
_CASES, _CHUNKS = 600, 6


@dataclass(frozen=True)
class Case:
    practice: Practice
    items: tuple[PlanItem, ...]
    timeline: tuple[PlannedVisit, ...]
    regimen: tuple[RegimenLine, ...]

    def investment(self) -> Investment:
        return invest(self.items, self.timeline, self.regimen, self.practice, _LIBRARY)


@dataclass(frozen=True)
class Line:
    treatment: str
    price: Decimal
    tax: Decimal
    on: date
    held: bool


def _amount(random: Random, most: int) -> Decimal:
    return Decimal(random.randint(1, most) if random.random() > 0.05 else 0) / 100


def _percent(random: Random, most: int = 100) -> Decimal:
    return Decimal(random.randint(0, most * 10_000)) / 10_000


def _practice(random: Random) -> Practice:
    taxes = tuple(Tax(id=f"t{n}", title="T", percent=_percent(random, 25)) for n in (0, 1))
    menu = tuple(
        MenuEntry.model_validate(
            {
                "treatment": name,
                "price": _amount(random, 90_000),
                "per": random.choice(["visit", "visit", "visit", "unit", "area", "item"]),
                "tax": random.choice(["", "t0", "t1"]),
                "revenue_tag": random.choice(["", "a", "b"]),
            }
        )
        for name in _SERVICES
        if random.random() < 0.95
    )
    stock = tuple(
        StockItem(sku=f"S-{name}", title=name, treatment=name, price=_amount(random, 9000), quantity=5, tax="t1")
        for name in _CARE
    )
    packages = tuple(
        Package(
            id=f"p{n}",
            title=f"P{n}",
            lines=tuple(
                PackageLine(treatment=name, visits=random.randint(1, 3))
                for name in random.choices(_SERVICES[:4], k=random.randint(1, 3))
            ),
            price=_amount(random, random.choice([20_000, 90_000, 150_000])),
            expires_days=random.choice([1, 10, 28, 60, 120, 365]),
        )
        for n in range(random.randint(0, 3))
    )
    memberships = tuple(
        Membership(
            id=f"m{n}",
            title=f"M{n}",
            monthly=_amount(random, random.choice([500, 3000, 12_900])),
            minimum_months=random.randint(1, 6),
            discount_percent={name: _percent(random) for name in random.sample(_NAMES, random.randint(1, 6))},
        )
        for n in range(random.randint(0, 2))
    )
    location = _HERE.location.model_copy(update={"stock": stock})
    made = {"menu": menu, "taxes": taxes, "packages": packages, "memberships": memberships, "location": location}
    return _HERE.model_copy(update=made)


def _case(number: int) -> Case:
    random = Random(number)
    practice = _practice(random)
    items = [
        PlanItem(id=f"i_{name}", treatment=name, title=name, visits=random.randint(1, 3), why=_WHY)
        for name in random.sample(_SERVICES, random.randint(1, 3))
    ]
    items = [item.model_copy(update={"quantity": random.choice([1, 1, 1, 2, 7])}) for item in items]
    if random.random() < 0.2:
        items.append(items[0].model_copy(update={"id": "twin", "visits": 1}))
    day = random.choice(
        [date(2026, random.randint(1, 12), random.randint(1, 28)), date(2026, 1, 31), date(2027, 8, 31)]
    )
    days = [day := day + timedelta(random.choice([1, 7, 27, 28, 29, 30, 31, 32, 59, 60, 61, 92])) for _ in range(5)]
    held: dict[date, list[VisitItem]] = {}
    for item in items:
        for number, on in enumerate(sorted(random.sample(days, item.visits)), 1):
            line = VisitItem(item=item.id, treatment=item.treatment, number=number, minutes=30)
            held.setdefault(on, []).append(line)
    timeline = tuple(PlannedVisit(number=n, date=on, items=tuple(held[on])) for n, on in enumerate(sorted(held), 1))
    regimen = tuple(
        RegimenLine(
            treatment=name,
            title=name,
            sku=random.choice([f"S-{name}", ""]),
            use="Daily.",
            start=timeline[0].date + timedelta(random.choice([0, 1, 20, 60, 200])),
            why=_WHY,
        )
        for name in random.sample(_CARE, random.randint(0, 2))
    )
    return Case(practice, tuple(items), timeline, regimen)


def _cent(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _lines(case: Case) -> Iterator[Line]:
    taxes = {tax.id: tax.percent for tax in case.practice.taxes}
    menu, stock = {e.treatment: e for e in case.practice.menu}, {s.sku: s for s in case.practice.location.stock}
    items = {item.id: item for item in case.items}
    for visit in case.timeline:
        for each in visit.items:
            if entry := menu.get(each.treatment):
                count = items[each.item].quantity
                price, held = (entry.price or Decimal(0)) * count, entry.per in ("visit", "area") and count == 1
                yield Line(each.treatment, price, taxes.get(entry.tax, Decimal(0)), visit.date, held)
    for line in case.regimen:
        if line.sku:
            on = max(visit.date for visit in case.timeline if visit.date <= line.start)
            product = stock[line.sku]
            yield Line(line.treatment, product.price, taxes.get(product.tax, Decimal(0)), on, held=False)


def _same_day(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def _singly(line: Line, member: tuple[Membership, date, int] | None) -> Decimal:
    price = line.price
    if member and member[1] <= line.on < _same_day(member[1], member[2]):
        called = _LIBRARY.treatment(line.treatment).called
        fitting = [percent for name, percent in member[0].discount_percent.items() if name in called]
        price -= _cent(price * max(fitting, default=Decimal(0)) / 100)
    return price + _cent(price * line.tax / 100)


def _least(case: Case) -> Decimal:
    lines = sorted(_lines(case), key=lambda line: line.on)
    costs = [_with_packages(lines, case.practice.packages, None)]
    for membership in case.practice.memberships:
        for on in {line.on for line in lines}:
            for months in range(membership.minimum_months, membership.minimum_months + 18):
                rest = _with_packages(lines, case.practice.packages, (membership, on, months))
                costs.append(rest + membership.monthly * months)
    return min(costs)


def _with_packages(
    lines: list[Line], packages: tuple[Package, ...], member: tuple[Membership, date, int] | None
) -> Decimal:
    """Every set of lines that a package may hold, from its first line on, tried for the first line left."""

    @cache
    def least(left: tuple[int, ...]) -> Decimal:
        if not left:
            return Decimal(0)
        ways = [_singly(lines[left[0]], member) + least(left[1:])]
        for package in packages if lines[left[0]].held else ():
            for taken in _sets(lines, package, left):
                ways.append(package.price + least(tuple(index for index in left if index not in taken)))
        return min(ways)

    return least(tuple(range(len(lines))))


def _sets(lines: list[Line], package: Package, left: tuple[int, ...]) -> Iterator[frozenset[int]]:
    room: dict[str, int] = {}
    for each in package.lines:
        room[each.treatment] = room.get(each.treatment, 0) + each.visits
    first = lines[left[0]]

    def grown(place: int, taken: frozenset[int]) -> Iterator[frozenset[int]]:
        if place == len(left):
            yield taken
            return
        yield from grown(place + 1, taken)
        line = lines[left[place]]
        inside = sum(lines[index].treatment == line.treatment for index in taken)
        if line.held and inside < room.get(line.treatment, 0) and (line.on - first.on).days <= package.expires_days:
            yield from grown(place + 1, taken | {left[place]})

    if room.get(first.treatment):
        yield from grown(1, frozenset({left[0]}))


def _said(sentences: tuple[str, ...]) -> Decimal:
    """What the sentences say is saved, altogether."""
    packages = re.findall(
        r" [A-Z]{3}, ([\d.]+) [A-Z]{3} less than singly|, ([\d.]+) less than singly", " ".join(sentences)
    )
    fees = re.findall(r"for ([\d.]+) [A-Z]{3} takes? ([\d.]+) [A-Z]{3} off", " ".join(sentences))
    saved = sum((Decimal(a or b) for a, b in packages), Decimal(0))
    return saved + sum((Decimal(off) - Decimal(fee) for fee, off in fees), Decimal(0))


@pytest.mark.parametrize("chunk", range(_CHUNKS))
def test_no_way_to_pay_costs_less_and_every_sum_agrees(chunk: int) -> None:
    kinds = set()
    for number in range(chunk, _CASES, _CHUNKS):
        case = _case(number)
        found = case.investment()
        assert found.total == _least(case), number
        assert found.a_la_carte == sum((_singly(line, None) for line in _lines(case)), Decimal(0)), number
        assert found.saves == found.a_la_carte - found.total == _said(found.explanation), number
        assert sum(each.price + each.tax for each in found.purchases) == found.total, number
        assert sum(each.amount for each in found.payments) == found.total, number
        assert sum(found.by_tag.values()) == sum(each.price for each in found.purchases), number
        assert [each.visit for each in found.payments] == sorted({each.visit for each in found.purchases}), number
        amounts = [found.total, found.saves, *found.by_tag.values(), *(each.amount for each in found.payments)]
        amounts += [amount for each in found.purchases for amount in (each.price, each.tax)]
        assert {amount.as_tuple().exponent for amount in amounts} == {-2}, number
        kinds |= {each.kind for each in found.purchases}
    assert kinds == {"service", "product", "package", "membership"}
