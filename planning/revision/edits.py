"""What can be asked of a draft."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from planning.files import Document
from simulation.effects import Level


class AddItem(Document):
    """A treatment that the provider wants in. Rules have the last word."""

    kind: Literal["add_item"] = "add_item"
    treatment: str
    zones: tuple[str, ...] = ()
    product: str = ""
    quantity: int = Field(default=1, gt=0, le=10_000)
    visits: int = Field(default=1, gt=0, le=52)
    primary: bool = False


class ChangeItem(Document):
    """An item otherwise; None leaves a field as it is."""

    kind: Literal["change_item"] = "change_item"
    item: str
    zones: tuple[str, ...] | None = None
    product: str | None = None
    quantity: int | None = Field(default=None, gt=0, le=10_000)
    visits: int | None = Field(default=None, gt=0, le=52)
    level: Level | None = None


class RemoveItem(Document):
    """An item out. Visits of it that took place stay, and nothing more of it is planned."""

    kind: Literal["remove_item"] = "remove_item"
    item: str


class LeaveOutCare(Document):
    """A home-care line out, now and in later versions."""

    kind: Literal["leave_out_care"] = "leave_out_care"
    treatment: str


class VisitDone(Document):
    """A visit took place: on its day, or on another one."""

    kind: Literal["visit_done"] = "visit_done"
    visit: int = Field(gt=0)
    on: datetime.date | None = None


class CancelVisit(Document):
    """A visit can't be on its day; what it held is placed anew."""

    kind: Literal["cancel_visit"] = "cancel_visit"
    visit: int = Field(gt=0)


class PostponeVisit(Document):
    """A visit is not to be before a day; visits before it stay where they are."""

    kind: Literal["postpone_visit"] = "postpone_visit"
    visit: int = Field(gt=0)
    until: datetime.date


Edit = Annotated[
    AddItem | ChangeItem | RemoveItem | LeaveOutCare | VisitDone | CancelVisit | PostponeVisit,
    Field(discriminator="kind"),
]
