"""Exports, at the desk: on record before the first byte leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from serving.audit.exports import to_csv
from serving.clients import find_client, resource_of
from serving.clients.schemas import ClientShown
from serving.desk import Desk, Work
from serving.exports.chunks import chunks
from serving.exports.fhir import bundled
from serving.exports.gathering import Gathered, gather
from serving.exports.zipped import zipped
from serving.kept import KeptTable

Format = Literal["zip", "fhir"]


def exported(desk: Desk, client: str, format: Format) -> Iterator[bytes]:
    """The client's own copy.

    Raises:
        NotFoundError, NotAllowedError, ClientErasedError, ClientNotActiveError.
    """
    with desk.writing() as work:
        row = find_client(work, client)
        work.may("client.export", resource_of(work, row))
        gathered = gather(work, row, lambda kept, each: may_leave(work, kept, each))
        work.record("client.exported", row.id, client=row.id, location=row.location, format=format)
    if format == "fhir":
        return chunks(bundled(gathered))
    return zipped(documents_of(gathered), gathered.files)


def may_leave(work: Work, kept: KeptTable, row: Any) -> bool:
    """Drafts reach clients by no route."""
    return kept.exported and (kept.leaves is None or kept.leaves(work.session, row))


def documents_of(gathered: Gathered) -> dict[str, Any]:
    """By their names in the zip."""
    client = ClientShown.of(gathered.client, gathered.person).model_dump(mode="json")
    tables = {f"{name}.json": rows for name, rows in gathered.tables.items()}
    told = {"client.json": client, **tables, "fhir.json": bundled(gathered)}
    return told | {"who_did_what.csv": to_csv(gathered.events)}
