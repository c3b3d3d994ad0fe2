"""Home care around the visits."""

from __future__ import annotations

import datetime

from pydantic import Field

from planning.files import Document
from planning.plan.items import Citation, Why


class Pause(Document):
    """Days on which a product is not used, both included."""

    first: datetime.date
    last: datetime.date
    why: str


class RegimenLine(Document):
    """One product at home.

    Attributes:
        treatment: id of the home-care file.
        sku: of the stock item; empty where the practice sells none, and then `title` is the ingredient's.
        use: to the client.
        start: first day.
        pauses: around visits.
        substitute_for: sku of what is out of stock.
    """

    treatment: str
    title: str
    sku: str = ""
    use: str
    start: datetime.date
    pauses: tuple[Pause, ...] = ()
    substitute_for: str = ""
    why: tuple[Why, ...] = Field(min_length=1)
    citations: tuple[Citation, ...] = ()
