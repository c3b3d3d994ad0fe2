"""What is said of how old a face looks, or why nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoAgeReason(StrEnum):
    """Why no age is told. The codes are part of the API, beside those of `Reason`.

    CAPTURE the capture check rejected the photo; VIEW the face is turned further than was calibrated, or the photo is
    declared as another view; RANGE too few people who look that old or young are behind the calibration.
    """

    CAPTURE = "capture"
    VIEW = "view"
    RANGE = "not_calibrated"


@dataclass(frozen=True, slots=True)
class ApparentAge:
    """How old an adult's face looks to a network: an estimate for providers, and never a date of birth.

    Attributes:
        assessable: False where nothing is told; then `reason` says why and the numbers are None.
        reason: stable code; `reason_message` is a sentence for people.
        value_years: the estimate.
        interval_years: nine in ten calibration faces with such an estimate were of an age inside it.
        calibration_n: how many faces that was measured on.
    """

    assessable: bool
    reason: NoAgeReason | None = None
    reason_message: str | None = None
    value_years: float | None = None
    interval_years: tuple[float, float] | None = None
    calibration_n: int | None = None


_MESSAGES = {
    NoAgeReason.CAPTURE: "The photo was rejected by the capture check.",
    NoAgeReason.VIEW: "An age is read from a front view only, of a face that looks into the camera.",
    NoAgeReason.RANGE: "How far such an estimate is off was not measured. Ask for the date of birth.",
}


def no_age(reason: NoAgeReason) -> ApparentAge:
    """Says only why there is none."""
    return ApparentAge(assessable=False, reason=reason, reason_message=_MESSAGES[reason])
