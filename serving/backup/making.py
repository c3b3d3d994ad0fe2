"""A backup: the database and the objects in one folder, the wrapped keys in another. The master key is in neither.

The order makes it whole. An object and a key are there before the row that needs them is committed; so the database is
copied first, and what its rows name is still to be found after that, unless it was erased or deleted meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from serving.backup.databases import copy_database, kind_of
from serving.backup.errors import BackupPlaceError
from serving.backup.last import LastBackup, note_backup
from serving.backup.manifest import describe
from serving.data_folder import make_private
from serving.objects import ObjectMissingError, Objects, configured_objects
from serving.settings import Settings
from serving.stores import database_url
from serving.vault.configured import keys_url

OBJECTS = "objects"


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds."""

    objects: int
    size: int  # bytes of objects


def back_up(settings: Settings, data: Path, keys: Path, now: datetime) -> Made:
    """Copies everything but the master key and the ledger of deletions, which no backup may hold.

    Args:
        data: a new or empty folder for the database and the objects.
        keys: another, for the wrapped keys, to be kept elsewhere: without them the first opens nothing.

    Raises:
        BackupPlaceError, DatabaseToolError, ObjectDamagedError, ObjectsUnavailableError, DatabaseUnavailableError.
    """
    for folder in (data, keys):
        _begin(folder)
    copy_database(database_url(settings), data)
    copy_database(keys_url(settings), keys)
    describe(keys, "keys", kind_of(keys_url(settings)), now)
    made = _copy_objects(configured_objects(settings), data / OBJECTS)
    describe(data, "data", kind_of(database_url(settings)), now)
    note_backup(settings, LastBackup(at=now, objects=made.objects, size=made.size))
    return made


def _copy_objects(objects: Objects, folder: Path) -> Made:
    number = size = 0
    for kept in objects.kept():
        try:
            sealed = objects.get(kept.name)
        except ObjectMissingError:  # deleted since it was listed
            continue
        place = folder / kept.name
        make_private(place.parent)
        place.touch(mode=0o600)
        place.write_bytes(sealed)
        number, size = number + 1, size + len(sealed)
    return Made(number, size)


def _begin(folder: Path) -> None:
    try:
        make_private(folder)
        if any(folder.iterdir()):
            raise BackupPlaceError(f"{folder} is not empty.")
    except OSError as error:
        raise BackupPlaceError(f"{folder} cannot be written: {error.strerror}.") from error
