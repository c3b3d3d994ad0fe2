"""The client that a path names, for every route about one."""

from __future__ import annotations

from sqlalchemy import select

from serving.access import Resource
from serving.clients.errors import ClientErasedError, ClientNotActiveError
from serving.clients.tables import Assignment, Client
from serving.database import is_id
from serving.desk import NotFoundError, Work


def find_client(work: Work, client: str, *, changing: bool = False) -> Client:
    """A client that the caller may read.

    Args:
        changing: locks the row until the transaction has ended.

    Raises:
        NotFoundError: there is none, or it is a stranger's.
        ClientErasedError, ClientNotActiveError.
    """
    if not is_id(client, "cli"):
        raise NotFoundError()
    statement = select(Client).where(Client.id == client)
    row = work.one(statement.with_for_update(of=Client) if changing else statement, Client)
    if row.state == "erased":
        raise ClientErasedError()
    if row.state != "active":
        raise ClientNotActiveError(merged_into=row.merged_into)
    return row


def resource_of(work: Work, client: Client, kind: str = "client", *, owner: str | None = None) -> Resource:
    """What the policy is asked about: the client, or a thing of theirs.

    Args:
        owner: the account, tablet or key that made it.
    """
    assigned = work.session.get(Assignment, (client.id, work.caller.id)) is not None
    return Resource(kind, client.practice, client.location, client.id, assigned, owner)
