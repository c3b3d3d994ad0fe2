"""Treatments before this plan, and what a provider has put on record."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from planning.files import Document


class Past(Document):
    """One treatment that was given.

    Attributes:
        treatment: id of a treatment file, or a tag where no more is known (`filler`, `laser`).
        product: as told.
        on: the day, or the last day of a series; None when not known.
        zones: zone names or kinds; None when not said.
        response: how it went, in the client's words.
    """

    treatment: str
    product: str = ""
    on: date | None = None
    zones: tuple[str, ...] | None = None
    response: str = ""


class History(Document):
    """All that was told.

    Attributes:
        complete: the client was asked for everything of the last two years.
    """

    complete: bool = False
    treatments: tuple[Past, ...] = ()


class Laboratory(Document):
    """A laboratory value with its day."""

    value: float = Field(ge=0)
    on: date | None = None


RecordKind = Literal["lesion_examined", "body_dysmorphia_assessed", "metal_reviewed", "prescriber_consulted"]


class ProviderRecord(Document):
    """What a licensed provider has examined and put on record.

    Attributes:
        kind: of what.
        by, on: who and when.
        outcome: `cleared`, or `refer`: not to be treated here.
        zones: where, zone names or kinds; empty for the whole face.
    """

    kind: RecordKind
    by: str = Field(min_length=1)
    on: date
    outcome: Literal["cleared", "refer"]
    zones: tuple[str, ...] = ()
