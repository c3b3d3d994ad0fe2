"""An effect that is not shown in a zone, and why. Nothing that was asked for is left out in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulation.effects import Layer

Why = Literal[
    "not_yet_or_no_longer",
    "needs_animated_photo",
    "shown_on_animated_photo",
    "not_measured_there",
    "not_assessable",
    "nothing_to_lessen",
    "photo_does_not_carry_it",
]
_WORDS: dict[Why, str] = {
    "not_yet_or_no_longer": "On this day the effect is not there yet, or has faded.",
    "needs_animated_photo": "This lessens lines of a moved face; a photo with the expression shows it.",
    "shown_on_animated_photo": "The photo shows an expression; what it lessens at rest is shown on a photo at rest.",
    "not_measured_there": "Nothing measures in this zone what the treatment lessens.",
    "not_assessable": "The photo does not let it be assessed here, so nothing is shown.",
    "nothing_to_lessen": "The photo shows nothing here that the treatment would lessen.",
    "photo_does_not_carry_it": "The change could not be shown on this photo.",
}


@dataclass(frozen=True, slots=True)
class NotShown:
    """Attributes:
    treatment: id.
    zone: name.
    layer: of the effect.
    why: stable code.
    concern: that it is about; empty where it is about none.
    detail: what the finding said, where it is that.
    """

    treatment: str
    zone: str
    layer: Layer
    why: Why
    concern: str = ""
    detail: str = ""

    @property
    def message(self) -> str:
        """For people."""
        return f"{_WORDS[self.why]} {self.detail}".strip()
