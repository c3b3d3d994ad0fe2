"""A new master key: every owner's key is wrapped anew, and no data is touched.

It also ends what older copies of the key store are worth. A deleted key, still wrapped, may survive where nobody can
delete it: in a backup, in PostgreSQL's write-ahead log, in blocks that a disk has not used again. Once the master key
that wrapped it is gone, too, none of them opens anything. So does no older backup of the key store: make one after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from serving.vault.master import Keyring
from serving.vault.store import KeyStore, State, WrappedKey

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did.

    Attributes:
        master: wraps every key now.
        rewrapped: how many keys another one had wrapped.
    """

    master: str
    rewrapped: int


def rotate_master(store: KeyStore, keyring: Keyring) -> Rotation:
    """Wraps every key by the newest master key. Cut off, it is done again; servers may run meanwhile.

    Raises:
        MasterKeyMissingError: the older one is needed to unwrap, and not here.
        MasterKeyRefusedError, MasterKeyUnavailableError, KeyDamagedError, DatabaseUnavailableError.
    """
    keyring.reload()
    newest = keyring.newest.name
    with store.deciding() as rows:  # from here on, new keys are wrapped by it
        state = rows.state()
        if state:
            rows.set_state(State(newest, state.ledger_lines, state.ledger_mac))
    old = (key for key in store.every(_BATCH) if key.master != newest)
    rewrapped = sum(_rewrap(store, keyring, newest, batch) for batch in _batches(old))
    store.scrub()
    return Rotation(newest, rewrapped)


def needed_masters(store: KeyStore) -> set[str]:
    """Those that some key, or the next one, is wrapped by."""
    with store.reading() as rows:
        state = rows.state()
        return set(rows.masters()) | ({state.master} if state else set())


def _rewrap(store: KeyStore, keyring: Keyring, master: str, batch: list[WrappedKey]) -> int:
    fresh = [(key, replace(key, master=master, wrapped=_wrapped(keyring, master, key))) for key in batch]
    with store.adding() as rows:
        return sum(rows.rewrap(before, after) for before, after in fresh)


def _wrapped(keyring: Keyring, master: str, key: WrappedKey) -> bytes:
    return keyring.wrap(master, keyring.unwrap(key.master, key.wrapped, key.context), key.context)


def _batches(keys: Iterator[WrappedKey]) -> Iterator[list[WrappedKey]]:
    while batch := list(islice(keys, _BATCH)):
        yield batch
