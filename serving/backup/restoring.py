"""The way back from a backup. What was erased since it was made stays erased.

First of all the keys are brought back, and every deletion of the ledger is done to them, on a copy that nobody uses
yet. Where that can't be done, because the ledger, the master key or a line is missing, nothing is brought back at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.errors import CountenanceError
from serving.backup.databases import bring_back, copy_sqlite, kind_of, require_empty, sqlite_path
from serving.backup.errors import BackupInvalidError, RestorePlaceError
from serving.backup.making import OBJECTS
from serving.backup.manifest import checked
from serving.database import open_database
from serving.objects import Objects, configured_objects, owner_of
from serving.settings import Settings
from serving.stores import database_url
from serving.vault import KeyStore, open_vault
from serving.vault.configured import configured_keyring, configured_medium, keys_url
from serving.vault.tables import metadata


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back.

    Attributes:
        objects: how many.
        left_out: objects of erased owners, which were not.
        erased: owners whose keys the backup held and the ledger destroyed again. Their rows are still to be deleted.
    """

    objects: int
    left_out: int
    erased: tuple[str, ...]


def restore(settings: Settings, data: Path, keys: Path) -> Restored:
    """Brings a backup back to empty places. No server may run there meanwhile.

    Raises:
        BackupInvalidError, RestorePlaceError, DatabaseToolError.
        MasterKeyMissingError, LedgerDamagedError, LedgerBehindError, LedgerUnavailableError: nothing was brought back.
    """
    _check(settings, data, keys)
    objects = configured_objects(settings)
    if next(objects.kept(), None) is not None:
        raise RestorePlaceError("There are objects already; a restore needs empty places.")
    erased, gone = _bring_back_keys(settings, keys)
    bring_back(database_url(settings), data)
    kept, left_out = _bring_back_objects(objects, data / OBJECTS, gone)
    return Restored(kept, left_out, erased)


def _check(settings: Settings, data: Path, keys: Path) -> None:
    for folder, part, url in ((data, "data", database_url(settings)), (keys, "keys", keys_url(settings))):
        manifest = checked(folder, "data" if part == "data" else "keys")
        if manifest.database != kind_of(url):
            raise BackupInvalidError(f"The {part} come from {manifest.database}; the settings name {kind_of(url)}.")
        require_empty(url)


def _bring_back_keys(settings: Settings, folder: Path) -> tuple[tuple[str, ...], set[str]]:
    """Owners that were erased again, and all that ever were."""
    url = keys_url(settings)
    if kind_of(url) == "postgresql":
        bring_back(url, folder)
        try:
            return _replay(settings, url)
        except CountenanceError:
            _drop(url)
            raise
    place = sqlite_path(url)
    beside = place.with_name(place.name + ".restoring")
    beside.unlink(missing_ok=True)
    at = f"sqlite:///{beside}"
    try:
        bring_back(at, folder)
        told = _replay(settings, at)
        copy_sqlite(beside, place)  # one file, whatever is in the log beside it
        return told
    finally:
        for left in place.parent.glob(beside.name + "*"):
            left.unlink()


def _replay(settings: Settings, url: str) -> tuple[tuple[str, ...], set[str]]:
    store = KeyStore(open_database(url))
    try:
        with store.reading() as rows:
            if rows.state() is None:
                raise BackupInvalidError("The key store of this backup is empty.")
            known = rows.destroyed_owners()
        open_vault(store, configured_keyring(settings), configured_medium(settings))
        with store.reading() as rows:
            gone = rows.destroyed_owners()
        return tuple(sorted(gone - known)), gone
    finally:
        store.database.close()


def _drop(url: str) -> None:
    store = KeyStore(open_database(url))
    metadata.drop_all(store.database.engine)
    store.database.close()


def _bring_back_objects(objects: Objects, folder: Path, gone: set[str]) -> tuple[int, int]:
    kept = left_out = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if owner_of(name) in gone:
            left_out += 1
            continue
        objects.put_as(name, path.read_bytes())
        kept += 1
    return kept, left_out
