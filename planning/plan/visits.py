"""When what is done, by whom and where."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field, WithJsonSchema

from planning.files import Document
from planning.plan.investment import Sum

# RFC 3339 knows no time of day without a zone, so that `format: time` would promise another one.
LocalTime = Annotated[
    datetime.time, WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?$"})
]


class VisitItem(Document):
    """One item at one visit. A projection over time reads `treatment` and `zones`.

    Attributes:
        item: id of the plan's item.
        number: which visit of the item's series, from 1.
        minutes: booked.
        device: id of the practice's device; empty where none is needed.
        not_before: day to which a person put it off; no later version has it earlier.
        paid: of one that took place and was paid singly: what its version said, before tax.
    """

    item: str
    treatment: str
    zones: tuple[str, ...] = ()
    number: int = Field(gt=0)
    minutes: int = Field(gt=0)
    device: str = ""
    not_before: datetime.date | None = None
    paid: Sum | None = None


class PlannedVisit(Document):
    """One visit: proposed, never booked.

    Attributes:
        number: of the plan, from 1.
        date, start: in the location's own time; `start` is None where the plan has no calendar to hold on to.
        provider, room: ids.
        downtime_until: first day on which nothing of it is to be seen, by the library.
        done: it took place; nothing of it is moved any more.
    """

    number: int = Field(gt=0)
    date: datetime.date
    start: LocalTime | None = None
    provider: str = ""
    room: str = ""
    items: tuple[VisitItem, ...] = Field(min_length=1)
    downtime_until: datetime.date | None = None
    done: bool = False

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)
