"""What keeps a projection from being made before its photo is looked at."""

from __future__ import annotations

from models.errors import CountenanceError


class ScreeningMissingError(CountenanceError):
    """Nobody said whether a rule blocks or holds the treatments."""

    code = "screening_missing"
    status = 403
    title = "It was not said whether a rule blocks or holds the treatments"


class PracticeNotSetError(CountenanceError):
    """A label names the practice that gives the projection; this server was not told which. Nobody has to be woken up:
    no 503."""

    code = "practice_not_set"
    status = 409
    title = "This server was not told whose projections it makes"


class MaskInvalidError(CountenanceError):
    """The painted mask cannot be used on this photo."""

    code = "mask_invalid"
    status = 422
    title = "The painted mask can't be used"


class PlanTooLongError(CountenanceError):
    """A plan that goes further than anybody can say what it leads to."""

    code = "plan_too_long"
    status = 422
    title = "The plan is too long to be shown"
