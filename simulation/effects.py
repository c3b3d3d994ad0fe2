"""What a treatment does to a face, as far as a published figure carries it: the types that treatment files parse into.

Magnitudes are signed changes of what the layer holds (`-0.5` grades: half a grade less), ordered from the least to the
most: |low| ≤ |expected| ≤ |high| ≤ |cap|, all of one sign. Without a cap that has a source there is no effect to show.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Layer = Literal["dynamic_lines", "static_lines", "texture", "pores", "melanin", "hemoglobin", "shadow", "hair", "shape"]
Unit = Literal["grades", "percent", "mm"]


class Course(BaseModel):
    """When an effect is seen, days after the last visit of a series.

    Attributes:
        onset_days: first seen.
        peak_days: strongest; between onset and peak it grows.
        fades_days: gone, or None where no end was published.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    onset_days: int = Field(ge=0)
    peak_days: int = Field(ge=0)
    fades_days: int | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.onset_days > self.peak_days or (self.fades_days is not None and self.fades_days <= self.peak_days):
            raise ValueError("onset, peak and fading must follow each other")
        return self


class Effect(BaseModel):
    """One change on one layer.

    Attributes:
        layer: what of the picture changes.
        concerns: of the registry, that it lessens; none for a change of shape that serves a goal.
        zones: kinds of zones, where narrower than what the treatment serves; empty for all of these.
        unit: grades of the published scale, percent of what is there, or millimeters along the skin's normal.
        low, expected, high: signed, see above.
        cap: the most that may be shown, from the source.
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
