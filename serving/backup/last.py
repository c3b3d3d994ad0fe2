"""That a backup was made, told where the server looks: a practice is asked for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from models.errors import CountenanceError
from serving.data_folder import data_folder
from serving.settings import Settings

_FILE = "last-backup.json"


class BackupNoteError(CountenanceError):
    """The note of the last backup is there and can't be read. Nothing is said of backups then."""

    code = "backup_note_unreadable"
    status = 503
    title = "The note of the last backup cannot be read"


class LastBackup(BaseModel):
    """Attributes:
    at: when it was made.
    objects: photos and documents in it, of all practices.
    size: theirs, in bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    objects: int
    size: int


def note_backup(settings: Settings, made: LastBackup) -> None:
    """To be called once the backup is whole. The note before is replaced, or stays as it is."""
    beside = _place(settings).with_suffix(".new")
    beside.write_text(made.model_dump_json())
    beside.replace(_place(settings))


def last_backup(settings: Settings) -> LastBackup | None:
    """The last one of this machine; None for none.

    Raises:
        BackupNoteError.
    """
    try:
        return LastBackup.model_validate_json(_place(settings).read_text())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise BackupNoteError() from error


def _place(settings: Settings) -> Path:
    return data_folder(settings) / _FILE
