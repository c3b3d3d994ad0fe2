"""Where notes are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant


class Note(Base):
    """One note; never changed.

    Attributes:
        confirmations: how often facts of it were confirmed.
        sealed: `Written` with the client's key.
    """

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_client", "practice", "client", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(40))
    confirmations: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("note", cls.practice, cls.client, caller)
