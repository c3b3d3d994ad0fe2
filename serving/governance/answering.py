"""The five answers together."""

from __future__ import annotations

from sqlalchemy import select

from serving.access import Resource
from serving.clients import Client, resource_of
from serving.desk import NotFoundError, Work
from serving.governance.asked import Asked
from serving.governance.consent import consent
from serving.governance.decisions import decisions
from serving.governance.oversight import oversight
from serving.governance.projections import Counted, counted
from serving.governance.schemas import Governance
from serving.governance.storage import storage
from serving.practices.tables import Group
from serving.settings import Settings


def answered(work: Work, settings: Settings, client: str | None) -> tuple[Governance, Counted]:
    """Of the caller's practice, or of one client, also of one who was erased: that, too, is told. It is on record.

    Returns:
        The answers, and which pictures are to be looked at beside the transaction.

    Raises:
        NotFoundError, NotAllowedError.
    """
    asked = Asked(work, work.session.get_one(Group, work.caller.practice), _client(work, client))
    shown = counted(asked)
    given = Governance(
        practice=asked.practice,
        title=asked.group.title,
        client=client,
        at=work.now,
        oversight=oversight(asked),
        consent=consent(asked),
        storage=storage(asked, settings),
        decisions=decisions(asked),
        projections=shown.told,
    )
    about = {"client": asked.client.id, "location": asked.client.location} if asked.client else {}
    work.record("governance.read", client or asked.practice, **about)
    return given, shown


def _client(work: Work, client: str | None) -> Client | None:
    """An auditor reads of clients what is counted here, and nothing that is about them: so `find_client` does not do.

    Raises:
        NotFoundError, NotAllowedError.
    """
    if client is None:
        work.may("governance.read", Resource("governance", work.caller.practice), seen=True)
        return None
    mine = (Client.practice == work.caller.practice) & (Client.id == client)
    row = work.session.scalars(select(Client).where(mine)).one_or_none()
    if row is None:
        raise NotFoundError()
    work.may("governance.read", resource_of(work, row, "governance"))
    return row
