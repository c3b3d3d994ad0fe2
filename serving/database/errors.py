"""What the database can't do now."""

from __future__ import annotations

from models.errors import CountenanceError


class DatabaseUnavailableError(CountenanceError):
    """It does not answer, or another writer kept it for too long. Nothing of the request was kept."""

    code = "database_unavailable"
    status = 503
    title = "The database does not answer. Please try again in a moment"

    def __init__(self) -> None:
        super().__init__(retry_after_s=2)
