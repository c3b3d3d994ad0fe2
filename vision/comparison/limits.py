"""The limits as data: how far two photos may differ, in what, and which concerns that touches."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from vision.comparison.change import Caveat, Label

Touches = Literal["all", "expression", "color", "fine"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One row of limits.json.

    Attributes:
        code: of the caveat.
        measure: name of the difference between the photos.
        touches: "all" concerns; those that move with "expression"; that are seen by "color"; that are read from "fine"
            detail.
        directional, not_comparable: beyond which value each label is all that is left; None for never.
        sentence: for people; `{value}` is filled in.
        source: where the values come from.
    """

    code: str
    measure: str
    touches: Touches
    directional: float
    not_comparable: float | None
    sentence: str
    source: str

    def judge(self, value: float) -> Caveat | None:
        """What a difference of this size leaves, or None if everything."""
        said = self.sentence.format(value=abs(value))
        if self.not_comparable is not None and abs(value) > self.not_comparable:
            return Caveat(self.code, said, Label.NOT_COMPARABLE, round(value, 3), self.not_comparable)
        if abs(value) > self.directional:
            return Caveat(self.code, said, Label.DIRECTIONAL, round(value, 3), self.directional)
        return None


@cache
def load_limits() -> tuple[Limit, ...]:
    """All rows, in their order."""
    rows = json.loads((files("vision.comparison") / "data" / "limits.json").read_text(encoding="utf-8"))
    return tuple(Limit(**row) for row in rows["limits"])
