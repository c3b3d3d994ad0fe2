"""Conditions as written: a mapping with one key, which says what is asked.

To add a question: its class in `conditions.py` and a field here.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from planning.files import Document
from planning.rules.case import Case
from planning.rules.conditions import (
    Age,
    Before,
    DysmorphiaScreened,
    HealthIs,
    LaboratoryBelow,
    MedicineTaken,
    PhototypeIn,
    ProductChosen,
    Seen,
    Together,
    Unrecorded,
)
from planning.rules.item import Item
from planning.rules.truth import Truth, all_of, any_of


class Condition(Document):
    """Exactly one of its fields is given."""

    any: tuple[Condition, ...] = Field(default=(), min_length=0)
    all: tuple[Condition, ...] = Field(default=(), min_length=0)
    health: HealthIs | None = None
    medicine: MedicineTaken | None = None
    laboratory: LaboratoryBelow | None = None
    age: Age | None = None
    phototype: PhototypeIn | None = None
    seen: Seen | None = None
    product: ProductChosen | None = None
    together: Together | None = None
    before: Before | None = None
    unrecorded: Unrecorded | None = None
    dysmorphia: DysmorphiaScreened | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"a condition asks one thing, not {len(given)}: {', '.join(given) or 'nothing'}")
        return self

    def truth(self, case: Case, item: Item) -> Truth:
        """Whether it is met by an item in a case."""
        if self.any:
            return any_of([condition.truth(case, item) for condition in self.any])
        if self.all:
            return all_of([condition.truth(case, item) for condition in self.all])
        (asked,) = (value for name in type(self).model_fields if (value := getattr(self, name)))
        truth: Truth = asked.truth(case, item)
        return truth
