"""After an erasure the wrapped key's bytes are in no file of the data folder: not in a page, not in a log."""

from __future__ import annotations

import random
import re
import threading
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from serving.database import open_database
from serving.settings import Settings
from serving.vault import KeyStore, Vault, configured_vault
from serving.vault.configured import master_key_file
from serving.vault.rotation import rotate_master
from serving.vault.store import WrappedKey

from .conftest import CLIENT, NOON, OTHER, House
from .finding import files_with


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def embedded(data: Path) -> Vault:
    vault = configured_vault(Settings(data_dir=data), lambda _: None)
    vault.create(CLIENT)
    vault.create(OTHER)
    return vault


def wrapped(vault: Vault) -> dict[str, bytes]:
    return {key.owner: key.wrapped for key in vault.store.every()}


def test_an_erased_key_is_found_in_no_file(embedded: Vault, data: Path) -> None:
    stored = wrapped(embedded)
    assert files_with(data, [stored[CLIENT]])  # the search finds what is there
    embedded.destroy(CLIENT, NOON, "erasure_request")
    assert files_with(data, [stored[CLIENT]]) == []
    assert files_with(data, [stored[OTHER]]) == ["keys.db"]


def rearranged(store: KeyStore, seed: int) -> list[bytes]:
    """A thousand random changes, for which pages are split and merged; gives what was deleted by the end."""
    chance, living, gone = random.Random(seed), dict[str, bytes](), list[bytes]()
    with store.adding() as rows:
        for number in range(1000):
            if living and chance.random() < 0.3:
                owner = chance.choice(sorted(living))
                gone.append(living.pop(owner))
                rows.retire(owner, 2)
                continue
            owner = f"cli_{chance.randrange(10**6):06}"
            if owner not in living:
                living[owner] = b"wrapped:%06d:" % number + bytes(53)
                rows.add(WrappedKey(owner, 1, "0" * 16, living[owner]))
    return [key[:15] for key in gone]


def test_nor_in_the_free_room_of_a_page(data: Path) -> None:
    """`secure_delete` leaves copies there that a rearrangement made: in one of twelve key stores like this one."""
    data.mkdir()
    store = KeyStore(open_database(f"sqlite:///{data / 'keys.db'}"))
    store.prepare()
    gone = rearranged(store, seed=7)
    store.database.close()  # which empties the log
    assert files_with(data, gone) == ["keys.db"]
    assert store.scrub()
    assert files_with(data, gone) == []


def test_nor_those_that_a_rotation_replaced(embedded: Vault, data: Path) -> None:
    stored = wrapped(embedded)
    file = master_key_file(Settings(data_dir=data))
    assert file
    file.add()
    rotate_master(embedded.store, embedded.keyring)
    assert files_with(data, stored.values()) == []


def test_nor_an_owners_older_key_that_was_retired(embedded: Vault, data: Path) -> None:
    stored = wrapped(embedded)
    embedded.rotate(CLIENT)
    embedded.retire(CLIENT)
    assert files_with(data, [stored[CLIENT]]) == []


def test_a_reader_who_is_in_the_way_is_waited_for(embedded: Vault, data: Path) -> None:
    stored, reading, done = wrapped(embedded), threading.Event(), threading.Event()

    def read() -> None:
        with embedded.store.reading() as rows:
            rows.newest(OTHER)
            reading.set()
            done.wait(0.5)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    embedded.destroy(CLIENT, NOON, "erasure_request")
    reader.join()
    assert files_with(data, [stored[CLIENT]]) == []


def test_what_a_kill_left_is_removed_at_the_next_start(embedded: Vault, data: Path) -> None:
    """Deleted and told, but not yet scrubbed."""
    stored = wrapped(embedded)
    with embedded.store.deciding() as rows:
        rows.retire(CLIENT, 2)
    assert files_with(data, [stored[CLIENT]])
    configured_vault(Settings(data_dir=data), lambda _: None)
    assert files_with(data, [stored[CLIENT]]) == []


def test_no_key_is_stored_in_the_clear(embedded: Vault, data: Path) -> None:
    with embedded.store.reading() as rows:
        key = rows.newest(CLIENT)
    assert key
    assert files_with(data, [embedded.keyring.unwrap(key.master, key.wrapped, key.context)]) == []


def test_a_long_reader_is_told_about(
    sqlite_house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serving.database.database._BUSY_S", 0.2)
    vault = sqlite_house.open()
    vault.create(CLIENT)
    with vault.store.reading() as rows:
        rows.newest(CLIENT)
        vault.destroy(CLIENT, NOON, "erasure_request")
    assert "linger" in caplog.text and CLIENT not in caplog.text


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_in_postgresql_the_tables_file_lets_it_go(postgres_url: str, house: House) -> None:
    """Its write-ahead log does not at once: a new master key is what makes that worthless (test_rotation)."""
    folder = Path(str(make_url(postgres_url).query["host"]))
    vault = house.open()
    for number in range(50):
        vault.create(f"cli_{number:02}")
    stored = wrapped(vault)["cli_07"]
    vault.destroy("cli_07", NOON, "erasure_request")
    with open_database(postgres_url).engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
    is_log = re.compile("[0-9A-F]{24}")
    assert [name for name in files_with(folder, [stored]) if not is_log.fullmatch(name)] == []
