"""The visits of a plan, as much of `countenance.plan/1` as a projection over time needs."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
    """All visits, in any order. Whatever else a plan holds is left unread.

    A draft with options gives the timeline of the one it recommends, with the level of each of its items.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_: Literal["countenance.plan/1"] = Field(alias="schema")
    visits: tuple[PlanVisit, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _of_a_draft(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "visits" in value or not _rows(value, "options"):
            return value
        options = _rows(value, "options")
        chosen = next((option for option in options if option.get("tier") == value.get("recommended")), options[0])
        items = [*_rows(chosen, "primary"), *_rows(chosen, "supporting")]
        levels = {item.get("id"): item["level"] for item in items if "level" in item}
        visits = [
            {**visit, "items": [{**each, **_level(each, levels)} for each in _rows(visit, "items")]}
            for visit in _rows(chosen, "timeline")
        ]
        return {**value, "visits": visits}


def _rows(value: dict[str, Any], field: str) -> list[dict[str, Any]]:
    rows = value.get(field)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _level(item: dict[str, Any], levels: dict[Any, Any]) -> dict[str, Any]:
    name = item.get("item")
    return {"level": levels[name]} if name in levels else {}


def read_plan_visits(text: str, file: str) -> PlanVisits:
    """Reads a plan.

    Raises:
        DocumentInvalidError: with every problem and its line.
    """
    return parse(PlanVisits, read_yaml(text, file))
