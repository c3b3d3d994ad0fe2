"""Published scales as rows of a data file, each with what a step of it counts here.

**The mapping is unvalidated**: nobody has held photographs that clinicians graded against our measures. Every row says
so, the loader takes no other, and `Scales.notice` is the sentence that travels with every projection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulation.errors import ScaleUnknownError

GRADE_POINTS = 20.0  # a grade of a finding is a fifth of its severity
MapsTo = Literal["points", "percent", "mm", "nothing"]


class Scale(BaseModel):
    """One published scale.

    Attributes:
        lowest, highest: its range as published, None where it has none.
        grades: how many it has, None where it is continuous.
        maps_to: points of severity, percent of severity, millimeters, or nothing (it gives no size).
        points_per_step: points of severity for one step, where it maps to points; never more than our own grade.
        validated: no row is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern="^[a-z][a-z0-9_]+$")
    title: str
    lowest: float | None
    highest: float | None
    grades: int | None = Field(gt=1)
    maps_to: MapsTo
    points_per_step: float | None = Field(gt=0, le=GRADE_POINTS)
    rationale: str = Field(min_length=8)
    source: str = Field(min_length=4)
    validated: Literal[False]

    @model_validator(mode="after")
    def _points_where_it_maps_to_points(self) -> Self:
        if (self.maps_to == "points") != (self.points_per_step is not None):
            raise ValueError("points_per_step belongs to a scale that maps to points, and to no other")
        return self


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    notice: str
    moderate: float = Field(gt=0, le=100)
    moderate_source: str
    scales: tuple[Scale, ...]


@dataclass(frozen=True, slots=True)
class Scales:
    """The table.

    Attributes:
        notice: that the mapping is unvalidated; travels with every projection.
        moderate: severity that people in the trials had at least; below it a published step counts in proportion.
        by_name: every scale.
    """

    notice: str
    moderate: float
    by_name: Mapping[str, Scale]

    def scale(self, name: str) -> Scale:
        """One scale.

        Raises:
            ScaleUnknownError: the table has no such row.
        """
        if name not in self.by_name:
            raise ScaleUnknownError(f"{name!r} is not in the table of scales", scale=name)
        return self.by_name[name]


@cache
def load_scales() -> Scales:
    """The table that ships. Its mapping is unvalidated."""
    table = _Table.model_validate_json((files("simulation.scales") / "data" / "scales.json").read_text())
    by_name = {scale.name: scale for scale in table.scales}
    if len(by_name) < len(table.scales):
        raise ValueError("two scales share a name")
    return Scales(table.notice, table.moderate, MappingProxyType(by_name))
