"""A vault in memory: real encryption, keys that last as long as the test."""

from __future__ import annotations

import os
import threading

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import CountenanceError


class DoesNotOpenError(CountenanceError):
    code = "does_not_open"
    status = 500


class MemoryVault:
    """`serving.desk.Sealing`."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def create(self, owner: str) -> None:
        with self._lock:
            self._keys.setdefault(owner, AESGCM.generate_key(256))

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + AESGCM(self._keys[owner]).encrypt(nonce, data, f"{owner} {what}".encode())

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        try:
            return AESGCM(self._keys[owner]).decrypt(sealed[:12], sealed[12:], f"{owner} {what}".encode())
        except (KeyError, InvalidTag):
            raise DoesNotOpenError() from None

    def destroy(self, owner: str) -> None:
        del self._keys[owner]
