"""What a practice offers and for how much. Amounts are Decimals in the practice's currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from planning.files import Document
from planning.library import Credential
from planning.rules import zone_kind

Amount = Annotated[Decimal, Field(ge=0, max_digits=10, decimal_places=2)]
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=7, decimal_places=4)]


class MenuEntry(Document):
    """A treatment of the library on this practice's menu.

    Attributes:
        treatment: its id.
        offered: False where a location leaves out what the group offers.
        price: for one of `per`.
        typical_quantity: of `per` for one visit, as the practice usually books it: what a draft is priced with. The
            provider enters the dose.
        by_zone: the same for one kind of zone each, where it is given in some zones only.
        products: that are in use here, of those the treatment names; empty where it names none.
        minutes: booked in the room, where other than the library's.
        credentials: narrower than the library's, where the practice wants it so; empty for the library's.
        tax: id; empty for none.
        revenue_tag: of the practice's books.
    """

    treatment: str
    offered: bool = True
    price: Amount | None = None
    per: Literal["visit", "unit", "syringe", "vial", "area", "item"] = "visit"
    typical_quantity: int = Field(default=1, gt=0, le=10_000)
    by_zone: dict[str, Annotated[int, Field(gt=0, le=10_000)]] = Field(default_factory=dict)
    products: tuple[str, ...] = ()
    minutes: int | None = Field(default=None, gt=0)
    credentials: tuple[Credential, ...] = ()
    tax: str = ""
    revenue_tag: str = ""

    def quantity(self, zones: Iterable[str]) -> int:
        """For one visit in these zones: the sum over them, where the practice says it of each, else the typical one."""
        kinds = {zone_kind(zone) for zone in zones}
        if not kinds or kinds - set(self.by_zone):
            return self.typical_quantity
        return sum(self.by_zone[kind] for kind in kinds)


class Tax(Document):
    """A tax by percent of the price."""

    id: str
    title: str
    percent: Percent


class PackageLine(Document):
    """So many visits of a treatment."""

    treatment: str
    visits: int = Field(gt=0, le=1000)


class Package(Document):
    """Visits sold together.

    Attributes:
        expires_days: after the purchase.
    """

    id: str
    title: str
    lines: tuple[PackageLine, ...] = Field(min_length=1)
    price: Amount
    expires_days: int = Field(gt=0, le=36_500)


class Membership(Document):
    """A monthly fee for a discount.

    Attributes:
        minimum_months: that are owed in any case.
        discount_percent: by treatment id, kind or tag; the largest that fits counts.
    """

    id: str
    title: str
    monthly: Amount
    minimum_months: int = Field(ge=1, le=120)
    discount_percent: dict[str, Percent] = Field(min_length=1)


class StockItem(Document):
    """A home-care product on the shelf.

    Attributes:
        treatment: id of the home-care file of its active ingredient.
        strength: as on the label.
        quantity: that can be sold today.
    """

    sku: str
    title: str
    treatment: str
    strength: str = ""
    price: Amount
    quantity: int = Field(ge=0)
    tax: str = ""
    revenue_tag: str = ""


class SeriesVisit(Document):
    """One visit of a series template.

    Attributes:
        treatments: of that day, in this order.
        days_after_previous: earliest; 0 for the first.
    """

    treatments: tuple[str, ...] = Field(min_length=1)
    days_after_previous: int = Field(ge=0)


class SeriesTemplate(Document):
    """A series the practice has vetted.

    Attributes:
        concerns, goals: that it is for; it fits where one of them is there.
        vetted_by, vetted_on: id of a director, and when.
    """

    id: str
    title: str
    visits: tuple[SeriesVisit, ...] = Field(min_length=1)
    concerns: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    vetted_by: str = Field(min_length=1)
    vetted_on: date
