"""What is done with notes, in a transaction of the desk."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import select

from planning.files import Document
from planning.notes import Reading, ReadingDocument, confirm
from serving.clients import find_client, resource_of
from serving.database import is_id
from serving.desk import Answer, NotFoundError, Work
from serving.notes.errors import FactUnknownError
from serving.notes.schemas import NewConfirmation, NewNote, NoteShown
from serving.notes.tables import Note
from serving.practices.tables import Location
from serving.profiles.keeping import kept, profile_of, row_of
from serving.profiles.tables import ClientProfile

_READING = TypeAdapter(Reading)


class Written(Document):
    """A note as it is sealed.

    Attributes:
        on: the day from which `3 months ago` counts.
        reading: as it was read then, as JSON: what is confirmed is what was shown.
    """

    text: str
    on: datetime.date
    reading: str


def may_create(work: Work, client: str) -> None:
    work.may("note.create", resource_of(work, find_client(work, client), "note"))


def day_of(work: Work, client: str, new: NewNote) -> datetime.date:
    row = find_client(work, client)
    zone = work.session.get_one(Location, row.location).time_zone
    return new.on or work.now.astimezone(ZoneInfo(zone)).date()


def create(work: Work, client: str, new: NewNote, on: datetime.date, reading: Reading) -> Answer:
    """Sealed with what was read in it."""
    owner = find_client(work, client, changing=True)
    name = work.new_id("not")
    written = Written(text=new.text, on=on, reading=_READING.dump_json(reading).decode())
    sealed = work.seal(client, where(name), written.model_dump_json().encode())
    row = Note(id=name, practice=owner.practice, client=client, at=work.now, by=work.caller.id, confirmations=0)
    row.sealed = sealed
    work.session.add(row)
    work.session.flush()
    work.record("note.created", name, client=client, location=owner.location, facts=len(reading.facts))
    return _answer(row, written, reading, status=201)


def find_note(work: Work, note: str) -> Note:
    """Raises NotFoundError."""
    if not is_id(note, "not"):
        raise NotFoundError()
    return work.one(select(Note).where(Note.id == note), Note)


def read(work: Work, note: str) -> Answer:
    row = find_note(work, note)
    owner = find_client(work, row.client)
    work.may("note.read", resource_of(work, owner, "note"))
    work.record("note.read", row.id, client=row.client, location=owner.location)
    written = _written(work, row)
    return _answer(row, written, _READING.validate_json(written.reading))


def may_confirm(work: Work, note: str) -> None:
    row = find_note(work, note)
    work.may("note.confirm", resource_of(work, find_client(work, row.client), "note"))


def confirm_facts(work: Work, note: str, said: NewConfirmation) -> ClientProfile:
    """Merges what a person confirms into the profile, all of it or nothing.

    Raises:
        FactUnknownError, FactNotConfirmableError, FactConflictError.
    """
    row = find_note(work, note)
    owner = find_client(work, row.client, changing=True)
    facts = _READING.validate_json(_written(work, row).reading).facts
    if max(said.facts) >= len(facts) or min(said.facts) < 0:
        raise FactUnknownError(facts=len(facts))
    before, today = profile_of(work, owner).profile, work.now.date()
    chosen = [facts[number] for number in dict.fromkeys(said.facts)]
    merged = confirm(before, chosen, work.caller.id, today, said.replacing)
    profile = kept(work, owner, row_of(work, owner, changing=True), merged)
    row.confirmations += 1
    work.session.flush()
    work.record(
        "note.confirmed",
        row.id,
        client=row.client,
        location=owner.location,
        reviewer=work.caller.id,
        facts=len(chosen),
        profile=profile.version,
    )
    return profile


def _written(work: Work, row: Note) -> Written:
    return Written.model_validate_json(work.unseal(row.client, where(row.id), row.sealed))


def _answer(row: Note, written: Written, reading: Reading, *, status: int = 200) -> Answer:
    shown = NoteShown(
        id=row.id,
        at=row.at,
        by=row.by,
        confirmations=row.confirmations,
        client=row.client,
        on=written.on,
        text=written.text,
        reading=ReadingDocument.of(reading),
    )
    at = f"/v1/notes/{row.id}" if status == 201 else ""
    return Answer.of(shown, row.client, status=status, version=row.confirmations, at=at)


def where(note: str) -> str:
    return f"notes.sealed:{note}"
