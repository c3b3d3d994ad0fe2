"""Accounts, their sessions, keys and tablets. Of a secret there is a hash; what is about a person is sealed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.access.caller import Caller
from serving.access.scope import Columns
from serving.database import Base, Instant

_ID = String(40)


class Account(Base):
    """Somebody of the staff.

    Attributes:
        login_hash: SHA-256 of the name that is typed at the door, in small letters.
        subject_hash: of who an identity provider says it is; None without one.
        grants: `Grant` as {role, locations, assigned_only}.
        scopes: that a session of it may ask for.
        profile: sealed `Profile`: name, login, licences.
        password: as argon2 writes it; None until the invitation was taken.
        totp: sealed secret; None without a second factor.
        totp_step: the last accepted code's; older ones and itself are refused.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("practice", "subject_hash"),)  # who links a subject links it here alone

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID, index=True)
    version: Mapped[int] = mapped_column(default=1)
    login_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    subject_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    active: Mapped[bool] = mapped_column(default=True)
    grants: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    scopes: Mapped[list[str]] = mapped_column(JSON, default=list)
    profile: Mapped[bytes] = mapped_column(LargeBinary)
    password: Mapped[str | None] = mapped_column(String(255))
    invitation_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    invitation_until: Mapped[datetime | None] = mapped_column(Instant)
    totp: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_confirmed: Mapped[bool] = mapped_column(default=False)
    totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(_ID)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # as SQLAlchemy declares it

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("account", cls.practice)


class RecoveryCode(Base):
    __tablename__ = "account_recovery_codes"

    account: Mapped[str] = mapped_column(_ID, primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SignedIn(Base):
    """A session of a person.

    Attributes:
        awaiting: the second factor is still to be given; until then it is good for nothing else.
        authenticated_at: when credentials were last given.
        ends_at: at the latest, however busy.
    """

    __tablename__ = "account_sessions"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    account: Mapped[str] = mapped_column(_ID, index=True)
    practice: Mapped[str] = mapped_column(_ID)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    awaiting: Mapped[bool]
    strong: Mapped[bool]
    authenticated_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Attempts(Base):
    """How often credentials were wrong, for a name, an account or an address; which one is hashed."""

    __tablename__ = "credential_attempts"

    who: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
    blocked_until: Mapped[datetime] = mapped_column(Instant)


class ApiKey(Base):
    """An integration's key.

    Attributes:
        earlier_hash: the secret before the last rotation, good until `earlier_until`.
        locations: ids; None for all of the practice.
    """

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID, index=True)
    title: Mapped[str] = mapped_column(String(100))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    earlier_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    earlier_until: Mapped[datetime | None] = mapped_column(Instant)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    locations: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(_ID)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("key", cls.practice)


class Tablet(Base):
    """A device in a consultation room: enrolled once by a code that somebody typed into it."""

    __tablename__ = "tablets"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    practice: Mapped[str] = mapped_column(_ID, index=True)
    location: Mapped[str] = mapped_column(_ID)
    title: Mapped[str] = mapped_column(String(100))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    code_until: Mapped[datetime | None] = mapped_column(Instant)
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(_ID)
    enrolled_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("tablet", cls.practice, cls.location)


class TabletSession(Base):
    """A tablet in the hands of one client, for minutes.

    Attributes:
        token_hash: None until the tablet has fetched its token.
    """

    __tablename__ = "tablet_sessions"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    tablet: Mapped[str] = mapped_column(_ID, index=True)
    practice: Mapped[str] = mapped_column(_ID)
    client: Mapped[str] = mapped_column(_ID)
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    started_by: Mapped[str] = mapped_column(_ID)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
