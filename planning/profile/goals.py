"""What a client hopes for: their own words, and codes that a plan can be drafted from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import field_validator

from planning.files import Document, parse, shipped


class GoalRow(Document):
    """One goal of the catalogue.

    Attributes:
        code: stable, snake_case.
        title: as shown to people.
        concerns: of the registry, that a photo may show for it; none where no photo does.
    """

    code: str
    title: str
    concerns: tuple[str, ...] = ()


class _Goals(Document):
    source: str
    goals: tuple[GoalRow, ...]


@cache
def goal_catalogue() -> Mapping[str, GoalRow]:
    """Goals by code, in the order of the file."""
    rows = parse(_Goals, shipped("profile", "data", "goals.yaml")).goals
    return MappingProxyType({goal.code: goal for goal in rows})


class Goal(Document):
    """A client's goal.

    Attributes:
        words: the client's.
        codes: of the catalogue, as a person has read the words; may be empty.
        zones: zone names or kinds the client spoke of; empty for the whole face.
    """

    words: str = ""
    codes: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()

    @field_validator("codes")
    @classmethod
    def _known(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [code for code in codes if code not in goal_catalogue()]
        if unknown:
            raise ValueError(f"no such goal: {', '.join(unknown)}")
        return codes
