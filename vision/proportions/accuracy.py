"""How far the network's landmarks miss what people marked by hand, by measurement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vision.face.face import IRIS_DIAMETER_MM, IRIS_DIAMETER_SD_MM

MIN_CORRELATION = 0.5  # below it a value says little of this face beyond the average one
FEWEST = 30  # people; fewer do not carry a standard deviation

_NINETY_PERCENT = 1.645  # standard deviations either side
_RULER_SD = IRIS_DIAMETER_SD_MM / IRIS_DIAMETER_MM


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One measurement on people with hand-marked points.

    Attributes:
        n: how many people.
        bias: mean of ours minus theirs, in the measurement's unit; 0 for a difference between the sides, which has
            none on faces and mirrored faces together.
        sd: standard deviation of ours minus theirs about `bias`.
        correlation: Pearson's, of ours and theirs; of lengths over the marked distance of the pupils, so that the ruler
            that both share counts for nothing.
    """

    n: int
    bias: float
    sd: float
    correlation: float

    @property
    def suffices(self) -> bool:
        return self.n >= FEWEST and self.correlation >= MIN_CORRELATION

    def interval(self, value: float, *, in_mm: bool) -> tuple[float, float]:
        """90 %, of the landmarks and, for lengths, of the ruler: irises differ by 4 % between people."""
        ruler = _RULER_SD * value if in_mm else 0.0
        reach = float(_NINETY_PERCENT * (self.sd**2 + ruler**2) ** 0.5)
        return value - reach, value + reach


@cache
def load_accuracy() -> dict[str, Accuracy]:
    """accuracy.json by name of the measurement."""
    content = json.loads((files("vision.proportions") / "data" / "accuracy.json").read_text(encoding="utf-8"))
    return {name: Accuracy(**entry) for name, entry in content["accuracy"].items()}
