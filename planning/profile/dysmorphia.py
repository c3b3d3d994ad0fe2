"""The screen for body dysmorphic disorder, where a practice asks for it: BDDQ-AS, seven items.

Positive: preoccupied with how one looks (1) and about it much of the time (2), and distress or a bar in daily life (any
of items 3 to 6 at 3 or more of 5, or item 7 yes). Scoring after Lekakis 2022, doi 10.1186/s40463-022-00613-6 (there:
rhinoplasty, sensitivity 89.6 %, specificity 81.4 %). A positive screen is not a diagnosis.
"""

from __future__ import annotations

from typing import Literal

from planning.files import Document
from planning.profile.answer import Answer

_MARKED = 3
Degree = Literal[1, 2, 3, 4, 5]


class DysmorphiaScreen(Document):
    """Answers as given; None where an item was left out."""

    concerned: bool | None = None
    preoccupied: bool | None = None
    distress: Degree | None = None
    impairs_work: Degree | None = None
    impairs_social_life: Degree | None = None
    impairs_relationships: Degree | None = None
    avoids_things: bool | None = None

    @property
    def positive(self) -> Answer:
        """Unknown while the items that are missing could still decide it."""
        degrees = (self.distress, self.impairs_work, self.impairs_social_life, self.impairs_relationships)
        marked = [None if degree is None else degree >= _MARKED for degree in degrees]
        burden = _any([*marked, self.avoids_things])
        if False in (self.concerned, self.preoccupied, burden):
            return Answer.NO
        return Answer.UNKNOWN if None in (self.concerned, self.preoccupied, burden) else Answer.YES


def _any(values: list[bool | None]) -> bool | None:
    if True in values:
        return True
    return None if None in values else False
