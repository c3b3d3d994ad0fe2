"""A projection on disk: labelled and signed pictures, and projection.json; each whole or not there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from serving.cli.whole_file import OutputError, write_whole
from serving.projections.document import ProjectionDocument, ViewName, file_name
from serving.projections.making import VIEWS
from simulation.projection.projection import Projection

_SUFFIXES = ("jpg", "png")


def write_projection(files: Mapping[ViewName, Projection], document: ProjectionDocument, folder: Path) -> None:
    """Writes everything, after what an earlier projection left here is gone.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("projection.json", *(f"{view}.{suffix}" for view in VIEWS for suffix in _SUFFIXES)):
            (folder / name).unlink(missing_ok=True)
        for view, projection in files.items():
            write_whole(folder / file_name(view, projection), projection.file)
        write_whole(folder / "projection.json", document.to_json(indent=1).encode())
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}") from error
