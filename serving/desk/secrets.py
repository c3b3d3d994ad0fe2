"""Digests that nobody outside can make or try out: names to look up by, fingerprints, signatures of cursors."""

from __future__ import annotations

import hmac
import secrets

from sqlalchemy.orm import Session

from serving.desk.errors import NotFoundError
from serving.desk.ports import Sealing
from serving.desk.tables import PracticeSecret

_BYTES = 32
_KEPT = 1000  # practices whose secret is remembered


class Secrets:
    """One secret per practice: a digest in one says nothing in another."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing
        self._known: dict[str, bytes] = {}

    def create(self, session: Session, practice: str) -> None:
        """For a new practice, whose key exists."""
        sealed = self._sealing.seal(practice, _where(practice), secrets.token_bytes(_BYTES))
        session.add(PracticeSecret(practice=practice, sealed=sealed))

    def digest(self, session: Session, practice: str, purpose: str, data: bytes) -> bytes:
        """HMAC-SHA256, 32 bytes. One purpose's digest is no other's.

        Raises:
            NotFoundError: there is no such practice.
        """
        key = hmac.digest(self._of(session, practice), purpose.encode(), "sha256")
        return hmac.digest(key, data, "sha256")

    def _of(self, session: Session, practice: str) -> bytes:
        if (known := self._known.get(practice)) is not None:
            return known
        row = session.get(PracticeSecret, practice)
        if row is None:
            raise NotFoundError()
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[practice] = self._sealing.unseal(practice, _where(practice), row.sealed)
        return self._known[practice]


def _where(practice: str) -> str:
    return f"practice_secrets.sealed:{practice}"
