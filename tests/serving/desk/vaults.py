"""A vault of a test's own."""

from __future__ import annotations

import os
from pathlib import Path

from serving.database import open_database
from serving.vault import Keyring, KeyStore, LocalMasterKey, Vault, open_vault
from serving.vault.media import FileMedium


def opened_vault(folder: Path) -> Vault:
    """On files in a folder."""
    masters = [LocalMasterKey(os.urandom(32))]
    store = KeyStore(open_database(f"sqlite:///{folder / 'keys.db'}"))
    return open_vault(store, Keyring(lambda: masters), FileMedium(folder / "deletions.jsonl"))
