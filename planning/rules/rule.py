"""A rule: when what is the case, what follows for an item, who says so."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from planning.files import Document
from planning.rules.condition import Condition


class Level(IntEnum):
    """What a verdict means for an item, from the mildest."""

    INFORM = 1
    WARN = 2
    HOLD = 3  # not to be approved until what is open is answered
    BLOCK = 4

    @classmethod
    def named(cls, name: Any) -> Any:
        return cls[name.upper()] if isinstance(name, str) and name.upper() in cls.__members__ else name


class Rule(Document):
    """One rule.

    Attributes:
        id: stable, unique in the library.
        when: the condition.
        verdict: what follows where it is met.
        unknown: what follows where it is not known. A block that may be due holds; else nothing, unless said.
        label: a label, statute or boxed warning says so: nobody may lower it.
        zones: kinds of zones it is about; empty for all.
        message: to the provider, one or two sentences.
        ask: of the client, where something is open.
        source: key into the file's sources.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]+$")
    when: Condition
    verdict: Level
    unknown: Literal["hold", "nothing"] = "nothing"
    label: bool = False
    zones: tuple[str, ...] = ()
    message: str = Field(min_length=10)
    ask: str = ""
    source: str

    @field_validator("verdict", mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return Level.named(value)

    @model_validator(mode="before")
    @classmethod
    def _holds_where_a_block_may_be_due(cls, value: Any) -> Any:
        if not isinstance(value, dict) or Level.named(value.get("verdict")) is not Level.BLOCK:
            return value
        if value.get("unknown", "hold") != "hold":
            raise ValueError("unknown on a block condition holds; it can't be set otherwise")
        return {**value, "unknown": "hold"}

    @model_validator(mode="after")
    def _label_blocks(self) -> Self:
        if self.label and self.verdict is not Level.BLOCK:
            raise ValueError("only a block can be a label's")
        return self
