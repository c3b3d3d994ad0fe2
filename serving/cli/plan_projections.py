"""Projections that go into a plan's documents: signed files alone, and of the photo that the plan was drafted from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from models.errors import CountenanceError
from serving.cli.whole_file import OutputError
from simulation.provenance import read_manifest

_HOLDS = ("Valid", "Trusted")


class NoProjectionError(CountenanceError):
    """A picture that is no signed projection, or one of another photo."""

    code: ClassVar[str] = "no_projection"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The picture is no projection of this photo"


def read_projections(paths: Sequence[Path], photo_sha256: str) -> tuple[tuple[bytes, str], ...]:
    """The files as they are, each with what it shows.

    Args:
        photo_sha256: of the plan's photo; empty where it was drafted without one.

    Raises:
        ManifestUnreadableError: a file carries no manifest.
        NoProjectionError: its manifest does not hold, is not a projection's, or names another photo.
    """
    return tuple(_read(path, photo_sha256) for path in paths)


def _read(path: Path, photo_sha256: str) -> tuple[bytes, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error
    manifest = read_manifest(data)
    if manifest.state not in _HOLDS or manifest.projection is None:
        raise NoProjectionError(f"{path.name} is not a signed projection, or was changed since.", file=path.name)
    if photo_sha256 and manifest.original_sha256 != photo_sha256:
        raise NoProjectionError(f"{path.name} is a projection of another photo.", file=path.name)
    titles = ", ".join(str(each["title"]) for each in manifest.projection["treatments"])
    return data, f"{titles} · {manifest.projection['time_point']}"
