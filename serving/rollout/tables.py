"""Where rollout is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.database import Base, Instant


class RolloutVersion(Base):
    """A setting as it was set; never changed, so that what held on a day can be told later.

    Attributes:
        number: from 1; the last one is in force.
        sealed: `Kept` with the practice's key.
    """

    __tablename__ = "rollout_versions"
    __table_args__ = (UniqueConstraint("practice", "number"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("rollout", cls.practice)
