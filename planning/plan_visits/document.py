"""The visits of a plan, as much of `countenance.plan/1` as a projection over time needs."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from planning.files import parse, read_yaml
from simulation.effects import Level


class PlanItem(BaseModel):
    """A treatment at a visit.

    Attributes:
        treatment: id of the library.
        zones: names or kinds; empty, or `face`: wherever it is offered.
        level: of what is published.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    treatment: str = Field(pattern="^[a-z][a-z0-9_]+$")
    zones: tuple[str, ...] = ()
    level: Level = "expected"


class PlanVisit(BaseModel):
    """One visit."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    date: datetime.date
    items: tuple[PlanItem, ...] = Field(min_length=1)


class PlanVisits(BaseModel):
    """All visits, in any order. Whatever else a plan holds is left unread."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_: Literal["countenance.plan/1"] = Field(alias="schema")
    visits: tuple[PlanVisit, ...] = Field(min_length=1)


def read_plan_visits(text: str, file: str) -> PlanVisits:
    """Reads a plan.

    Raises:
        DocumentInvalidError: with every problem and its line.
    """
    return parse(PlanVisits, read_yaml(text, file))
