"""A draft on disk: plan.json and the documents, each whole or not there."""

from __future__ import annotations

from pathlib import Path

from planning.library import Library
from planning.plan import PlanDraft
from planning.practice import Practice
from serving.cli.whole_file import OutputError, write_whole

FILES = ("plan.json", "plan.pdf", "provider.pdf", "note.html", "careplan.json", "visits.ics")


def write_plan(made: PlanDraft, practice: Practice, library: Library, folder: Path, face_map: bytes) -> None:
    """Writes a draft. What an earlier one left in the folder goes first.

    Args:
        face_map: PNG of the client's photo; empty where there is none.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    contents = {"plan.json": made.model_dump_json(by_alias=True, indent=1).encode()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
        for name, data in contents.items():
            write_whole(folder / name, data)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}") from error
