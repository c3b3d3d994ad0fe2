"""Table of merges."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant


class Merge(Base):
    """Attributes:
    other: the entry that went into `client`.
    withdrawn: scopes, with commas.
    sealed: why, and what of the other entry was not taken over: `LeftOver`, with the client's key.
    """

    __tablename__ = "client_merges"

    other: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    client: Mapped[str] = mapped_column(String(30), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    withdrawn: Mapped[str] = mapped_column(String(120))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("client", cls.practice, cls.client, caller)


def merge_at(other: str) -> str:
    return f"client_merges.sealed:{other}"
