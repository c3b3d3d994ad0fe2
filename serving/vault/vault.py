"""The vault: seals and opens what belongs to an owner, and destroys an owner's keys for good.

An owner is a client, or a practice for secrets of its own. The key store is asked at every use, so that a destroyed key
opens nothing from the moment that its destruction is on disk, in no process; only the unwrapping is spared by a cache.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from serving.vault.cache import KeyCache
from serving.vault.deletions import Deletions
from serving.vault.errors import KeyMissingError, SealBrokenError
from serving.vault.ledger import Entry, Ledger
from serving.vault.master import Keyring
from serving.vault.owner_keys import OwnerKeys, Stored
from serving.vault.sealed import generation_of, seal, unseal
from serving.vault.store import Destruction, KeyStore, WrappedKey

_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_WHY = re.compile(r"[a-z][a-z_]{0,39}")


class Vault:
    """Everything about owners' keys that the rest of the server needs. `open_vault` makes one.

    Each method may raise DatabaseUnavailableError, and those that use a key also MasterKeyMissingError,
    MasterKeyRefusedError, MasterKeyUnavailableError and KeyDamagedError.
    """

    def __init__(self, store: KeyStore, keyring: Keyring, ledger: Ledger, cache: KeyCache) -> None:
        self.store = store
        self.keyring = keyring
        self._keys = OwnerKeys(store, keyring, cache)
        self._deletions = Deletions(store, ledger)

    def create(self, owner: str) -> None:
        """Makes the owner's first key, unless there is one.

        To be called before the transaction that writes what it seals: a key without data harms nobody.

        Raises:
            KeyDestroyedError: the owner was erased.
        """
        self._keys.add(_checked(owner), lambda newest: 1 if newest is None else None)

    def rotate(self, owner: str) -> None:
        """Makes a key of a new generation, which seals from now on; `reseal` brings along what older ones sealed.

        Raises:
            KeyDestroyedError, KeyMissingError.
        """

        def following(newest: WrappedKey | None) -> int:
            if newest is None:
                raise KeyMissingError()
            return newest.generation + 1

        self._keys.add(_checked(owner), following)

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        """Bytes that `unseal` opens for the same owner and place alone.

        Args:
            what: `table.column:row id`.

        Raises:
            KeyDestroyedError, KeyMissingError.
        """
        generation, key = self._keys.key(owner)
        return seal(key, generation, owner, what, data)

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """What was sealed.

        Raises:
            SealBrokenError: not by this owner's keys, not for this place, or changed since.
            KeyDestroyedError, KeyMissingError.
        """
        _, key = self._keys.key(owner, generation_of(sealed))
        return unseal(key, owner, what, sealed)

    def unseal_all(self, sealed: Sequence[tuple[str, str, bytes]]) -> list[bytes | None]:
        """What was sealed, for a page of rows: the key store is asked once for all of them.

        Args:
            sealed: owner, place and bytes of each.

        Returns:
            In the same order; None for an owner who was erased meanwhile.

        Raises:
            SealBrokenError, KeyMissingError.
        """
        stored, gone = self._keys.every_of({owner for owner, _, _ in sealed})
        return [None if owner in gone else self._opened(stored, owner, what, data) for owner, what, data in sealed]

    def reseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """The same under the owner's newest key; the very same bytes if that sealed them.

        Raises:
            SealBrokenError, KeyDestroyedError, KeyMissingError.
        """
        generation, key = self._keys.key(owner)
        if generation_of(sealed) == generation:
            return sealed
        return seal(key, generation, owner, what, self.unseal(owner, what, sealed))

    def retire(self, owner: str) -> int:
        """Destroys every key of the owner but the newest, and says how many. What they sealed is resealed before.

        Not in the same minute as `rotate`: a request that had the old key in its hand may still write what it sealed.
        """
        retired = self._keys.retire(_checked(owner))
        self._deletions.scrub()
        return retired

    def destroy(self, owner: str, at: datetime, why: str) -> None:
        """Destroys the owner's keys for good: told to the ledger first, then deleted, then scrubbed off the disk.

        Done again it changes nothing. An owner without a key is told to the ledger, too: a backup may have one.

        Args:
            at: with its time zone.
            why: a code such as `erasure_request`; nothing about a person.

        Raises:
            LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was erased.
        """
        self.destroy_all([owner], at, why)

    def destroy_all(self, owners: Sequence[str], at: datetime, why: str) -> None:
        """The same for several owners, a client with every photo: in one transaction, and scrubbed once."""
        if not _WHY.fullmatch(why):
            raise ValueError("Why is said as a code: small letters and underscores.")
        if at.tzinfo is None:
            raise ValueError("A moment is kept with its time zone.")
        try:
            self._deletions.destroy([Destruction(_checked(owner), at, why) for owner in owners])
        finally:
            for owner in owners:
                self._keys.forget(owner)

    def destruction(self, owner: str) -> Destruction | None:
        """When and why the owner was erased; None for one that was not."""
        with self.store.reading() as rows:
            return rows.destruction(owner)

    def replay(self, now: datetime) -> list[Destruction]:
        """Destroys again what the ledger tells and the key store, coming from a backup, does not know of; gives those.

        Raises:
            LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing may be served.
        """
        return self._deletions.replay(now)

    def entries(self) -> list[Entry]:
        """Every deletion that the ledger tells.

        Raises:
            LedgerUnavailableError, LedgerDamagedError, LedgerBehindError.
        """
        return self._deletions.entries()

    def ping(self) -> None:
        """A round trip to the key store."""
        self.store.database.ping()

    def close(self) -> None:
        self.store.database.close()

    def _opened(self, stored: Stored, owner: str, what: str, sealed: bytes) -> bytes:
        key = stored.get((owner, generation_of(sealed)))
        if key is None:
            raise SealBrokenError() if owner in {known for known, _ in stored} else KeyMissingError()
        return unseal(self._keys.unwrapped(key), owner, what, sealed)


def _checked(owner: str) -> str:
    """Raises KeyMissingError: nothing but an id owns anything."""
    if not _OWNER.fullmatch(owner):
        raise KeyMissingError()
    return owner
