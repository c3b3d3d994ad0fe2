"""Tables of plans. Columns say whose, when and in which state; whatever is planned is sealed with the client's key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant, ObjectName
from serving.desk.tables import Versioned


class Plan(Versioned, Base):
    """One plan, from its draft on.

    Attributes:
        location: where it is to be carried out: its licences, prices and switches count.
        state: see `states.yaml`.
        number: of the newest version.
        steps: decisions, signatures and shares so far: each is another version of the row.
        by_hand: no software shaped it.
        supersedes: the plan whose place it takes once approved.
        submitted_at: when it was last given to a provider.
        opened_at: when somebody who may decide first saw it in review.
        signed_at, signed_by: of the approval, the co-signature included.
    """

    __tablename__ = "plans"
    __table_args__ = (Index("ix_plans_client", "practice", "client", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    location: Mapped[str] = mapped_column(ForeignKey("locations.id"))
    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    steps: Mapped[int]
    by_hand: Mapped[bool]
    supersedes: Mapped[str | None] = mapped_column(ForeignKey("plans.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(40))
    updated_at: Mapped[datetime] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int]

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("plan", cls.practice, cls.client, caller)


class PlanVersion(Base):
    """What a plan held at one time; never changed.

    Attributes:
        sha256: of the content as it was before it was sealed.
        sealed: `Content` with the client's key.
    """

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan", "number"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(String(40))
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), index=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("plan", cls.practice, cls.client, caller)


class PlanShadow(Base):
    """What the software would have drafted, where the practice's director lets it draft unseen.

    Attributes:
        sealed: `Shadowed` with the client's key.
    """

    __tablename__ = "plan_shadows"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(String(40), index=True)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), index=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id"), unique=True)
    at: Mapped[datetime] = mapped_column(Instant)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class PlanDecision(Base):
    """What a provider made of one suggestion. A later one of the same suggestion counts, and the earlier one stays.

    Attributes:
        item: digest of the suggestion's name.
        decision: accepted, modified, declined.
        step: of the plan, which tells earlier from later.
        number: of the version that was looked at.
        sealed: `Decided` with the client's key: the suggestion, and why.
    """

    __tablename__ = "plan_decisions"
    __table_args__ = (Index("ix_plan_decisions_plan", "plan", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(String(40), index=True)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), index=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id"))
    item: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(16))
    step: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class PlanSignature(Base):
    """That somebody licensed signed exactly one version.

    Attributes:
        kind: approval, cosignature.
        document: name of the signed PDF in the object store; None where a co-signature is still due.
        document_sha256: of the PDF.
        sealed: `Signed` with the client's key.
    """

    __tablename__ = "plan_signatures"
    __table_args__ = (Index("ix_plan_signatures_plan", "plan", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(String(40))
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), index=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id"))
    step: Mapped[int]
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(40))
    document: Mapped[str | None] = mapped_column(ObjectName)
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class PlanShare(Base):
    """That a person gave an approved plan out.

    Attributes:
        to: client, or system: the practice's own, which may read it from then on.
    """

    __tablename__ = "plan_shares"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(String(40))
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), index=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id"), index=True)
    to: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(40))
