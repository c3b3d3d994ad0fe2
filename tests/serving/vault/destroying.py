"""Erases one owner after another and tells each once it was acknowledged, until it is killed.

Arguments: the key store's address, the ledger's file, the master key in hex.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from serving.database import open_database
from serving.vault import Keyring, KeyStore, LocalMasterKey, open_vault
from serving.vault.media import FileMedium

if __name__ == "__main__":
    url, ledger, master = sys.argv[1:]
    masters = [LocalMasterKey(bytes.fromhex(master))]
    vault = open_vault(KeyStore(open_database(url)), Keyring(lambda: masters), FileMedium(Path(ledger)))
    owners = sorted({key.owner for key in vault.store.every()} - {".ledger"})
    print("ready", flush=True)
    for owner in owners:
        vault.destroy(owner, datetime.now(UTC), "retention")
        print(owner, flush=True)
