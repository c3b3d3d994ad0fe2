"""A draft on disk: plan.json and the documents, each whole or not there."""

from __future__ import annotations

from pathlib import Path

from planning.documents import DocumentRequest, Pictures, care_plan, client_pdf, note_html, provider_pdf, visits_ics
from planning.library import Library
from planning.plan import PlanDraft
from planning.practice import Practice
from serving.cli.whole_file import OutputError, write_whole


def write_plan(made: PlanDraft, practice: Practice, library: Library, folder: Path, pictures: Pictures) -> None:
    """Writes a draft. What an earlier one left in the folder goes first.

    Args:
        pictures: for the client's document; none of them needed.

    Raises:
        PictureUnreadableError: one of them is no picture.
        OutputError: the folder cannot be made or written.
    """
    request = DocumentRequest(made, practice, library, pictures=pictures)
    contents = {
        "plan.json": made.model_dump_json(by_alias=True, indent=1).encode(),
        "plan.pdf": client_pdf(request),
        "provider.pdf": provider_pdf(request),
        "note.html": note_html(request).encode(),
        "careplan.json": care_plan(request).encode(),
        "visits.ics": visits_ics(request),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in contents:
            (folder / name).unlink(missing_ok=True)
        for name, data in contents.items():
            write_whole(folder / name, data)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}") from error
