"""Tables of events that leave."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.database import Base, Instant
from serving.desk.tables import Versioned


class WebhookEndpoint(Versioned, Base):
    """Attributes:
    kinds: that it asked for, separated by spaces; `*` for all.
    state: active, or disabled.
    why: a code, of what disabled it: by_practice, gone (it answered 410), failing,
        unreadable (its secret does not open).
    secrets: sealed with the practice's key.
    """

    __tablename__ = "webhook_endpoints"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30), index=True)
    url: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str] = mapped_column(String(32))
    secrets: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column()

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("webhook", cls.practice)

    def wants(self, kind: str) -> bool:
        return self.state == "active" and (self.kinds == "*" or kind in self.kinds.split())


class OutgoingEvent(Base):
    """One event; `body` is its CloudEvent, the same bytes for everybody and every try."""

    __tablename__ = "outgoing_events"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    client: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(Instant)
    body: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_outgoing_events_practice", "practice", "id"),)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("event", cls.practice)


class Delivery(Base):
    """One event to one endpoint.

    Attributes:
        state: waiting, delivered, given_up.
        tries: made.
        due_at: of the next try; while one is being made, when others may take it over.
        status: of the last answer; 0 where there was none.
        why: a code of what went wrong last.
    """

    __tablename__ = "deliveries"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    event: Mapped[str] = mapped_column(ForeignKey("outgoing_events.id"))
    endpoint: Mapped[str] = mapped_column(ForeignKey("webhook_endpoints.id"))
    state: Mapped[str] = mapped_column(String(16))
    tries: Mapped[int] = mapped_column()
    due_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[int] = mapped_column()
    why: Mapped[str] = mapped_column(String(32))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        Index("ix_deliveries_due", "state", "due_at"),
        Index("ix_deliveries_endpoint", "endpoint", "id"),
        Index("ix_deliveries_event", "event"),
    )
