"""Whether a medical director has signed a file. What ships has not been."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, Self

from pydantic import model_validator

from planning.files import Document


class SignOff(Document):
    """In a shipped file: `awaits the medical director`."""

    state: Literal["awaits the medical director", "signed"]
    by: str = ""
    on: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"state": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.state == "signed") != bool(self.by and self.on):
            raise ValueError("signed needs by and on, and nothing else has them")
        return self
