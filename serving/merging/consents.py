"""Of two entries' consents the stricter counts: what either took back or declined is taken back."""

from __future__ import annotations

from sqlalchemy import select

from serving.clients import Client
from serving.consents import SCOPES, Scope
from serving.consents.refusals import refusals_of
from serving.consents.tables import Consent
from serving.desk import Work


def taken_back(work: Work, *clients: str) -> list[Scope]:
    """Scopes that one of them agreed to once and took back, or declined, and has not agreed to again."""
    found: set[str] = set()
    for client in clients:
        rows = work.session.scalars(select(Consent).where(Consent.client == client)).all()
        standing = {row.scope_name for row in rows if row.stands(work.now)}
        ended = {row.scope_name for row in rows if row.withdrawn_at is not None}
        said_no = {row.scope_name for row in refusals_of(work.session, client)}
        found |= (ended | said_no) - standing
    return [scope for scope in SCOPES if scope in found]


def take_back(work: Work, client: Client, scopes: list[Scope]) -> None:
    """Ends what still stands of them, with the caller as the one before whom it ended."""
    mine = (Consent.client == client.id) & Consent.scope_name.in_(scopes)
    for row in work.session.scalars(select(Consent).where(mine).with_for_update()):
        if row.stands(work.now):
            row.withdrawn_at, row.withdrawn_by = work.now, work.caller.id
            facts = {"client": client.id, "location": client.location, "scope": row.scope_name, "why": "merged"}
            work.record("consent.withdrawn", row.id, **facts)
            work.emit("consent.withdrawn", row.id, client=client.id, scope=row.scope_name)
    work.session.flush()
