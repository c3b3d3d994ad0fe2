"""Tables of clients, and where tables of what is theirs say whose a row is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from serving.access import Caller, Columns
from serving.database import Base, Instant
from serving.desk.tables import Versioned


class Client(Versioned, Base):
    """Attributes:
    location: home; rows of what is theirs go with it.
    state: active, merged (into another entry of the same person), erased.
    merged_into: the other entry's id.
    reference_index: digest of the practice system's own id, to find by; None without one.
    sealed: `Person` with the client's key; None once erased.
    """

    __tablename__ = "clients"
    __table_args__ = (
        UniqueConstraint("practice", "reference_index"),
        Index("ix_clients_practice", "practice", "location", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    location: Mapped[str] = mapped_column(ForeignKey("locations.id"))
    state: Mapped[str]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("clients.id"))
    reference_index: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        assigned = exists().where(Assignment.client == cls.id, Assignment.account == caller.id)
        return Columns("client", cls.practice, cls.location, cls.id, assigned)


class Assignment(Base):
    """A client is an account's to look after. Grants of assigned clients alone reach no other."""

    __tablename__ = "assignments"

    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True, index=True)
    practice: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str]


def client_columns(
    kind: str, practice: InstrumentedAttribute[str], client: InstrumentedAttribute[str], caller: Caller
) -> Columns:
    """For `scope` of a table whose rows are a client's: they are where the client is at home."""
    home = select(Client.location).where(Client.id == client).scalar_subquery()
    assigned = exists().where(Assignment.client == client, Assignment.account == caller.id)
    return Columns(kind, practice, home, client, assigned)
