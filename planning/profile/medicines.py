"""What a client takes and has taken, as told."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from planning.files import Document


class Taken(Document):
    """One medicine, supplement or active cream.

    Attributes:
        name: as told; the dictionary reads it.
        status: `unknown` where it was only mentioned.
        stopped_on: the last day it was taken; None when not known.
        dose: as told, for people.
    """

    name: str
    status: Literal["taking", "stopped", "unknown"] = "unknown"
    started_on: date | None = None
    stopped_on: date | None = None
    dose: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.stopped_on is not None and self.status == "taking":
            raise ValueError("taken and stopped at once")
        if self.started_on and self.stopped_on and self.stopped_on < self.started_on:
            raise ValueError("stopped before it was started")
        return self


class Medicines(Document):
    """All that was told.

    Attributes:
        complete: the client was asked for everything, so that what is not listed is not taken.
    """

    complete: bool = False
    taken: tuple[Taken, ...] = ()
