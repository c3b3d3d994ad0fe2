"""Why a backup can't be made or brought back."""

from __future__ import annotations

from models.errors import CountenanceError


class BackupPlaceError(CountenanceError):
    """The folder is not empty, or can't be written."""

    code = "backup_place_unusable"
    status = 409
    title = "The backup cannot be written there"


class BackupInvalidError(CountenanceError):
    """It was cut off while it was made, or changed since."""

    code = "backup_invalid"
    status = 422
    title = "This is no whole backup"


class RestorePlaceError(CountenanceError):
    """There is something already. A restore writes over nothing."""

    code = "restore_place_in_use"
    status = 409
    title = "There is data already; a restore needs empty places"


class DatabaseToolError(CountenanceError):
    """PostgreSQL's own tool is missing, or failed."""

    code = "database_tool_failed"
    status = 503
    title = "The database's own tool did not do it"
