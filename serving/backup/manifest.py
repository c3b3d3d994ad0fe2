"""What a backup says about itself. It is written last: without it a backup is none."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from serving.backup.errors import BackupInvalidError

MANIFEST = "manifest.json"
_CHUNK_BYTES = 2**20


class Manifest(BaseModel):
    """One folder of a backup: the data, or the wrapped keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # The name "schema" belongs to pydantic.
    schema_: Literal["countenance.backup/1"] = Field(default="countenance.backup/1", alias="schema")
    part: Literal["data", "keys"]
    at: datetime
    database: Literal["sqlite", "postgresql"]
    files: dict[str, str]  # path in the folder: sha256


def describe(
    folder: Path, part: Literal["data", "keys"], database: Literal["sqlite", "postgresql"], at: datetime
) -> None:
    """Writes the manifest of everything in a folder, once all of it is on the disk."""
    os.sync()
    files = {str(path.relative_to(folder)): _sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = Manifest(part=part, at=at, database=database, files=files)
    (folder / MANIFEST).write_text(manifest.model_dump_json(by_alias=True, indent=1))
    os.sync()


def checked(folder: Path, part: Literal["data", "keys"]) -> Manifest:
    """The manifest, once every file was found to be the one it names.

    Raises:
        BackupInvalidError.
    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_text())
    except (OSError, ValidationError) as error:
        raise BackupInvalidError(f"{folder} holds no whole backup.") from error
    if manifest.part != part:
        raise BackupInvalidError(f"{folder} holds the {manifest.part}, not the {part}.")
    for name, digest in manifest.files.items():
        path = folder / name
        if ".." in Path(name).parts or not path.is_file() or _sha256(path) != digest:
            raise BackupInvalidError(f"{name} in {folder} is missing or was changed.")
    return manifest


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
