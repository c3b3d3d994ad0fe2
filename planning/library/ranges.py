"""Figures of a treatment, each with its source; what no source gives is None, not a guess."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator

from planning.files import Document


class Range(Document):
    """From and to, both included; in a file `[3, 5]`, or a single number. The unit is in the field's name."""

    low: int = Field(ge=0)
    high: int = Field(ge=0)

    @model_validator(mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:
        if isinstance(value, list | tuple):
            if len(value) != 2:
                raise ValueError("a range has two ends")
            return {"low": value[0], "high": value[1]}
        return {"low": value, "high": value} if isinstance(value, int) else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high < self.low:
            raise ValueError("the range ends before it begins")
        return self
