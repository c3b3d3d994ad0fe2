"""Rules that several treatments share, by tag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from planning.files import Document
from planning.library.sign_off import SignOff
from planning.rules import Gap, Pause, Rule, Source, Stated


class RuleSet(Document):
    """One file of `planning/rules/sets`.

    Attributes:
        id: the file's name.
        tags: treatments with any of these are held to its rules and pauses; its gaps name both treatments themselves.
    """

    schema_: Literal["countenance.rules/1"] = Field(alias="schema")
    id: str = Field(pattern="^[a-z][a-z0-9_]+$")
    title: str
    sign_off: SignOff
    tags: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    sources: dict[str, Source] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.rules or self.pauses) and not self.tags:
            raise ValueError("rules and pauses need the tags they are for")
        if half := [gap.id for gap in self.gaps if not (gap.earlier and gap.later)]:
            raise ValueError(f"a shared gap names both treatments: {', '.join(half)}")
        used = set(self._used())
        if used != set(self.sources):
            raise ValueError(f"sources named and sources given differ: {', '.join(sorted(used ^ set(self.sources)))}")
        return self

    def _used(self) -> Iterator[str]:
        stated: tuple[Stated, ...] = (*self.rules, *self.gaps, *self.pauses)
        yield from (part.source for part in stated)
