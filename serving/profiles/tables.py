"""Where profiles are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant
from serving.desk.tables import Versioned


class ClientProfile(Versioned, Base):
    """What one client told, as it stands.

    Attributes:
        updated_by: the account, tablet or key that wrote it last.
        sealed: `planning.profile.Profile` with the client's key, without date of birth.
    """

    __tablename__ = "client_profiles"

    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    practice: Mapped[str] = mapped_column(ForeignKey("practices.id"))
    version: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(Instant)
    updated_by: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("profile", cls.practice, cls.client, caller)
