"""What is said of one measurement, or why nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vision.concerns import Reason
from vision.findings import reason_words


class NoProportionReason(StrEnum):
    """Why a measurement is not told. The codes are part of the API; those that findings have too mean the same.

    VIEW a side view shows it, a front view does not; OBLIQUE the head is turned, or the photo is declared as another
    view than front; OUT_OF_FRAME the photo ends before a point it is measured from; EXPRESSION mouth or brows are not
    at rest; CAPTURE the capture check rejected the photo; LANDMARK the network has no point there; ACCURACY the
    network's points follow those that people marked too loosely.
    """

    VIEW = Reason.VIEW.value
    OBLIQUE = Reason.OBLIQUE.value
    OUT_OF_FRAME = Reason.OUT_OF_FRAME.value
    EXPRESSION = Reason.EXPRESSION.value
    CAPTURE = Reason.CAPTURE.value
    LANDMARK = "no_landmark"
    ACCURACY = "not_accurate"


_MESSAGES = {
    NoProportionReason.VIEW: reason_words(Reason.VIEW),
    NoProportionReason.OBLIQUE: "This takes a front view, of a face that looks straight into the camera.",
    NoProportionReason.OUT_OF_FRAME: "The photo ends before a point that this is measured from.",
    NoProportionReason.EXPRESSION: reason_words(Reason.EXPRESSION),
    NoProportionReason.CAPTURE: reason_words(Reason.CAPTURE),
    NoProportionReason.LANDMARK: "No point is found there that this could be measured from.",
    NoProportionReason.ACCURACY: "The points found here follow hand-marked ones too loosely to tell people apart.",
}


@dataclass(frozen=True, slots=True)
class Proportion:
    """One measurement of one face.

    Attributes:
        name: stable code; `title` for people.
        assessable: False where nothing is told; then `reason` says why and value, unit and interval are None.
        value: in `unit`. A difference is positive where the left (the client's) is higher or further out.
        unit: "mm" or "percent".
        interval: holds the hand-marked value nine times in ten. None where nobody marked the points.
    """

    name: str
    title: str
    assessable: bool
    reason: NoProportionReason | None = None
    reason_message: str | None = None
    value: float | None = None
    unit: str | None = None
    interval: tuple[float, float] | None = None


def no_proportion(name: str, title: str, reason: NoProportionReason) -> Proportion:
    """Says only why there is no value."""
    return Proportion(name, title, assessable=False, reason=reason, reason_message=_MESSAGES[reason])
