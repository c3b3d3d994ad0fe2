"""The vault that the settings name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url

from serving.buckets import bucket_store, is_bucket
from serving.data_folder import data_folder, make_private_file
from serving.database import open_database
from serving.settings import Settings
from serving.vault.errors import MasterKeyMissingError
from serving.vault.ledger import Medium
from serving.vault.master import Keyring
from serving.vault.media import FileMedium, ObjectMedium
from serving.vault.opening import open_vault
from serving.vault.sources import MasterKeyFile, masters_of, provided, read_keys
from serving.vault.store import KeyStore
from serving.vault.vault import Vault

KEYS_FILE = "keys.db"
MASTER_KEY_FILE = "master.key"
LEDGER_FILE = "deletions.jsonl"


def configured_vault(settings: Settings, announce: Callable[[str], None]) -> Vault:
    """The vault, with every deletion of the ledger replayed.

    Args:
        announce: is told, once, that a master key was made, and what that means.

    Raises:
        CountenanceError: whatever keeps it from being opened; the server must not start then.
    """
    _begin(settings, announce)
    return open_vault(configured_store(settings), configured_keyring(settings), configured_medium(settings))


def keys_url(settings: Settings) -> str:
    """The key store's address, which may hold a password."""
    if settings.keys_url is not None:
        return settings.keys_url.get_secret_value()
    return f"sqlite:///{data_folder(settings) / KEYS_FILE}"


def configured_store(settings: Settings) -> KeyStore:
    """The key store. A SQLite file is made for this user alone."""
    url = make_url(keys_url(settings))
    if url.get_backend_name() == "sqlite" and url.database:
        make_private_file(Path(url.database))
    return KeyStore(open_database(keys_url(settings)))


def configured_keyring(settings: Settings) -> Keyring:
    """The master keys, the newest first.

    Raises:
        MasterKeyInvalidError: there is none, or what is there cannot be used.
    """
    if settings.master_key_provider:
        return Keyring(provided(settings.master_key_provider))
    file = master_key_file(settings)
    if file is not None:
        return Keyring(lambda: masters_of(file.read()))
    return Keyring(lambda: masters_of(read_keys(settings.master_key.get_secret_value())))


def master_key_file(settings: Settings) -> MasterKeyFile | None:
    """The file that holds the master keys, if it is a file that does."""
    if settings.master_key.get_secret_value() or settings.master_key_provider:
        return None
    return MasterKeyFile(settings.master_key_file or data_folder(settings) / MASTER_KEY_FILE)


def configured_medium(settings: Settings) -> Medium:
    """Where deletions are told."""
    place = settings.deletion_ledger
    if place is not None and is_bucket(place):
        return ObjectMedium(bucket_store(place, settings))
    return FileMedium(Path(place) if place else data_folder(settings) / LEDGER_FILE)


def _begin(settings: Settings, announce: Callable[[str], None]) -> None:
    """Makes a master key in the data folder, where no setting names one and no stored key needs another."""
    file = master_key_file(settings)
    if settings.master_key_file is not None or file is None or file.path.exists():
        return
    if _in_use(settings):
        raise MasterKeyMissingError(f"{file.path} is not there, and the stored keys open with it alone.")
    if file.make():
        announce(
            f"Made a master key in {file.path}. Whoever has it and the data folder can read everything; without it "
            "nobody can read anything. Keep a copy apart from every backup, or set COUNTENANCE_MASTER_KEY."
        )


def _in_use(settings: Settings) -> bool:
    store = configured_store(settings)
    try:
        store.prepare()
        with store.reading() as rows:
            return rows.state() is not None
    finally:
        store.database.close()
