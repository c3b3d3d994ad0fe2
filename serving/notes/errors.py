"""What is refused about notes."""

from __future__ import annotations

from models.errors import CountenanceError


class FactUnknownError(CountenanceError):
    """The reading of this note has no fact at that place."""

    code = "fact_unknown"
    status = 422
    title = "The note has no such fact"
