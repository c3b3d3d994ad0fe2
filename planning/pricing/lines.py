"""What has to be paid for: each service at its visit, each product on the day it is taken home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planning.library import Library
from planning.plan import PlanItem, PlannedVisit, RegimenLine
from planning.practice import MenuEntry, Practice
from planning.pricing.money import cents, percent_of


@dataclass(frozen=True, slots=True)
class Due:
    """One line, singly.

    Attributes:
        kind: a service or a product.
        id: of the treatment or the stock item.
        treatment: of the library; what discounts and packages go by.
        title: as shown.
        covers: `item:number` of the plan's visit; empty for a product.
        quantity: of the menu's unit.
        visit: at which it is paid; 0 before the first.
        on: the day of the visit; None before the first, and while nothing is scheduled.
        cents: for all of it, before tax.
        tax_percent: on it.
        called: the treatment's id, kind and tags; none of what was paid for already.
        by_visit: it is sold by the visit, so that a package can hold it.
        revenue_tag: of the practice's books.
    """

    kind: Literal["service", "product"]
    id: str
    treatment: str
    title: str
    covers: str
    quantity: int
    visit: int
    on: date | None
    cents: int
    tax_percent: Decimal
    called: frozenset[str]
    by_visit: bool
    revenue_tag: str

    def taxed(self, price: int) -> int:
        """The tax on a price of it, in cents."""
        return percent_of(price, self.tax_percent)


@dataclass(frozen=True, slots=True)
class Dues:
    """Attributes:
    lines: what can be priced.
    not_priced: ids of items that the menu has no price for.
    assumed: sentences on what a price rests on.
    """

    lines: tuple[Due, ...]
    not_priced: tuple[str, ...]
    assumed: tuple[str, ...]


def dues(
    items: Sequence[PlanItem],
    timeline: Sequence[PlannedVisit],
    regimen: Iterable[RegimenLine],
    practice: Practice,
    library: Library,
) -> Dues:
    """Every service of every visit, also of visits that no day was found for, and every product once.

    What took place and was paid singly keeps that price: no package and no membership takes it in afterwards.
    """
    lines, not_priced, assumed = [], [], []
    for item in items:
        entry = practice.entry(item.treatment)
        if entry is None or entry.price is None:
            not_priced.append(item.id)
            continue
        lines += [_service(item, number, entry, timeline, practice, library) for number in range(1, item.visits + 1)]
        if entry.per not in ("visit", "item"):
            assumed.append(f"{item.title}: {item.quantity} × {entry.per} a visit; the provider enters the amount.")
    lines += [_product(line, timeline, practice, library) for line in regimen if line.sku]
    return Dues(tuple(lines), tuple(not_priced), tuple(assumed))


def _service(
    item: PlanItem,
    number: int,
    entry: MenuEntry,
    timeline: Sequence[PlannedVisit],
    practice: Practice,
    library: Library,
) -> Due:
    found = ((visit, each) for visit in timeline for each in visit.items)
    visit, line = next(((v, each) for v, each in found if (each.item, each.number) == (item.id, number)), (None, None))
    paid = line.paid if line else None
    return Due(
        kind="service",
        id=item.treatment,
        treatment=item.treatment,
        title=item.title,
        covers=f"{item.id}:{number}",
        quantity=item.quantity,
        visit=visit.number if visit else 0,
        on=visit.date if visit else None,
        cents=cents((entry.price or Decimal(0)) * item.quantity if paid is None else paid),
        tax_percent=_tax(practice, entry.tax),
        called=library.treatment(item.treatment).called if paid is None else frozenset(),
        by_visit=paid is None and entry.per in ("visit", "area") and item.quantity == 1,
        revenue_tag=entry.revenue_tag,
    )


def _product(line: RegimenLine, timeline: Sequence[PlannedVisit], practice: Practice, library: Library) -> Due:
    """Taken home at the last visit before it is started, or before the first."""
    stock = next(item for item in practice.location.stock if item.sku == line.sku)
    before = [visit for visit in timeline if visit.date <= line.start]
    visit = max(before, key=lambda each: each.number, default=None)
    return Due(
        kind="product",
        id=stock.sku,
        treatment=stock.treatment,
        title=stock.title,
        covers="",
        quantity=1,
        visit=visit.number if visit else 0,
        on=visit.date if visit else None,
        cents=cents(stock.price),
        tax_percent=_tax(practice, stock.tax),
        called=library.treatment(stock.treatment).called,
        by_visit=False,
        revenue_tag=stock.revenue_tag,
    )


def _tax(practice: Practice, name: str) -> Decimal:
    return next((tax.percent for tax in practice.taxes if tax.id == name), Decimal(0))
