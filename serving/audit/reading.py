"""Finding events, a page or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime
from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from serving.audit.tables import AuditEvent, AuditHead
from serving.database import Database

_AT_ONCE = 500
_KIND, _NAME = r"^[a-z_]+\.[a-z_]{1,64}$", r"^[A-Za-z0-9_-]{1,64}$"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events of a practice; what is None makes no difference.

    Attributes:
        since, until: from the first, before the second.
    """

    client: str | None = None
    event: str | None = None
    actor: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def filters(self) -> Mapping[str, str | None]:
        """As a cursor is bound to them."""
        times = {"since": self.since, "until": self.until}
        said = {"client": self.client, "event": self.event, "actor": self.actor}
        return said | {name: each.isoformat() if each else None for name, each in times.items()}

    def of(self, practice: str) -> Select[AuditEvent]:
        query = select(AuditEvent).where(AuditEvent.practice == practice)
        for column, value in (
            (AuditEvent.client, self.client),
            (AuditEvent.event, self.event),
            (AuditEvent.actor, self.actor),
        ):
            query = query if value is None else query.where(column == value)
        query = query if self.since is None else query.where(AuditEvent.at >= self.since)
        return query if self.until is None else query.where(AuditEvent.at < self.until)


def wanted(
    client: Annotated[str | None, Query(pattern=_NAME, description="Whose events")] = None,
    event: Annotated[str | None, Query(pattern=_KIND, description="Of one kind", examples=["photo.read"])] = None,
    actor: Annotated[str | None, Query(pattern=_NAME, description="Id of who did it")] = None,
    since: Annotated[AwareDatetime | None, Query(description="From this moment on")] = None,
    until: Annotated[AwareDatetime | None, Query(description="Before this moment")] = None,
) -> Wanted:
    return Wanted(client, event, actor, since, until)


def every_event(database: Database, practice: str, which: Wanted, last: int) -> Iterator[AuditEvent]:
    """In order, some at a time and each time in a transaction of its own: a slow reader keeps nobody waiting.

    Args:
        last: number of the last event that is wanted.
    """
    after = 0
    while True:
        query = which.of(practice).where(AuditEvent.number > after, AuditEvent.number <= last)
        with database.reading() as session:
            rows = session.scalars(query.order_by(AuditEvent.number).limit(_AT_ONCE)).all()
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].number


def end_of(session: Session, practice: str) -> int:
    """Number of a chain's last event; 0 for none."""
    head = session.get(AuditHead, practice)
    return head.number if head else 0


def practices_told_of(session: Session) -> list[str]:
    """Every practice with a chain, also where one of its two tables was emptied."""
    return sorted(session.scalars(union(select(AuditEvent.practice), select(AuditHead.practice))))
