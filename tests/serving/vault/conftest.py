"""A vault on each kind of key store, with a ledger in a file and master keys that a test can change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from serving.database import open_database
from serving.vault import Keyring, KeyStore, LocalMasterKey, MasterKey, Vault, open_vault
from serving.vault.cache import KeyCache
from serving.vault.ledger import Medium
from serving.vault.media import FileMedium

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CLIENT, OTHER = "cli_01", "cli_02"
PLACE = "clients.profile:cli_01"


@dataclass
class House:
    """Everything that a vault stands on; `open` is another process, or the next start."""

    url: str
    ledger: Path
    masters: list[MasterKey] = field(default_factory=lambda: [LocalMasterKey(os.urandom(32))])
    opened: list[Vault] = field(default_factory=list)

    def open(self, medium: Medium | None = None, cache: KeyCache | None = None) -> Vault:
        store = KeyStore(open_database(self.url))
        vault = open_vault(store, Keyring(lambda: self.masters), medium or FileMedium(self.ledger), cache)
        self.opened.append(vault)
        return vault

    def close(self) -> None:
        for vault in self.opened:
            vault.close()
        self.opened.clear()


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    made = House(database_url, tmp_path / "ledger" / "deletions.jsonl")
    yield made
    made.close()


@pytest.fixture
def vault(house: House) -> Vault:
    opened = house.open()
    opened.create(CLIENT)
    opened.create(OTHER)
    return opened


@pytest.fixture
def sqlite_house(tmp_path: Path) -> Iterator[House]:
    """For what no database has a part in."""
    made = House(f"sqlite:///{tmp_path / 'keys.db'}", tmp_path / "deletions.jsonl")
    yield made
    made.close()


@pytest.fixture
def on_sqlite(sqlite_house: House) -> Vault:
    opened = sqlite_house.open()
    opened.create(CLIENT)
    opened.create(OTHER)
    return opened
