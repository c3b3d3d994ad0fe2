"""What a profile says that no day allows."""

from __future__ import annotations

from models.errors import CountenanceError


class NotBornYetError(CountenanceError):
    """A date of birth of today or later is a slip of the pen; nobody's age is worked out from it."""

    code = "date_of_birth_not_past"
    status = 422
    title = "The date of birth is not in the past"
