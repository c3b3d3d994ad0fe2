"""The one error base of the house.

It lives in the lowest layer so that every layer can raise it. Each kind of failure is a subclass with a
stable `code` (part of the API: clients branch on it) and the HTTP `status` it maps to at the edge.
"""

from __future__ import annotations

from typing import ClassVar


class CountenanceError(Exception):
    """A failure that a caller can act on.

    Attributes:
        code: stable, snake_case, never reused for another meaning.
        status: HTTP status for the edge.
        title: short and constant for the code; `str(error)` holds the specific sentence.
        details: JSON-serializable facts that help the caller (a limit, a size), never personal data.
    """

    code: ClassVar[str] = "internal_error"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong on our side"

    def __init__(self, message: str | None = None, **details: object) -> None:
        super().__init__(message or self.title)
        self.details = details


class ModelFileError(CountenanceError):
    """A model file is missing or is not the file that was pinned."""

    code = "model_file_invalid"
    status = 503
    title = "A model file is missing or altered"


class DeviceUnavailableError(CountenanceError):
    """The device that was asked for is not there. We never fall back silently."""

    code = "device_unavailable"
    status = 503
    title = "The requested device is not available"
