"""Phototype, asked and never inferred: ten questions of 0 to 4 points, with the table that turns them into a type.

Published tables differ in their cuts, so the answers and the table are kept with the type.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from planning.files import Document

Type = Literal[1, 2, 3, 4, 5, 6]
QUESTIONS: tuple[str, ...] = (
    "eye_color",
    "hair_color",
    "unexposed_skin_color",
    "freckles",
    "response_to_too_much_sun",
    "degree_of_tan",
    "tan_within_hours",
    "face_response_to_sun",
    "last_exposure",
    "area_exposed",
)
# Highest score of types I to V; the sum has ten items of 0 to 4. Source: opensnp.org/phenotypes/275 (secondary; other
# forms cut at 7, 16, 25 and 30).
TABLE = "ten items, 6/13/20/27/34"
_HIGHEST = (6, 13, 20, 27, 34)
ROMAN: tuple[str, ...] = ("I", "II", "III", "IV", "V", "VI")


class Phototype(Document):
    """In a file: a numeral (I to VI), `unknown`, or the answers.

    Attributes:
        type: 1 to 6, None when not asked.
        answers: points by question, when the questionnaire was used.
        table: cuts the type was read with, when the questionnaire was used.
    """

    type: Type | None = None
    answers: dict[str, Literal[0, 1, 2, 3, 4]] = Field(default_factory=dict)
    table: str = ""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if value in (None, "unknown"):
            return {}
        if isinstance(value, str):
            numeral = value.strip().upper()
            return {"type": ROMAN.index(numeral) + 1 if numeral in ROMAN else value}
        return value if isinstance(value, dict | cls) else {"type": value}

    @model_validator(mode="after")
    def _as_answered(self) -> Self:
        if not self.answers:
            return self
        if set(self.answers) != set(QUESTIONS):
            raise ValueError(f"all ten questions need an answer: {', '.join(QUESTIONS)}")
        answered = score_phototype(sum(self.answers.values()))
        if self.type not in (None, answered):
            raise ValueError(f"the answers give type {answered}, not {self.type}")
        return self.model_copy(update={"type": answered, "table": TABLE})


def score_phototype(points: int) -> Type:
    """The type of a sum of points (0 to 40)."""
    types: tuple[Type, ...] = (1, 2, 3, 4, 5, 6)
    return types[sum(points > highest for highest in _HIGHEST)]
