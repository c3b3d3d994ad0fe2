"""The photo, analysis or comparison that a path names; and those of a client, for what rests on them."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from serving.access import Resource
from serving.clients import Client, ClientErasedError, ClientNotActiveError, resource_of
from serving.database import is_id
from serving.desk import NotFoundError, Work
from serving.photos.tables import Analysis, Comparison, Photo

Row = TypeVar("Row", Photo, Analysis, Comparison)


def find_photo(work: Work, photo: str, *, changing: bool = False) -> Photo:
    """One that the caller may see.

    Raises:
        NotFoundError.
    """
    return _found(work, Photo, photo, "pho", changing)


def find_analysis(work: Work, analysis: str, *, changing: bool = False) -> Analysis:
    """One that the caller may see.

    Raises:
        NotFoundError.
    """
    return _found(work, Analysis, analysis, "ana", changing)


def find_comparison(work: Work, comparison: str) -> Comparison:
    """One that the caller may see.

    Raises:
        NotFoundError.
    """
    return _found(work, Comparison, comparison, "cmp", False)


def analysis_of(work: Work, client: Client, analysis: str) -> Analysis:
    """A client's, also for callers who may not read it: a coordinator drafts plans from findings without seeing them.

    Raises:
        NotFoundError.
    """
    row = work.session.get(Analysis, analysis)
    if row is None or row.client != client.id:
        raise NotFoundError()
    return row


def client_of(work: Work, row: Photo | Analysis | Comparison, *, changing: bool = False) -> Client:
    """Whose it is; the row is the caller's to see, so that its client may be known.

    Args:
        changing: locks the client, so that nothing is taken back until the transaction has ended.

    Raises:
        ClientErasedError, ClientNotActiveError.
    """
    statement = select(Client).where(Client.id == row.client)
    client = work.session.scalars(statement.with_for_update() if changing else statement).one()
    if client.state == "erased":
        raise ClientErasedError()
    if changing and client.state != "active":
        raise ClientNotActiveError(merged_into=client.merged_into)
    return client


def resource(work: Work, row: Photo | Analysis | Comparison, kind: str) -> Resource:
    return resource_of(work, client_of(work, row), kind)


def _found(work: Work, table: type[Row], name: str, prefix: str, changing: bool) -> Row:
    if not is_id(name, prefix):
        raise NotFoundError()
    statement = select(table).where(table.id == name)
    if changing:  # as it is now, not as it was when this transaction first looked
        statement = statement.with_for_update(of=table).execution_options(populate_existing=True)
    return work.one(statement, table)
