"""Tables of projections that are kept. What they show is sealed; columns say whose, of what, when and by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant, ObjectName

_ID = String(30)


class StoredProjection(Base):
    """A likely result, as it was shown on one day.

    Attributes:
        photo: that it was made from.
        plan, plan_number: whose visits it shows, and the plan's version; None where treatments were chosen.
        consents: ids of those that it rests on, with commas.
        key: the ending key of this projection alone: of the document and of every picture.
        sealed: `Shown` with that key, under the client's.
    """

    __tablename__ = "projections"
    __table_args__ = (Index("ix_projections_client", "practice", "client", "id"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    photo: Mapped[str] = mapped_column(_ID, index=True)
    plan: Mapped[str | None] = mapped_column(_ID)
    plan_number: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(String(64))
    consents: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(_ID, index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("projection", cls.practice, cls.client, caller)


class ProjectionFile(Base):
    """One picture of a projection, with its label in its pixels.

    Attributes:
        view: what it lays side by side.
        format: jpeg or png.
        object: name in the object store, sealed with the projection's key, under the client's.
    """

    __tablename__ = "projection_files"
    __table_args__ = (UniqueConstraint("projection", "view"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), index=True)
    projection: Mapped[str] = mapped_column(ForeignKey("projections.id"))
    view: Mapped[str] = mapped_column(String(16))
    format: Mapped[str] = mapped_column(String(8))
    object: Mapped[str] = mapped_column(ObjectName, index=True)
