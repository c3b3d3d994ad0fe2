"""Table of erasures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant, ObjectName


class Erasure(Base):
    """One client's. It is all that says why there is nothing else.

    Attributes:
        state: begun (it will be finished, whatever happens to the process), done.
        reason: a code.
        by: who asked for it.
        held: object of what was signed; None where nothing is held, or no longer.
        held_key: whose key seals it: made for this archive alone.
        held_until: when that key is destroyed.
        holds: rows in the archive, by table.
    """

    __tablename__ = "erasures"
    __table_args__ = (Index("ix_erasures_state", "state"),)

    client: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    state: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    held: Mapped[str | None] = mapped_column(ObjectName)
    held_key: Mapped[str | None] = mapped_column(String(30))
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    hold_reason: Mapped[str] = mapped_column(String(400), default="")
    holds: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("erasure", cls.practice, cls.client, caller)
