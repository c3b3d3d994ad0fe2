"""What the tests of credentials stand on: a vault that seals in truth, and an audit that keeps what it is told."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from serving.access import Caller, Grant
from serving.access.accounts import Accounts
from serving.access.ground import Ground, Limits
from serving.access.passwords import Passwords
from serving.access.profile import Profile, Staff
from serving.access.sessions import Opened, Sessions
from serving.access.throttle import Throttle
from serving.database import Database

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LOGIN, PASSWORD, ADDRESS = "ada@linden.example", "correct-horse-battery", "203.0.113.7"
ADMIN = Caller("acc_admin", "user", "pra_a", (Grant("admin"),), authenticated_at=NOON, strong=True)
PASSWORDS = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))  # tests sign in thousands of times


class Vault:
    """AES-GCM with one key; owner and place are bound, as the house's own does."""

    def __init__(self) -> None:
        self._cipher = AESGCM(bytes(range(32)))
        self._count = 0

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        self._count += 1
        nonce = self._count.to_bytes(12, "big")
        return nonce + self._cipher.encrypt(nonce, data, f"{owner}|{what}".encode())

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        return self._cipher.decrypt(sealed[:12], sealed[12:], f"{owner}|{what}".encode())


@dataclass
class Book:
    """The audit: what was told, and it is written to the log, so that a secret in it would be found there."""

    told: list[tuple[str, str, str, dict[str, Any]]] = field(default_factory=list)

    def record(
        self, session: Session, caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]
    ) -> None:
        assert all(isinstance(value, (str, int, bool)) for value in facts.values())
        self.told.append((event, caller.id, subject, dict(facts)))
        logging.getLogger("audit").info("%s %r %s %s", event, caller, subject, dict(facts))

    def events(self) -> list[str]:
        return [each[0] for each in self.told]


def ground(database: Database, limits: Limits = Limits()) -> Ground:  # noqa: B008  # frozen
    return Ground(database, Vault(), Book(), PASSWORDS, Throttle(database), limits)


def profile(login: str = LOGIN) -> Profile:
    return Profile(name="Ada Lindqvist", login=login)


def taken(on: Ground, *grants: Grant, login: str = LOGIN, scopes: tuple[str, ...] = ()) -> Staff:
    """An account whose owner has chosen the password."""
    accounts = Accounts(on)
    invited = accounts.create(ADMIN, profile(login), grants or (Grant("provider"),), scopes, NOON)
    accounts.accept(invited.invitation, PASSWORD, ADDRESS, NOON)
    return accounts.read("pra_a", invited.staff.id)


def signed_in(on: Ground, login: str = LOGIN, now: datetime = NOON, scopes: tuple[str, ...] = ()) -> Opened:
    return Sessions(on).open(login, PASSWORD, scopes, ADDRESS, now)


class Phone:
    """An authenticator."""

    def __init__(self, secret: str) -> None:
        self._totp = pyotp.TOTP(secret)

    def code(self, at: datetime) -> str:
        return self._totp.at(at)


def with_phone(on: Ground, at: datetime = NOON) -> tuple[Phone, Opened, tuple[str, ...]]:
    """Signs in, and sets up a second factor: the phone, the session, the recovery codes."""
    sessions = Sessions(on)
    opened = signed_in(on, now=at)
    phone = Phone(sessions.begin_totp(opened.token, PASSWORD, ADDRESS, at)[0])
    session, codes = sessions.confirm_totp(opened.token, phone.code(at), ADDRESS, at)
    return phone, session, codes


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
