"""Tables of practices."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.database import Base, Instant
from serving.desk.tables import Versioned


class Group(Versioned, Base):
    """A practice.

    Attributes:
        handle: its id in the practice file.
        language: in which it writes where a client's own is not known: en, es.
        catalogue: number of the version in force.
        hold_signed_records_days: how long what was signed is held after an erasure; 0 for not at all.
        hold_reason: the law that asks for it, as the practice puts it.
    """

    __tablename__ = "practices"

    id: Mapped[str] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    language: Mapped[str]
    catalogue: Mapped[int]
    hold_signed_records_days: Mapped[int] = mapped_column(default=0)
    hold_reason: Mapped[str] = mapped_column(String(400), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("practice", cls.id)


class Location(Versioned, Base):
    """Attributes:
    handle: its id in the practice file.
    state: postal code of the state whose licences count here.
    time_zone: of the IANA database.
    cosignature_required: a supervisor signs what is approved here, too.
    open: it stands in the catalogue in force. Records of a closed one stay.
    """

    __tablename__ = "locations"
    __table_args__ = (UniqueConstraint("practice", "handle"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    handle: Mapped[str]
    title: Mapped[str]
    state: Mapped[str]
    time_zone: Mapped[str]
    cosignature_required: Mapped[bool]
    open: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("practice", cls.practice)


class Catalogue(Base):
    """A practice file as it was taken in, sealed with the practice's key.

    Attributes:
        number: from 1.
        by: account that brought it, or `operator` on the server's own machine.
    """

    __tablename__ = "catalogues"
    __table_args__ = (UniqueConstraint("practice", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("catalogue", cls.practice)
