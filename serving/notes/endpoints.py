"""Routes of notes."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy import select

from planning.notes import read_notes
from serving.clients import find_client, resource_of
from serving.desk import AtDesk, Creating, Listing, Looking, PageOf, Paging, Work, page
from serving.desk.described import creating_responses, listing_responses, reading_responses
from serving.desk.names import PathName
from serving.notes import service
from serving.notes.schemas import NewConfirmation, NewNote, NoteListed, NoteShown
from serving.notes.tables import Note
from serving.profiles.answering import answer_of
from serving.profiles.schemas import ProfileShown

router = APIRouter(prefix="/v1", tags=["notes"])


@router.post(
    "/clients/{client}/notes",
    summary="Keep a note",
    status_code=201,
    response_model=NoteShown,
    responses=creating_responses(409, 410, 413),
)
def create_note(client: PathName, body: NewNote, desk: Creating) -> Response:
    """Sealed, and read into proposals, each with the words it was read from. A person confirms or drops each."""

    def may(work: Work) -> None:
        service.may_create(work, client)

    if (given := desk.answered(body, may)) is not None:
        return given
    with desk.reading() as work:
        on = service.day_of(work, client, body)
    reading = read_notes(body.text, on)  # without a transaction: it takes its time
    return desk.once(body, may, lambda work: service.create(work, client, body, on, reading))


@router.get("/clients/{client}/notes", summary="A client's notes", responses=listing_responses(410))
def list_notes(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[NoteListed]:
    """The newest first."""
    with desk.reading() as work:
        row = find_client(work, client)
        work.may("note.read", resource_of(work, row, "note"))
        statement = work.visible(select(Note).where(Note.client == row.id), Note)
        found = page(work, statement, Listing(f"notes of {client}", Note.id, {}, newest_first=True), asked)
        items = [NoteListed.model_validate(each, from_attributes=True) for each in found.rows]
        return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/notes/{note}", summary="A note", response_model=NoteShown, responses=reading_responses(410))
def read_note(note: PathName, desk: Looking) -> Response:
    """With its proposals, as they were read when it came. Reading is on record."""
    with desk.writing() as work:
        answer = service.read(work, note)
    return desk.shown(answer)


@router.post(
    "/notes/{note}/confirmations",
    summary="Confirm facts of a note",
    response_model=ProfileShown,
    responses=creating_responses(409, 410),
)
def confirm_facts(note: PathName, body: NewConfirmation, desk: Creating) -> Response:
    """By a provider, into the profile: all that is named, or nothing where one contradicts the record."""
    return desk.once(
        body,
        lambda work: service.may_confirm(work, note),
        lambda work: answer_of(work, service.confirm_facts(work, note, body)),
    )
