"""Tables of photos and what was read from them. Whatever is about the client is sealed; the rest is ids and moments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant, ObjectName
from serving.desk import Versioned

_ID = String(30)
_ACTOR = String(64)


class Photo(Base):
    """Attributes:
    received_by: the account, tablet or key that sent it.
    consents: ids of those that it is kept on, with commas.
    key: its ending key, that both objects are sealed with, under the client's own.
    original: the file as it came.
    bare: its pixels in a file that holds nothing else: what leaves.
    sealed: `PhotoDetails`.
    """

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_client", "practice", "client", "id"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(_ACTOR)
    consents: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(_ID, index=True)
    original: Mapped[str] = mapped_column(ObjectName, index=True)
    bare: Mapped[str] = mapped_column(ObjectName, index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("photo", cls.practice, cls.client, caller)


class Analysis(Versioned, Base):
    """What was measured on a photo. It changes by being corrected, and by losing its geometry.

    Attributes:
        photo: the photo's id, which may be deleted since.
        animated: of the second photo, where there was one.
        consents: ids of those that it rests on, with commas.
        sealed: the document without geometry, with the client's key.
        key: the ending key of the geometry; None once it is destroyed.
        geometry: landmarks, blendshapes, outlines and proportions; None once destroyed.
    """

    __tablename__ = "analyses"
    __table_args__ = (Index("ix_analyses_client", "practice", "client", "id"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    photo: Mapped[str] = mapped_column(_ID, index=True)
    animated: Mapped[str | None] = mapped_column(_ID, index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(_ACTOR)
    consents: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    corrections: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key: Mapped[str | None] = mapped_column(_ID, index=True)
    geometry: Mapped[bytes | None] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("analysis", cls.practice, cls.client, caller)


class Correction(Base):
    """What a provider said of a finding, and why.

    Attributes:
        number: of the analysis's corrections, from 1: they count in this order.
        sealed: `CorrectionSaid`.
    """

    __tablename__ = "finding_corrections"
    __table_args__ = (UniqueConstraint("analysis", "number"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    analysis: Mapped[str] = mapped_column(ForeignKey("analyses.id"))
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(_ACTOR)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Comparison(Base):
    """Two photos of a client, measured alike.

    Attributes:
        before, after: the photos' ids.
        sealed: the document.
    """

    __tablename__ = "comparisons"
    __table_args__ = (Index("ix_comparisons_client", "practice", "client", "id"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"))
    before: Mapped[str] = mapped_column(_ID, index=True)
    after: Mapped[str] = mapped_column(_ID, index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(_ACTOR)
    consents: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("comparison", cls.practice, cls.client, caller)
