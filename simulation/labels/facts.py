"""What a label says about one projection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from simulation.labels.errors import LabelFactsError

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")
Moment = Literal["days", "visit", "peak", "fading"]


@dataclass(frozen=True, slots=True)
class TimePoint:
    """Which moment of the course a projection shows. Made by its class methods.

    Attributes:
        moment: so many days after the treatment, after one visit of a plan, at the peak, or when it has faded.
        count: the days, or the number of the visit, from 1; 0 for the other two.
    """

    moment: Moment
    count: int = 0

    def __post_init__(self) -> None:
        least = {"days": 0, "visit": 1}.get(self.moment)
        if (least is None and self.count) or (least is not None and self.count < least):
            raise LabelFactsError("A time point counts days from 0 or visits from 1.", count=self.count)

    @classmethod
    def after_days(cls, days: int) -> Self:
        return cls("days", days)

    @classmethod
    def after_visit(cls, number: int) -> Self:
        return cls("visit", number)

    @classmethod
    def peak(cls) -> Self:
        return cls("peak")

    @classmethod
    def fading(cls) -> Self:
        return cls("fading")


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """Everything on the label but its fixed words.

    Attributes:
        treatments: their titles, in the language of the label; at least one.
        time_point: the moment shown.
        date: the day the projection was given to the client.
        practice: its name.
        version: of the software, as it is to be read: "Countenance 0.1.0".
        language: of the words.
    """

    treatments: tuple[str, ...]
    time_point: TimePoint
    date: date
    practice: str
    version: str
    language: Language = "en"

    def __post_init__(self) -> None:
        said = {"treatments": "".join(self.treatments), "practice": self.practice, "version": self.version}
        missing = [name for name, text in said.items() if not text.strip()]
        if any(not title.strip() for title in self.treatments) and "treatments" not in missing:
            missing.append("treatments")
        if missing:
            raise LabelFactsError(f"The label needs {', '.join(missing)}.", missing=missing)
        if self.language not in LANGUAGES:
            raise LabelFactsError("The label has no words in that language.", languages=list(LANGUAGES))
