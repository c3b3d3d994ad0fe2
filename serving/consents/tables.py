"""Tables of consent. What was signed stays on record; a signature itself is the client's, and sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access import Caller, Columns
from serving.clients import client_columns
from serving.database import Base, Instant


class PublishedText(Base):
    """A practice's own text of a scope, in force from its publication until the next one.

    Attributes:
        number: of the practice's versions of this scope and language, from 2: 1 is the template that ships.
        body: JSON of title, purpose, term and body. Not about anybody, so it is not sealed.
    """

    __tablename__ = "consent_texts"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    scope_name: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int] = mapped_column()
    body: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(String(64))

    __table_args__ = (UniqueConstraint("practice", "scope_name", "language", "number"),)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("consent_text", cls.practice)


class Consent(Base):
    """One signature under one text.

    Attributes:
        text: id of the text; `text_sha256` of its very words.
        ends_at: by its term; None where it lasts until it is taken back.
        withdrawn_at, withdrawn_by: None and empty while it stands.
        taken_by: the account or tablet before which it was signed.
        sealed: name as typed, how it was signed, and the drawn signature.
    """

    __tablename__ = "consents"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    client: Mapped[str] = mapped_column(String(30))
    scope_name: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(String(64))
    text_sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_by: Mapped[str] = mapped_column(String(64))
    taken_by: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_consents_client", "practice", "client", "id"),)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("consent", cls.practice, cls.client, caller)

    def stands(self, now: datetime) -> bool:
        return self.withdrawn_at is None and (self.ends_at is None or now < self.ends_at)


class ConsentRefusal(Base):
    """That a client read a text and said no. It is only added: who thinks better of it signs.

    Attributes:
        text: id of the text; `text_sha256` of its very words.
        taken_by: the account or tablet before which it was declined.
        sealed: how it was said.
    """

    __tablename__ = "consent_refusals"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    practice: Mapped[str] = mapped_column(String(30))
    client: Mapped[str] = mapped_column(String(30))
    scope_name: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(String(64))
    text_sha256: Mapped[str] = mapped_column(String(64))
    declined_at: Mapped[datetime] = mapped_column(Instant)
    taken_by: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_consent_refusals_client", "practice", "client", "id"),)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return client_columns("consent", cls.practice, cls.client, caller)
