"""Tables of the audit. The database itself refuses to change or remove an event; a chain that was forced shows it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DDL, Index, LargeBinary, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from serving.database import Base, Instant


class AuditEvent(Base):
    """One event. `body` is what the chain protects; the columns beside it are copies to search by, checked with it."""

    __tablename__ = "audit_events"

    practice: Mapped[str] = mapped_column(String(30), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    event: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    client: Mapped[str] = mapped_column(String(30))
    body: Mapped[str] = mapped_column(Text)
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (
        Index("ix_audit_events_client", "practice", "client", "number"),
        Index("ix_audit_events_event", "practice", "event", "number"),
    )


class AuditHead(Base):
    """Where a practice's chain ends; locked by whoever adds to it, so that numbers have no gap."""

    __tablename__ = "audit_heads"

    practice: Mapped[str] = mapped_column(String(30), primary_key=True)
    number: Mapped[int] = mapped_column()
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


_SQLITE = [
    f"CREATE TRIGGER audit_events_no_{verb.lower()} BEFORE {verb} ON audit_events "
    "BEGIN SELECT RAISE(ABORT, 'audit events are only added'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    "CREATE FUNCTION audit_events_only_added() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit events are only added'; END $$",
    "CREATE TRIGGER audit_events_only_added BEFORE UPDATE OR DELETE ON audit_events "
    "FOR EACH ROW EXECUTE FUNCTION audit_events_only_added()",
    "CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_events_only_added()",
]
APPEND_ONLY = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}

for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(
            AuditEvent.__table__,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
