"""Owners' keys, from the key store to the hand that uses them. The store is asked every time, the unwrapping spared."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.exc import IntegrityError

from serving.vault.cache import KeyCache
from serving.vault.errors import KeyDestroyedError, KeyMissingError, MasterKeyUnavailableError, SealBrokenError
from serving.vault.master import Keyring
from serving.vault.sealed import KEY_BYTES
from serving.vault.store import KeyRows, KeyStore, WrappedKey, known_state

_ATTEMPTS = 5  # at a key that another process makes, or whose master key is rotated, at this moment

Stored = dict[tuple[str, int], WrappedKey]


class OwnerKeys:
    """Makes, finds and unwraps them."""

    def __init__(self, store: KeyStore, keyring: Keyring, cache: KeyCache) -> None:
        self._store = store
        self._keyring = keyring
        self._cache = cache

    def add(self, owner: str, generation_after: Callable[[WrappedKey | None], int | None]) -> None:
        """Makes a key of the generation that follows the newest; None makes none.

        Raises:
            KeyDestroyedError: the owner was erased.
        """
        for _ in range(_ATTEMPTS):
            with self._store.reading() as rows:
                generation = generation_after(_living(rows, owner))
                master = known_state(rows).master
            if generation is None:
                return
            made = make_key(self._keyring, master, owner, generation)  # outside a transaction: it may take a service
            if self._added(made):
                return
        raise MasterKeyUnavailableError()

    def key(self, owner: str, generation: int | None = None) -> tuple[int, AESGCM]:
        """The owner's key of a generation, or the newest.

        Raises:
            KeyDestroyedError, KeyMissingError.
            SealBrokenError: the owner has keys, but none of this generation.
        """
        with self._store.reading() as rows:
            stored = rows.newest(owner) if generation is None else rows.key(owner, generation)
            if stored is None:
                self._cache.forget(owner)
                raise KeyMissingError() if _living(rows, owner) is None else SealBrokenError()
        return stored.generation, self.unwrapped(stored)

    def every_of(self, owners: Collection[str]) -> tuple[Stored, set[str]]:
        """Every key of some owners, and who of them was erased."""
        with self._store.reading() as rows:
            stored = rows.all_of(owners)
            return stored, rows.destroyed_among(set(owners) - {owner for owner, _ in stored})

    def unwrapped(self, stored: WrappedKey) -> AESGCM:
        key = self._cache.get(stored.owner, stored.generation, stored.wrapped)
        if key is None:
            key = AESGCM(self._keyring.unwrap(stored.master, stored.wrapped, stored.context))
            self._cache.put(stored.owner, stored.generation, stored.wrapped, key)
        return key

    def retire(self, owner: str) -> int:
        """Deletes every key of the owner but the newest, and says how many."""
        with self._store.adding() as rows:
            newest = rows.newest(owner)
            retired = rows.retire(owner, newest.generation) if newest else 0
        self._cache.forget(owner)
        return retired

    def forget(self, owner: str) -> None:
        """The owner's keys leave the memory of this process."""
        self._cache.forget(owner)

    def _added(self, made: WrappedKey) -> bool:
        """Whether nobody else was faster."""
        try:
            with self._store.adding() as rows:
                _living(rows, made.owner)
                if known_state(rows).master != made.master:
                    return False
                rows.add(made)
                return True
        except IntegrityError:
            return False


def make_key(keyring: Keyring, master: str, owner: str, generation: int) -> WrappedKey:
    """A new key, wrapped; nobody holds it in the clear after this."""
    bare = WrappedKey(owner, generation, master, b"")
    return WrappedKey(owner, generation, master, keyring.wrap(master, os.urandom(KEY_BYTES), bare.context))


def _living(rows: KeyRows, owner: str) -> WrappedKey | None:
    """The owner's newest key, if there is one.

    Raises:
        KeyDestroyedError: there was one.
    """
    if rows.destruction(owner) is not None:
        raise KeyDestroyedError()
    return rows.newest(owner)
