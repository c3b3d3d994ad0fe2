"""What is said of one concern in one zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vision.concerns import Reason


@dataclass(frozen=True, slots=True)
class Percentile:
    """Where a severity stands among `n` people of a population: the share of theirs below it, 0 to 100."""

    value: int
    population: str
    n: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One concern in one zone.

    Attributes:
        zone: zone name.
        concern: concern name.
        assessable: False when the photo does not carry the answer; then `reason` says why and the numbers are None.
        reason: stable code; `reason_message` is a sentence for people.
        severity: 0 to 100 in steps of 0.1, higher is worse, linear in `quantity` between the concern's documented
            anchors.
        grade: 0 none, 1 mild, 2 moderate, 3 severe, 4 extreme.
        interval: 90 % interval of the severity from measured repeatability, clipped to 0–100; None where that was not
            measured, or not on photos like this one.
        quantity: the measured value in `unit`.
        unit: of `quantity`.
        details: counts, lengths, depths and areas behind it, by name; the name ends in the unit. Empty when
            not assessable.
        percentile: among people who were really measured; None where there are too few, or the photo is not like
            theirs.
    """

    zone: str
    concern: str
    assessable: bool
    reason: Reason | None = None
    reason_message: str | None = None
    severity: float | None = None
    grade: int | None = None
    interval: tuple[float, float] | None = None
    quantity: float | None = None
    unit: str | None = None
    details: Mapping[str, float] = field(default_factory=dict)
    percentile: Percentile | None = None


SEVERITY_DIGITS = 1  # as written in analysis.json; rounded before grading, so that 20.0 is never graded as 19.96
GRADE_NAMES = ("none", "mild", "moderate", "severe", "extreme")


def grade_of(severity: float) -> int:
    """Five equal steps of the severity: 0–20 none, 20–40 mild, … 80–100 extreme."""
    return min(int(severity // 20), 4)
