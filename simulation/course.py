"""When an effect is seen: how much of it on a day, after one visit and within a series."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Course(BaseModel):
    """When an effect is seen, days after a visit.

    Between the published days it rises and falls smoothly (3t² − 2t³). That shape is ours: sources read a few days.

    Attributes:
        onset_days: first seen.
        peak_days: strongest; between onset and peak it grows.
        fades_days: gone, or None where no end was published.
        at_onset: share that is there on the day of onset, 0 to 1. Above 0 where a source says "at once" and reads the
            peak months later.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    onset_days: int = Field(ge=0)
    peak_days: int = Field(ge=0)
    fades_days: int | None = Field(default=None, gt=0)
    at_onset: float = Field(default=0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.onset_days > self.peak_days or (self.fades_days is not None and self.fades_days <= self.peak_days):
            raise ValueError("onset, peak and fading must follow each other")
        return self

    def share(self, days_since: float) -> float:
        """Of the whole effect, 0 to 1: 0 before onset, 1 at the peak, 0 again when it has faded."""
        if days_since < self.onset_days:
            return 0.0
        if days_since < self.peak_days:
            grown = _smooth((days_since - self.onset_days) / (self.peak_days - self.onset_days))
            return self.at_onset + (1 - self.at_onset) * grown
        if self.fades_days is None:
            return 1.0
        return 1 - _smooth((days_since - self.peak_days) / (self.fades_days - self.peak_days))


def share_after(course: Course, visits: Collection[int], series: int, day: int) -> float:
    """Of the whole effect of a series, 0 to 1.

    Assumed, for no source reads it: each visit gives an equal part of what the series gives, and each part rises and
    fades by itself. That is conservative: what came first has begun to fade when the last part peaks, so that a long
    series of something short-lived never shows all of it. Visits beyond the series renew, and never add above 1.

    Args:
        visits: days of the visits, in any order; those after `day` count nothing.
        series: visits of the whole series.
        day: on the same count as visits.

    Raises:
        ValueError: a series has at least one visit.
    """
    if series < 1:
        raise ValueError("a series has at least one visit")
    return min(1.0, sum(course.share(day - visit) for visit in sorted(visits)) / series)


def _smooth(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * part * (3 - 2 * part)
