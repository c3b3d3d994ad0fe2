"""What is refused at the desk, whatever the route."""

from __future__ import annotations

from models.errors import CountenanceError


class NotFoundError(CountenanceError):
    """There is none, or none that this caller may know of: both are told the same."""

    code = "not_found"
    status = 404
    title = "Not Found"


class NotAllowedError(CountenanceError):
    """The caller sees the thing, and may not do this with it."""

    code = "not_allowed"
    status = 403
    title = "This account may not do that"

    def __init__(self, action: str) -> None:
        super().__init__(action=action)


class IdempotencyKeyRequiredError(CountenanceError):
    """What is stored is stored once, and only a key tells a second try from a second thing."""

    code = "idempotency_key_required"
    status = 400
    title = "The request needs an Idempotency-Key"


class IdempotencyKeyInvalidError(CountenanceError):
    code = "idempotency_key_invalid"
    status = 400
    title = "An Idempotency-Key has 1 to 255 visible ASCII characters"


class IdempotencyKeyReusedError(CountenanceError):
    """The same key came with another body or to another route. Nothing was done."""

    code = "idempotency_key_reused"
    status = 422
    title = "This Idempotency-Key was used for another request"


class CursorInvalidError(CountenanceError):
    """Damaged, or given out for another listing, other filters, or somebody else."""

    code = "cursor_invalid"
    status = 400
    title = "The cursor is not one of this listing"


class PreconditionRequiredError(CountenanceError):
    """An edit says which version it is an edit of, or it could undo somebody else's."""

    code = "precondition_required"
    status = 428
    title = "The request needs an If-Match with the version that was edited"


class StaleError(CountenanceError):
    """Somebody else was faster. Nothing was changed."""

    code = "stale"
    status = 412
    title = "This was changed in the meantime. Please load it again"
