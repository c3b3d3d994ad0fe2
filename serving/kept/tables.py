"""Objects whose rows are gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from serving.database import Base, Instant


class DoomedObject(Base):
    """An object that is to be deleted: written in the transaction that deletes the row which named it.

    An object can't be deleted in a transaction. Deleted before it, it could be missed by a row that stayed; after it,
    it could be forgotten by a process that was killed. So it is deleted after it, from this list, as often as it takes.
    """

    __tablename__ = "doomed_objects"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
