"""When a day a home-care product is used."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planning.files import Document

TimeOfDay = Literal["morning", "evening"]


class Routine(Document):
    """Where it stands in a day at home.

    Attributes:
        role: `protect` from light, `moisturize`, or an `active` that a routine holds few of.
        times: of the day at which it may be used.
        prescription: it is never sold without one.
    """

    role: Literal["protect", "moisturize", "active"]
    times: tuple[TimeOfDay, ...] = Field(min_length=1)
    prescription: bool = False
    source: str
