"""What a treatment does to a face, as far as a published figure carries it: the types that treatment files parse into.

Magnitudes are signed changes of what the layer holds (`-0.5` grades: half a grade less), ordered from the least to the
most: |low| ≤ |expected| ≤ |high| ≤ |cap|, all of one sign. Without a cap that has a source there is no effect to show.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from simulation.course import Course

Layer = Literal["dynamic_lines", "static_lines", "texture", "pores", "melanin", "hemoglobin", "shadow", "hair", "shape"]
Unit = Literal["grades", "percent", "mm"]
Level = Literal["low", "expected", "high"]
LEVELS: tuple[Level, ...] = ("low", "expected", "high")


class Effect(BaseModel):
    """One change on one layer.

    Attributes:
        layer: what of the picture changes.
        concerns: of the registry, that it lessens; none for a change of shape that serves a goal.
        zones: kinds of zones, where narrower than what the treatment serves; empty for all of these.
        unit: grades of the published scale, percent of what is there, or millimeters along the skin's normal.
        low, expected, high: signed, see above.
        cap: the most that may be shown, from the source.
        scale: row of the table of published scales (`simulation.scales`) that the magnitudes are said in.
        source: key into the treatment's sources.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    layer: Layer
    concerns: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    unit: Unit
    low: float
    expected: float
    high: float
    cap: float
    scale: str
    course: Course
    source: str

    @model_validator(mode="after")
    def _within_its_cap(self) -> Self:
        values = (self.low, self.expected, self.high, self.cap)
        if min(values) < 0 < max(values):
            raise ValueError("low, expected, high and cap must have one sign")
        if list(values) != sorted(values, key=abs):
            raise ValueError("low, expected, high and cap must follow each other in size")
        return self

    @model_validator(mode="after")
    def _only_shapes_grow(self) -> Self:
        if (self.layer == "shape") != (self.unit == "mm"):
            raise ValueError("a shape is given in mm, and nothing else is")
        if self.unit != "mm" and self.cap > 0:
            raise ValueError("what is not a shape can only be lessened")
        return self

    def magnitude(self, level: Level) -> float:
        """Signed, in the effect's unit."""
        return {"low": self.low, "expected": self.expected, "high": self.high}[level]
