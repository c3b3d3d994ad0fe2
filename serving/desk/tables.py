"""What the desk itself keeps, and what tables of things that people edit share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from serving.database import Base, Instant


class Versioned:
    """A row that counts its changes: each flush of a change adds one, and a change of an old version fails."""

    version: Mapped[int]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


class PracticeSecret(Base):
    """A practice's random secret, sealed with its key. Digests are made with it, so that it never changes."""

    __tablename__ = "practice_secrets"

    practice: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class GivenAnswer(Base):
    """What was answered to a request with an Idempotency-Key.

    Attributes:
        name: digest of caller and key: keys are the callers' own, and may say anything.
        fingerprint: digest of route and body.
        owner: whose key seals the answer; None only within the transaction that makes it.
    """

    __tablename__ = "given_answers"

    name: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[str]
    fingerprint: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    owner: Mapped[str | None] = mapped_column(index=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
