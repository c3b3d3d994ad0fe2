"""What is asked for at the desk."""

from __future__ import annotations

from sqlalchemy import select

from serving.clients import Client, ClientNotActiveError, resource_of
from serving.desk import Answer, Desk, Work
from serving.erasure.finishing import erase
from serving.erasure.holding import hold
from serving.erasure.schemas import ErasureShown, NewErasure
from serving.erasure.tables import Erasure


def erase_client(desk: Desk, client: str, new: NewErasure) -> None:
    """Begins it, which is on the disk; then does it. What was begun is finished, also by another process.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing is erased yet.
        ObjectsUnavailableError: what has to be held can't be; nothing is erased.
    """
    with desk.writing() as work:
        row = may_erase(work, client, changing=True)
        if work.session.get(Erasure, row.id) is None:
            erasure = _begun(work, row, new)
            if row.state == "active":
                hold(work, row, erasure)
            work.session.add(erasure)
            work.record("client.erasure_begun", row.id, client=row.id, location=row.location, reason=new.reason)
    erase(desk.office, desk.caller, client)


def may_erase(work: Work, client: str, *, changing: bool = False) -> Client:
    """The client, also once erased: to be told so again is no mistake.

    Raises:
        NotFoundError, NotAllowedError.
        ClientNotActiveError: the entry that it was merged into is the one to erase.
    """
    query = select(Client).where(Client.id == client)
    row = work.one(query.with_for_update(of=Client) if changing else query, Client)
    work.may("client.erase", resource_of(work, row))
    if row.state == "merged":
        raise ClientNotActiveError(merged_into=row.merged_into)
    return row


def answer_of(work: Work, client: str) -> Answer:
    """Kept with the practice's key: the client's is gone."""
    row = work.session.get_one(Erasure, client)
    return Answer.of(ErasureShown.of(row), row.practice, status=201, at=f"/v1/clients/{client}/erasure")


def read_erasure(work: Work, client: str) -> Erasure:
    """Raises NotFoundError: there was none, or it is beyond the caller's reach."""
    return work.one(select(Erasure).where(Erasure.client == client), Erasure)


def _begun(work: Work, client: Client, new: NewErasure) -> Erasure:
    return Erasure(
        client=client.id,
        practice=client.practice,
        state="begun",
        reason=new.reason,
        by=work.caller.id,
        asked_at=work.now,
    )
