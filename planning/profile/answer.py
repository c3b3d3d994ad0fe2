"""Yes, no, or unknown; and what is known of a health question beside the answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import model_validator

from planning.files import Document


class Answer(StrEnum):
    """Unknown is never no: it was not asked, not answered, or not understood."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class HealthFact(Document):
    """What the client (or a record) says about one row of the catalogue.

    Attributes:
        answer: see `Answer`. In a file the bare answer may stand for the whole fact.
        last: when it last was so, or when the event happened; None when not said.
        zones: where on the face, zone names, kinds, or `face`; None when not said.
        note: in the words of whoever wrote it.
    """

    answer: Answer = Answer.UNKNOWN
    last: date | None = None
    zones: tuple[str, ...] | None = None
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {**value, "answer": _spelled(value.get("answer", Answer.UNKNOWN))}
        return value if isinstance(value, cls) else {"answer": _spelled(value)}


def _spelled(value: Any) -> Any:
    """Forms and JSON may say true or false."""
    return {True: Answer.YES, False: Answer.NO}[value] if isinstance(value, bool) else value
