"""Secrets that endpoints share with us: one that signs, and for a day the one before it."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from standardwebhooks import Webhook

SECRET_BYTES = 32
OVERLAP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Attributes:
    current: `whsec_…`, shown once.
    former: still signed with, until `former_until`.
    """

    current: str
    former: str | None = None
    former_until: datetime | None = None

    def rotated(self, now: datetime) -> Secrets:
        """A new one; the current one goes on for a day, so that a receiver can change over."""
        return Secrets(new_secret(), self.current, now + OVERLAP)

    def valid(self, now: datetime) -> Sequence[str]:
        if self.former and self.former_until and now < self.former_until:
            return (self.current, self.former)
        return (self.current,)

    def signatures(self, message: str, now: datetime, body: str) -> str:
        """The header `webhook-signature`: one for every valid secret.

        Args:
            now: in UTC, or the library would sign another moment.
        """
        return " ".join(Webhook(secret).sign(message, now, body) for secret in self.valid(now))

    def to_bytes(self) -> bytes:
        return _ADAPTER.dump_json(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Secrets:
        return _ADAPTER.validate_json(data)


_ADAPTER = TypeAdapter(Secrets)


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
