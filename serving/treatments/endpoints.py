"""GET /v1/treatments."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import select

from planning.library import Treatment, load_library
from planning.practice import MenuEntry
from serving.access import Resource
from serving.desk import AtDesk
from serving.desk.described import listing_responses
from serving.practices.catalogue import practice_at
from serving.practices.tables import Location

router = APIRouter(prefix="/v1", tags=["treatments"])


class OfferShown(BaseModel):
    """What stands on a location's menu."""

    price: Decimal | None = Field(examples=["450.00"])
    per: str = Field(examples=["visit"])
    products: tuple[str, ...]

    @classmethod
    def of(cls, entry: MenuEntry) -> Self:
        return cls(price=entry.price, per=entry.per, products=entry.products)


class TreatmentShown(BaseModel):
    """A treatment of the library."""

    id: str = Field(examples=["hydradermabrasion"])
    title: str
    summary: str
    kind: str = Field(examples=["facial"])
    home_care: bool
    zones: tuple[str, ...] = Field(description="Kinds of zones that it is given to")
    credentials: tuple[str, ...] = Field(description="Whose licences cover it, where the practice is no stricter")
    signed_off: bool = Field(description="A medical director has signed its file")
    offer: OfferShown | None = Field(description="Of the location that was asked about; null where it is not offered")

    @classmethod
    def of(cls, each: Treatment, entry: MenuEntry | None) -> Self:
        return cls(
            id=each.id,
            title=each.title,
            summary=each.summary,
            kind=each.kind,
            home_care=each.home_care,
            zones=tuple(sorted(each.zones)),
            credentials=each.credentials,
            signed_off=each.sign_off.state == "signed",
            offer=OfferShown.of(entry) if entry else None,
        )


class TreatmentsShown(BaseModel):
    treatments: list[TreatmentShown]


@router.get("/treatments", summary="Treatments", responses=listing_responses())
def list_treatments(
    desk: AtDesk, location: Annotated[str | None, Query(max_length=40, description="Whose menu to show")] = None
) -> TreatmentsShown:
    """The whole library, by id. With a location: what is on its menu, and the price."""
    with desk.reading() as work:
        work.may("treatment.read", Resource("treatment", work.caller.practice))
        menu: dict[str, MenuEntry] = {}
        if location is not None:
            row = work.one(select(Location).where(Location.id == location), Location)
            menu = {entry.treatment: entry for entry in practice_at(work, row).menu}
    known = load_library().treatments
    return TreatmentsShown(treatments=[TreatmentShown.of(known[name], menu.get(name)) for name in sorted(known)])
