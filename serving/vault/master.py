"""Master keys wrap the owners' keys: one on this machine, or one in a key management service that never leaves it."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import CountenanceError
from serving.vault.errors import (
    KeyDamagedError,
    MasterKeyInvalidError,
    MasterKeyMissingError,
    MasterKeyUnavailableError,
)
from serving.vault.sealed import KEY_BYTES, NONCE_BYTES


class MasterKey(Protocol):
    """What a key management service has to offer. Calls end within seconds, one way or the other.

    Both raise MasterKeyRefusedError where a person has to act, KeyDamagedError where the bytes are not what was wrapped
    in this context, and MasterKeyUnavailableError for what may pass; whatever else they raise is taken for the latter.
    """

    @property
    def name(self) -> str:
        """Of this very generation, at most 200 characters: it is kept beside each key that it wraps."""

    def wrap(self, key: bytes, context: str) -> bytes:
        """The key, for nobody to read, bound to a context."""

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        """The key again."""


class LocalMasterKey:
    """32 bytes in the memory of this process: AES-256-GCM, with the context bound in.

    Random nonces: fewer than 2^32 wraps under one master key (NIST SP 800-38D), which is more than there are clients.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise MasterKeyInvalidError(f"A master key has {KEY_BYTES} bytes, written in base64.")
        self._key = AESGCM(key)
        self.name = hmac.new(key, b"countenance: name of a master key", hashlib.sha256).hexdigest()[:16]

    def __repr__(self) -> str:
        return f"LocalMasterKey({self.name})"

    def wrap(self, key: bytes, context: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._key.encrypt(nonce, key, context.encode())

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        try:
            return self._key.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as error:
            raise KeyDamagedError() from error


class Keyring:
    """Several generations of master keys: the first wraps, each unwraps what it wrapped.

    Args:
        load: gives them, the newest first. It is asked again when a name is not known: another process may have rotated
            them since.
    """

    def __init__(self, load: Callable[[], Sequence[MasterKey]]) -> None:
        self._load = load
        self.reload()

    @property
    def newest(self) -> MasterKey:
        return self._masters[0]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(master.name for master in self._masters)

    def reload(self) -> None:
        """Asks for the master keys anew.

        Raises:
            MasterKeyInvalidError: there are none, or two of one name.
        """
        masters = tuple(self._load())
        if not masters or len({master.name for master in masters}) < len(masters):
            raise MasterKeyInvalidError("At least one master key is needed, and each but once.")
        self._masters = masters

    def named(self, name: str) -> MasterKey:
        """The master key of this name.

        Raises:
            MasterKeyMissingError: it was not handed in.
        """
        if name not in self.names:
            self.reload()
        for master in self._masters:
            if master.name == name:
                return master
        raise MasterKeyMissingError(f"Keys are wrapped by the master key {name}, which is not here.")

    def wrap(self, name: str, key: bytes, context: str) -> bytes:
        """The key wrapped, once it was seen that it can be unwrapped: what it seals would be lost otherwise.

        Raises:
            MasterKeyMissingError, MasterKeyRefusedError, MasterKeyUnavailableError.
            KeyDamagedError: what was wrapped does not come back.
        """
        with _translated():
            wrapped = bytes(self.named(name).wrap(key + _digest(key), context))
        if not hmac.compare_digest(self.unwrap(name, wrapped, context), key):
            raise KeyDamagedError()
        return wrapped

    def unwrap(self, name: str, wrapped: bytes, context: str) -> bytes:
        """The key.

        Raises:
            MasterKeyMissingError, MasterKeyRefusedError, MasterKeyUnavailableError, KeyDamagedError.
        """
        with _translated():
            whole = bytes(self.named(name).unwrap(wrapped, context))
        key, digest = whole[:KEY_BYTES], whole[KEY_BYTES:]
        if not hmac.compare_digest(_digest(key), digest):
            raise KeyDamagedError()
        return key


def _digest(key: bytes) -> bytes:
    """Wrapped along with the key: what a wrong one sealed would be lost, should a service ever give one."""
    return hashlib.sha256(b"countenance: key" + key).digest()[:8]


@contextmanager
def _translated() -> Iterator[None]:
    """A service's client has errors of its own; what it says may name hosts and keys, so it stays in the log."""
    try:
        yield
    except CountenanceError:
        raise
    except Exception as error:
        raise MasterKeyUnavailableError() from error
