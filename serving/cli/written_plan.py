"""A draft on disk: plan.json and the documents, all of them or none."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from planning.documents import (
    DocumentRequest,
    care_plan,
    client_pdf,
    consent_forms,
    note_html,
    note_text,
    provider_pdf,
    visits_ics,
)
from planning.plan import PlanDraft
from serving.cli.whole_file import OutputError, write_all

CONSENTS = "consents"


def write_plan(request: DocumentRequest, folder: Path) -> None:
    """Writes a draft. The forms of an earlier one in the folder that this one has no use for go.

    Raises:
        PictureUnreadableError: one of the pictures is none.
        OutputError: the folder cannot be made or written.
    """
    contents = {
        "plan.json": request.draft.model_dump_json(by_alias=True, indent=1).encode(),
        "plan.pdf": client_pdf(request),
        "provider.pdf": provider_pdf(request),
        "note.html": note_html(request).encode(),
        "note.txt": note_text(request).encode(),
        "careplan.json": care_plan(request).encode(),
        "visits.ics": visits_ics(request),
        **{f"{CONSENTS}/{name}.pdf": pdf for name, pdf in consent_forms(request).items()},
    }
    earlier = _forms_of(folder / "plan.json")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, contents)
        for name in earlier - contents.keys():
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}") from error


def _forms_of(path: Path) -> set[str]:
    """Names of the forms that were written with an earlier draft; nothing else in the folder is ours to remove."""
    try:
        draft = PlanDraft.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return set()
    return {f"{CONSENTS}/{item.id}.pdf" for option in draft.options for item in option.items}
