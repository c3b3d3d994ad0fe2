"""What is kept about a client, opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from serving.audit.tables import AuditEvent
from serving.clients import Client
from serving.clients.person import Person, person_of
from serving.consents.tables import Consent, ConsentRefusal, PublishedText
from serving.consents.texts import ConsentText, shipped
from serving.desk import Office, Work
from serving.kept import KeptTable
from serving.photos.files import open_file
from serving.photos.tables import Photo
from serving.projections.stored.sealing import open_picture, shown_of
from serving.projections.stored.tables import ProjectionFile, StoredProjection
from serving.vault import KeyDestroyedError
from serving.wording import Language

# Columns that say where something lies, not what it is.
_OURS = frozenset({"practice", "key", "version", "original", "bare", "document", "object"})
_GEOMETRY = "geometry"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Attributes:
    tables: rows by table, each with what was sealed in it under `content`.
    files: what opens each file, by its name. They are opened one at a time, later.
    events: what is on record of the client, and of entries merged into theirs.
    """

    client: Client
    person: Person
    tables: Mapping[str, list[Row]]
    files: Mapping[str, Callable[[], bytes]]
    events: list[AuditEvent] = field(default_factory=list)


def gather(work: Work, client: Client, which: Callable[[KeptTable, Any], bool]) -> Gathered:
    """What is kept, as far as it is asked for.

    Args:
        which: of tables and their rows.

    Raises:
        SealBrokenError, KeyDestroyedError.
    """
    tables: dict[str, list[Row]] = {}
    files: dict[str, Callable[[], bytes]] = {}
    person = person_of(work, client)
    for kept, row in work.office.kept.rows(work.session, client.id):
        if which(kept, row):
            told = _told(kept, row, person.language) if kept.words else _opened(work, kept, row, client.id)
            tables.setdefault(kept.table.__tablename__, []).append(told)
            files |= _files(work, kept, row, client.id)
    return Gathered(client, person, tables, files, _events(work, client))


def _told(kept: KeptTable, row: Any, language: Language) -> Row:
    """That it is there, and in words what it is."""
    return _columns(kept, row) | {"words": kept.words[language]}


def _columns(kept: KeptTable, row: Any) -> Row:
    sealed = {*kept.sealed, *kept.objects}
    names = [column.key for column in kept.table.__table__.columns if column.key not in sealed | _OURS]
    return {name: _plain(getattr(row, name)) for name in names}


def _opened(work: Work, kept: KeptTable, row: Any, client: str) -> Row:
    told = _columns(kept, row)
    for name, at in kept.sealed.items():
        data = getattr(row, name)
        if isinstance(row, StoredProjection):
            told["content"] = _document(work, row)
        elif data is not None and name != _GEOMETRY:
            told["content"] = json.loads(work.unseal(client, at(row), data))
    return told | (_words_read(work, row) if isinstance(row, Consent | ConsentRefusal) else {})


def _document(work: Work, row: StoredProjection) -> Row | None:
    """None where its key is gone and its row is not, yet."""
    try:
        return shown_of(work.office, row).document
    except KeyDestroyedError:
        return None


def _words_read(work: Work, consent: Consent | ConsentRefusal) -> Row:
    """The very words that were signed, or declined."""
    published = work.session.get(PublishedText, consent.text)
    if published is not None:
        return {"words": ConsentText.published(published).wording.model_dump()}
    language: Language = "es" if consent.language == "es" else "en"
    found = [text for text in shipped(language).values() if text.wording.sha256 == consent.text_sha256]
    return {"words": found[0].wording.model_dump() if found else None}


def _files(work: Work, kept: KeptTable, row: Any, client: str) -> dict[str, Callable[[], bytes]]:
    """A photo as pixels alone; any other object as it is, and so what somebody signed the digest of."""
    office = work.office
    if isinstance(row, Photo):
        return {f"photos/{row.id}.jpg": lambda: open_file(office, row, "bare")}
    if isinstance(row, ProjectionFile):
        projection = work.session.get_one(StoredProjection, row.projection)
        name = f"projections/{row.projection}-{row.view}.{row.format}"
        return {name: lambda: open_picture(office, projection, row)}
    if kept.exact:
        sealed = [(at(row), getattr(row, column)) for column, at in kept.sealed.items()]
        return {f"{kept.table.__tablename__}/{row.id}.json": lambda: office.sealing.unseal(client, *sealed[0])}
    return {
        f"{kept.table.__tablename__}/{row.id}.pdf": _opener(office, client, at(row), getattr(row, column))
        for column, at in kept.objects.items()
        if getattr(row, column)
    }


def _opener(office: Office, client: str, at: str, name: str) -> Callable[[], bytes]:
    return lambda: office.sealing.unseal(client, at, office.objects.get(name))


def _events(work: Work, client: Client) -> list[AuditEvent]:
    merged = select(Client.id).where(Client.merged_into == client.id)
    mine = or_(AuditEvent.client == client.id, AuditEvent.client.in_(merged))
    query = select(AuditEvent).where(AuditEvent.practice == client.practice, mine).order_by(AuditEvent.number)
    return list(work.session.scalars(query))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
