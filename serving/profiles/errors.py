"""What is refused about profiles."""

from __future__ import annotations

from models.errors import CountenanceError


class ProfileMissingError(CountenanceError):
    """The client is there, and nothing was asked yet."""

    code = "profile_missing"
    status = 404
    title = "This client was not asked anything yet"


class ProfileOfAnotherError(CountenanceError):
    """The document names another client, or another date of birth than the client's entry."""

    code = "profile_of_another"
    status = 422
    title = "This profile belongs to another client"
