"""What a plan costs: amounts as Decimals with two places, in the practice's currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from planning.files import Document

Sum = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=2)]  # of what many prices come to, or many units


class Purchase(Document):
    """One thing that is paid for.

    Attributes:
        kind: a single service, a product, a package, or a month of a membership.
        id: of the treatment, stock item, package or membership.
        quantity: how many; of a service, units of the menu entry.
        visit: at which it is paid; 0 before the first.
        price: for all, before tax and after any member's discount.
        tax: on it.
        covers: items of the plan that it pays for, as `item:number` of the visit; more than one for a package.
        revenue_tag: of the practice's books.
    """

    kind: Literal["service", "product", "package", "membership"]
    id: str
    title: str
    quantity: int = Field(gt=0)
    visit: int = Field(ge=0)
    price: Sum
    tax: Sum = Decimal("0.00")
    covers: tuple[str, ...] = ()
    revenue_tag: str = ""


class VisitPayment(Document):
    """Due at one visit, taxes included; visit 0 is the day the plan begins."""

    visit: int = Field(ge=0)
    amount: Sum


class Investment(Document):
    """The cheapest valid combination, and what it saves.

    Attributes:
        a_la_carte: everything singly, taxes included.
        total: of the purchases, taxes included.
        saves: the difference, explained in `explanation`, one sentence each.
        by_tag: revenue by the practice's tags, before tax.
        not_priced: items without a price on the menu.
        assumed: what a price rests on that the provider still enters, such as units.
    """

    currency: str
    a_la_carte: Sum
    total: Sum
    saves: Sum
    purchases: tuple[Purchase, ...] = ()
    payments: tuple[VisitPayment, ...] = ()
    explanation: tuple[str, ...] = ()
    by_tag: dict[str, Sum] = Field(default_factory=dict)
    not_priced: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
