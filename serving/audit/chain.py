"""Adding to a practice's chain."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from serving.audit.entry import START, Entry, chained
from serving.audit.keys import AuditKeys
from serving.audit.tables import AuditEvent, AuditHead

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}  # each has its own ON CONFLICT


class Chain:
    """Events in the transaction of what they tell: both are kept, or neither.

    Args:
        keys: of this server.
    """

    def __init__(self, keys: AuditKeys) -> None:
        self._keys = keys

    def add(self, session: Session, practice: str, entry: Entry) -> int:
        """The event's number. Others who add to this practice wait until the transaction has ended."""
        head = self._head(session, practice)
        number, body = head.number + 1, entry.body()
        mac = self._keys.mac(practice, chained(practice, number, head.mac, body))
        session.add(
            AuditEvent(
                practice=practice,
                number=number,
                at=entry.at,
                event=entry.event,
                actor=entry.actor,
                subject=entry.subject,
                client=entry.client,
                body=body,
                mac=mac,
            )
        )
        head.number, head.mac = number, mac
        session.flush()
        return number

    def _head(self, session: Session, practice: str) -> AuditHead:
        """Locked. Begun by whoever comes first, and only once."""
        insert = _INSERT[session.get_bind().dialect.name]
        begin = insert(AuditHead).values(practice=practice, number=0, mac=START).on_conflict_do_nothing()
        session.execute(begin)
        mine = select(AuditHead).where(AuditHead.practice == practice).with_for_update()
        return session.execute(mine, execution_options={"populate_existing": True}).scalar_one()
