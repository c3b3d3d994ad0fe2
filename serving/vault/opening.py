"""Opening a vault: tables, the ledger's key, and every deletion replayed before anything is served."""

from __future__ import annotations

from datetime import UTC, datetime

from serving.vault.cache import KeyCache
from serving.vault.errors import LedgerDamagedError
from serving.vault.ledger import Ledger, Medium
from serving.vault.master import Keyring
from serving.vault.owner_keys import make_key
from serving.vault.store import KeyRows, KeyStore, State, WrappedKey
from serving.vault.vault import Vault

LEDGER = ".ledger"  # no owner can have this name


def open_vault(store: KeyStore, keyring: Keyring, medium: Medium, cache: KeyCache | None = None) -> Vault:
    """The vault on a key store, new or not, with the ledger replayed.

    Raises:
        MasterKeyMissingError: the key store belongs to another master key.
        LedgerDamagedError: it belongs to another ledger, or that was altered.
        LedgerBehindError: the ledger lacks deletions that the key store knows of.
        LedgerUnavailableError, DatabaseUnavailableError.
    """
    store.prepare()
    cache = KeyCache() if cache is None else cache
    vault = Vault(store, keyring, Ledger(medium, ledger_key(store, keyring, medium)), cache)
    vault.replay(datetime.now(UTC))
    return vault


def ledger_key(store: KeyStore, keyring: Keyring, medium: Medium) -> bytes:
    """The key of the ledger's codes. It is kept like an owner's, so that rotating the master key leaves it as it is."""
    with store.reading() as rows:
        stored = rows.newest(LEDGER)
    if stored is None:
        with store.deciding() as rows:
            stored = rows.newest(LEDGER) or _begin(rows, keyring, medium)
    return keyring.unwrap(stored.master, stored.wrapped, stored.context)


def _begin(rows: KeyRows, keyring: Keyring, medium: Medium) -> WrappedKey:
    if medium.read():
        raise LedgerDamagedError("The key store is new, but the ledger is not: restore the key store first.")
    master = keyring.newest.name
    made = make_key(keyring, master, LEDGER, 1)
    rows.set_state(State(master, 0, ""))
    rows.add(made)
    return made
