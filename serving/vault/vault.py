"""The vault: seals and opens what belongs to an owner, and destroys an owner's keys for good.

An owner is a client, or a practice for secrets of its own. The key store is asked at every use, so that a destroyed key
opens nothing from the moment that its destruction is on disk, in no process; only the unwrapping is spared by a cache.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.exc import IntegrityError

from serving.vault.cache import KeyCache
from serving.vault.errors import KeyDestroyedError, KeyMissingError, MasterKeyUnavailableError, SealBrokenError
from serving.vault.ledger import Entry, Ledger
from serving.vault.master import Keyring
from serving.vault.sealed import KEY_BYTES, generation_of, seal, unseal
from serving.vault.store import Destruction, KeyRows, KeyStore, State, WrappedKey

logger = logging.getLogger(__name__)

_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_WHY = re.compile(r"[a-z][a-z_]{0,39}")
BEGUN = ".begun"  # the first line of every ledger tells no deletion: one that is missing as a whole is seen, too
_ATTEMPTS = 5  # at a key that another process makes, or whose master key is rotated, at this moment


class Vault:
    """Everything about owners' keys that the rest of the server needs. `open_vault` makes one.

    Each method may raise DatabaseUnavailableError, and those that use a key also MasterKeyMissingError,
    MasterKeyRefusedError, MasterKeyUnavailableError and KeyDamagedError.
    """

    def __init__(self, store: KeyStore, keyring: Keyring, ledger: Ledger, cache: KeyCache) -> None:
        self.store = store
        self.keyring = keyring
        self._ledger = ledger
        self._cache = cache

    def create(self, owner: str) -> None:
        """Makes the owner's first key, unless there is one.

        To be called before the transaction that writes what it seals: a key without data harms nobody.

        Raises:
            KeyDestroyedError: the owner was erased.
        """
        self._add(owner, lambda newest: 1 if newest is None else None)

    def rotate(self, owner: str) -> None:
        """Makes a key of a new generation, which seals from now on; `reseal` brings along what older ones sealed.

        Raises:
            KeyDestroyedError, KeyMissingError.
        """

        def following(newest: WrappedKey | None) -> int:
            if newest is None:
                raise KeyMissingError()
            return newest.generation + 1

        self._add(owner, following)

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        """Bytes that `unseal` opens for the same owner and place alone.

        Args:
            what: `table.column:row id`.

        Raises:
            KeyDestroyedError, KeyMissingError.
        """
        generation, key = self._key(owner)
        return seal(key, generation, owner, what, data)

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """What was sealed.

        Raises:
            SealBrokenError: not by this owner's keys, not for this place, or changed since.
            KeyDestroyedError, KeyMissingError.
        """
        _, key = self._key(owner, generation_of(sealed))
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
        with self.store.reading() as rows:
            stored = rows.all_of({owner for owner, _, _ in sealed})
            gone = rows.destroyed_among({owner for owner, _, _ in sealed} - {owner for owner, _ in stored})
        return [None if owner in gone else self._opened(stored, owner, what, data) for owner, what, data in sealed]

    def reseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """The same under the owner's newest key; the very same bytes if that sealed them.

        Raises:
            SealBrokenError, KeyDestroyedError, KeyMissingError.
        """
        generation, key = self._key(owner)
        if generation_of(sealed) == generation:
            return sealed
        return seal(key, generation, owner, what, self.unseal(owner, what, sealed))

    def retire(self, owner: str) -> int:
        """Destroys every key of the owner but the newest, and says how many: what they sealed has to be resealed."""
        with self.store.adding() as rows:
            newest = rows.newest(_checked(owner))
            retired = rows.retire(owner, newest.generation) if newest else 0
        self._cache.forget(owner)
        self._scrub()
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
        if not _WHY.fullmatch(why):
            raise ValueError("Why is said as a code: small letters and underscores.")
        one = Destruction(_checked(owner), at, why)
        with self.store.deciding() as rows:
            entries = self._follow(rows)
            if rows.destruction(owner) is None:
                self._note(rows, self._ledger.append(entries, one), len(entries) + 1)
        self._cache.forget(owner)
        self._scrub()

    def destruction(self, owner: str) -> Destruction | None:
        """When and why the owner was erased; None for one that was not."""
        with self.store.reading() as rows:
            return rows.destruction(owner)

    def replay(self) -> list[Destruction]:
        """Destroys again what the ledger tells and the key store, coming from a backup, does not know of; gives those.

        Raises:
            LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing may be served.
        """
        with self.store.deciding() as rows:
            known = rows.destroyed_owners()
            entries = self._follow(rows)
            if not entries:
                self._note(rows, self._ledger.append([], Destruction(BEGUN, datetime.now(UTC), "begun")), 1)
        self._scrub()
        return [entry.destruction for entry in _deletions(entries) if entry.destruction.owner not in known]

    def entries(self) -> list[Entry]:
        """The ledger, checked.

        Raises:
            LedgerUnavailableError, LedgerDamagedError, LedgerBehindError.
        """
        with self.store.reading() as rows:
            state = _state(rows)
        return _deletions(self._ledger.entries(state.ledger_lines, state.ledger_mac))

    def ping(self) -> None:
        """A round trip to the key store."""
        self.store.database.ping()

    def close(self) -> None:
        self.store.database.close()

    def _follow(self, rows: KeyRows) -> list[Entry]:
        state = _state(rows)
        entries = self._ledger.entries(state.ledger_lines, state.ledger_mac)
        known = rows.destroyed_owners()
        for number, entry in enumerate(entries, start=1):
            if number > state.ledger_lines or entry.destruction.owner not in known:
                self._note(rows, entry, max(number, state.ledger_lines))
        rows.sweep()
        return entries

    def _note(self, rows: KeyRows, entry: Entry, lines: int) -> None:
        """Does what a line tells, and that it was done."""
        if entry.destruction.owner != BEGUN:
            rows.destroy(entry.destruction)
        state = _state(rows)
        if lines > state.ledger_lines:
            rows.set_state(State(state.master, lines, entry.mac))

    def _add(self, owner: str, generation_after: Callable[[WrappedKey | None], int | None]) -> None:
        _checked(owner)
        for _ in range(_ATTEMPTS):
            with self.store.reading() as rows:
                generation = generation_after(_living(rows, owner))
                master = _state(rows).master
            if generation is None:
                return
            made = make_key(self.keyring, master, owner, generation)  # outside a transaction: it may take a service
            if self._added(made):
                return
        raise MasterKeyUnavailableError()

    def _added(self, made: WrappedKey) -> bool:
        """Whether nobody else was faster."""
        try:
            with self.store.adding() as rows:
                _living(rows, made.owner)
                if _state(rows).master != made.master:
                    return False
                rows.add(made)
                return True
        except IntegrityError:
            return False

    def _key(self, owner: str, generation: int | None = None) -> tuple[int, AESGCM]:
        """The owner's key of a generation, or the newest."""
        with self.store.reading() as rows:
            stored = rows.newest(owner) if generation is None else rows.key(owner, generation)
            if stored is None:
                self._cache.forget(owner)
                raise KeyMissingError() if _living(rows, owner) is None else SealBrokenError()
        return stored.generation, self._unwrapped(stored)

    def _opened(self, stored: dict[tuple[str, int], WrappedKey], owner: str, what: str, sealed: bytes) -> bytes:
        key = stored.get((owner, generation_of(sealed)))
        if key is None:
            raise SealBrokenError() if owner in {known for known, _ in stored} else KeyMissingError()
        return unseal(self._unwrapped(key), owner, what, sealed)

    def _unwrapped(self, stored: WrappedKey) -> AESGCM:
        key = self._cache.get(stored.owner, stored.generation, stored.wrapped)
        if key is None:
            key = AESGCM(self.keyring.unwrap(stored.master, stored.wrapped, stored.context))
            self._cache.put(stored.owner, stored.generation, stored.wrapped, key)
        return key

    def _scrub(self) -> None:
        if not self.store.scrub():
            logger.warning("Deleted keys, still wrapped, may linger in the key store's files until the next erasure.")


def make_key(keyring: Keyring, master: str, owner: str, generation: int) -> WrappedKey:
    """A new key, wrapped; nobody holds it in the clear after this."""
    bare = WrappedKey(owner, generation, master, b"")
    return WrappedKey(owner, generation, master, keyring.wrap(master, os.urandom(KEY_BYTES), bare.context))


def _deletions(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.destruction.owner != BEGUN]


def _living(rows: KeyRows, owner: str) -> WrappedKey | None:
    """The owner's newest key, if there is one.

    Raises:
        KeyDestroyedError: there was one.
    """
    if rows.destruction(owner) is not None:
        raise KeyDestroyedError()
    return rows.newest(owner)


def _state(rows: KeyRows) -> State:
    state = rows.state()
    if state is None:
        raise KeyMissingError("The key store was emptied while it was in use.")
    return state


def _checked(owner: str) -> str:
    """Raises KeyMissingError: nothing but an id owns anything."""
    if not _OWNER.fullmatch(owner):
        raise KeyMissingError()
    return owner
