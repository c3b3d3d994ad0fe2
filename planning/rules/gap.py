"""How far two treatments keep apart, in days, by which comes first."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from planning.files import Document

DARKER_FROM = 4  # phototype; IV to VI darken after inflammation sooner


class Gap(Document):
    """Days between an earlier and a later treatment. Nothing is scheduled inside it.

    Attributes:
        id: stable, unique in the library.
        earlier, later: tags (or ids) of the two; in a treatment's own file one of them may be left out and is it.
        days: the least between their days.
        same_day: `never`; `allowed`: both on one day are fine; `earlier_first` and `later_first`: fine in
            that order, the second for what may precede on the day itself but must not follow soon.
        where: `treated`: only on skin that both treat.
        message: why, in a sentence.
        source: key into the file's sources.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]+$")
    earlier: str = ""
    later: str = ""
    days: int = Field(gt=0)
    same_day: Literal["never", "allowed", "earlier_first", "later_first"] = "never"
    where: Literal["anywhere", "treated"] = "treated"
    message: str = Field(min_length=10)
    source: str

    @model_validator(mode="after")
    def _two(self) -> Self:
        if not self.earlier and not self.later:
            raise ValueError("a gap needs the other treatment: earlier or later")
        return self


class Pause(Document):
    """Home care that stops around a visit.

    Attributes:
        home_care: tag of it.
        medicine_class: of the dictionary, for what the client already uses; empty when there is none.
        before_days, after_days: days without it on either side of the visit.
        darker_before_days: before it, in phototypes IV to VI, where a source asks for more there.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]+$")
    home_care: str
    medicine_class: str = ""
    before_days: int = Field(ge=0)
    after_days: int = Field(ge=0)
    darker_before_days: int | None = Field(default=None, ge=0)
    message: str = Field(min_length=10)
    source: str

    def before(self, phototype: int | None) -> int:
        """Days without it before a visit; one who was not asked for a phototype gets the longer ones."""
        if self.darker_before_days is None or (phototype is not None and phototype < DARKER_FROM):
            return self.before_days
        return max(self.before_days, self.darker_before_days)
