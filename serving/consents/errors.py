"""What consent, or the lack of it, stops."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import CountenanceError


class ConsentMissingError(CountenanceError):
    """Nothing was computed and nothing kept: the client has not agreed, or no longer does."""

    code = "consent_missing"
    status = 403
    title = "The client has not agreed to this"

    def __init__(self, scopes: Sequence[str]) -> None:
        super().__init__(f"The client has not agreed to: {', '.join(scopes)}.", scopes=list(scopes))


class ConsentTextUnknownError(CountenanceError):
    """A signature under a text that is not the one in force: the client would have read something else."""

    code = "consent_text_not_in_force"
    status = 422
    title = "This is not the text that is signed now"


class ConsentWithdrawnError(CountenanceError):
    code = "consent_already_ended"
    status = 409
    title = "This agreement has ended already"
