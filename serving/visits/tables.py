"""Table of visits."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant


class Visit(Base):
    """Attributes:
    day: as the calendar of the location has it.
    location: where.
    by: who entered it, at `at`.
    """

    __tablename__ = "visits"
    __table_args__ = (Index("ix_visits_client", "practice", "client", "day"),)

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    client: Mapped[str] = mapped_column(String(30))
    location: Mapped[str] = mapped_column(String(30))
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(64))

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("visit", cls.practice, cls.client, caller)
