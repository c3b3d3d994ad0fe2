"""What is refused about clients."""

from __future__ import annotations

from models.errors import CountenanceError


class ClientErasedError(CountenanceError):
    """The client was erased. That there was one is all that is left."""

    code = "client_erased"
    status = 410
    title = "This client was erased"


class ClientNotActiveError(CountenanceError):
    """The entry was merged into another one of the same person, which `details.merged_into` names: ask for that."""

    code = "client_merged"
    status = 410
    title = "This client is kept under another entry"


class BornInTheFutureError(CountenanceError):
    code = "date_of_birth_in_the_future"
    status = 422
    title = "The date of birth is in the future"


class ReferenceTakenError(CountenanceError):
    """Of the practice's clients another one has it. Which one is not told: it may be out of the caller's reach."""

    code = "reference_taken"
    status = 409
    title = "Another client has this reference"


class AccountUnknownError(CountenanceError):
    """The practice has no such account, or it is disabled."""

    code = "account_unknown"
    status = 422
    title = "There is no such account"
