"""When something is open, by weekday, in the location's own time."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from planning.files import Document

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Span(Document):
    """From and to on one day; in a file `09:00-17:30`."""

    opens: time
    closes: time

    @model_validator(mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        opens, _, closes = value.partition("-")
        return {"opens": opens.strip(), "closes": closes.strip()}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(at.second or at.microsecond or at.tzinfo for at in (self.opens, self.closes)):
            raise ValueError("hours and minutes of the location's own time, as 09:00-17:30")
        if self.closes <= self.opens:
            raise ValueError("it closes before it opens")
        return self

    @property
    def minutes(self) -> int:
        return (self.closes.hour - self.opens.hour) * 60 + self.closes.minute - self.opens.minute


class Hours(Document):
    """A week, and days on which it does not hold.

    Attributes:
        week: spans by weekday, in order and apart; a weekday that is not there is closed.
        closed: single days.
    """

    week: dict[Weekday, tuple[Span, ...]]
    closed: tuple[date, ...] = Field(default=())

    @field_validator("week")
    @classmethod
    def _apart(cls, week: dict[Weekday, tuple[Span, ...]]) -> dict[Weekday, tuple[Span, ...]]:
        for day, spans in week.items():
            if any(later.opens < earlier.closes for earlier, later in pairwise(spans)):
                raise ValueError(f"{day}: spans overlap or are out of order")
        return week

    def on(self, day: date) -> tuple[Span, ...]:
        """Spans of a day; none when closed."""
        return () if day in self.closed else self.week.get(WEEKDAYS[day.weekday()], ())
