"""Of whom it is asked, and how rows of theirs are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from serving.audit.tables import AuditEvent
from serving.clients import Client
from serving.database import Base
from serving.desk import Work
from serving.practices.tables import Group


@dataclass(frozen=True, slots=True)
class Asked:
    """Attributes:
    group: the caller's practice.
    client: the one client that it is asked of; None for all.
    """

    work: Work
    group: Group
    client: Client | None

    @property
    def practice(self) -> str:
        return self.group.id

    @property
    def now(self) -> datetime:
        return self.work.now

    def mine(self, table: type[Base], client: str = "client") -> ColumnElement[bool]:
        """Rows of the practice; of the client alone, where it is asked of one.

        Args:
            client: the column that says whose a row is.
        """
        columns = table.__table__.c
        whole: ColumnElement[bool] = columns["practice"] == self.practice
        return whole if self.client is None else whole & (columns[client] == self.client.id)

    def count(self, table: type[Base], *where: ColumnElement[bool], client: str = "client") -> int:
        statement = select(func.count()).select_from(table).where(self.mine(table, client), *where)
        return self.work.session.scalar(statement) or 0

    def by(self, column: Any, *where: ColumnElement[bool]) -> dict[str, int]:
        """Rows of a column's table by what stands in it."""
        table = column.class_
        statement = select(column, func.count()).where(self.mine(table), *where).group_by(column)
        return {row[0]: row[1] for row in self.work.session.execute(statement)}

    def events(self, name: str) -> int:
        """How often the audit tells of it."""
        return self.count(AuditEvent, AuditEvent.event == name)

    def last_event(self, name: str) -> AuditEvent | None:
        """Of the practice as a whole: whatever it was about."""
        mine = (AuditEvent.practice == self.practice) & (AuditEvent.event == name)
        return self.work.session.scalars(
            select(AuditEvent).where(mine).order_by(AuditEvent.number.desc()).limit(1)
        ).one_or_none()
