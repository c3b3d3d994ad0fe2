"""What can be wrong with stored objects. No message names one."""

from __future__ import annotations

from models.errors import CountenanceError


class ObjectMissingError(CountenanceError):
    """There is no object of this name: it was deleted, or never was."""

    code = "object_missing"
    status = 404
    title = "This file is not there"


class ObjectDamagedError(CountenanceError):
    """It is not what was put there."""

    code = "object_damaged"
    status = 500
    title = "This file is damaged"


class ObjectsUnavailableError(CountenanceError):
    """The object store does not answer, refuses, or is full. Nothing was kept."""

    code = "objects_unavailable"
    status = 503
    title = "Files cannot be stored or read now. Please try again in a moment"

    def __init__(self) -> None:
        super().__init__(retry_after_s=2)
