"""What the client does before and after, and what calls for urgent care."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planning.files import Document


class Instruction(Document):
    """One instruction, to the client."""

    text: str = Field(min_length=8)
    source: str


class Care(Document):
    """Instructions before and after a visit; for home care, how it is used stands in `after`."""

    before: tuple[Instruction, ...] = ()
    after: tuple[Instruction, ...] = ()

    @property
    def all(self) -> tuple[Instruction, ...]:
        return (*self.before, *self.after)


class WarningSign(Document):
    """What a client must not wait with.

    Attributes:
        signs: as the client would see or feel them.
        when: after the treatment; empty where no source says.
        act: `emergency`: an ambulance; `call_now`: the practice, at once; `call`: within a day.
    """

    signs: str = Field(min_length=8)
    when: str = ""
    act: Literal["emergency", "call_now", "call"]
    source: str
