"""What can be wrong with a note, or with what of it is to be merged."""

from __future__ import annotations

from models.errors import CountenanceError


class NoteTooLongError(CountenanceError):
    """More than one consultation's note. Split it by visit, for each has its own day."""

    code = "note_too_long"
    status = 413
    title = "The note is too long"


class FactNotConfirmableError(CountenanceError):
    """What was not said of the client, or not said as so, is never merged, whoever confirms it."""

    code = "fact_not_confirmable"
    status = 422
    title = "This was not said of the client as a fact"


class FactConflictError(CountenanceError):
    """The profile, or another fact, says otherwise. Nothing is merged until a person has said which one holds."""

    code = "fact_conflict"
    status = 409
    title = "A fact contradicts what is on record"
