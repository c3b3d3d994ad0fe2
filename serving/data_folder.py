"""The one folder of the embedded default: database, keys, photos, ledger. Settings place each of them elsewhere."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from models.errors import CountenanceError
from serving.settings import Settings


class DataFolderError(CountenanceError):
    """The data folder can't be made, or others may read it."""

    code = "data_folder_unusable"
    status = 503
    title = "The data folder cannot be used"


def data_folder(settings: Settings) -> Path:
    """The folder, made for this user alone if it is not there: `data_dir`, else `$XDG_DATA_HOME/countenance`.

    Raises:
        DataFolderError: it can't be made, or others could read what is in it.
    """
    folder = settings.data_dir or _home() / "countenance"
    try:
        make_private(folder)
        if settings.data_dir is None:
            folder.chmod(0o700)  # ours by name; what else is kept in it may have made it for all to read
    except OSError as error:
        raise DataFolderError(f"{folder} cannot be made: {error.strerror}.") from error
    if folder.stat().st_mode & 0o077:
        raise DataFolderError(f"Others may look into {folder}; its mode has to be 0700.")
    return folder


def make_private(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, with mode 0700. One that is there is left as it is.

    Raises:
        OSError.
    """
    missing = [folder, *(above for above in folder.parents if not above.exists())]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> None:
    """An empty file for this user alone, where there is none; what SQLite lays beside it gets the same mode.

    One that is there is left as it is: to close a file that SQLite has open in this process would drop its locks.
    """
    make_private(path.parent)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder onto the disk: a file that was synced can still lose its name."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _home() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base) if base else Path.home() / ".local" / "share"
