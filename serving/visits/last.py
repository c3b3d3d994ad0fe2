"""When a client was last here."""

from __future__ import annotations

from datetime import UTC, date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from serving.clients import Client
from serving.kept import Kept
from serving.visits.tables import Visit


def last_visit(session: Session, kept: Kept, client: Client) -> date:
    """The last day that a visit is entered for, that something kept shows, or on which the client was entered.

    A photo or a signature shows that the client was there, also where nobody entered the visit.
    """
    days = [client.created_at.astimezone(UTC).date()]
    if (entered := session.scalar(select(func.max(Visit.day)).where(Visit.client == client.id))) is not None:
        days.append(entered)
    if (seen := kept.last_seen(session, client.id)) is not None:
        days.append(seen.astimezone(UTC).date())
    return max(days)
