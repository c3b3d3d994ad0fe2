"""What is refused about visits."""

from __future__ import annotations

from models.errors import CountenanceError


class VisitInTheFutureError(CountenanceError):
    """It has not been yet. What is kept would be kept for longer than its term."""

    code = "visit_in_the_future"
    status = 422
    title = "This day is still to come"
