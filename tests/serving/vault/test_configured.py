"""What the settings name: everything in one folder by default, and each part elsewhere."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from serving.settings import Settings
from serving.vault import MasterKeyInvalidError, MasterKeyMissingError, configured_vault
from serving.vault.configured import configured_store, master_key_file
from serving.vault.rotation import needed_masters, rotate_master
from serving.vault.verifying import verify

from .conftest import CLIENT, NOON, PLACE


def unheard(sentence: str) -> None:
    raise AssertionError(sentence)


@pytest.fixture
def data(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def test_by_default_everything_is_made_in_one_folder_and_told_once(data: Settings) -> None:
    told: list[str] = []
    vault = configured_vault(data, told.append)
    vault.create(CLIENT)
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    vault.destroy("cli_99", NOON, "retention")
    vault.close()
    assert len(told) == 1 and "master.key" in told[0] and "COUNTENANCE_MASTER_KEY" in told[0]
    again = configured_vault(data, unheard)
    assert again.unseal(CLIENT, PLACE, sealed) == b"forehead"
    assert data.data_dir
    files = {path.name: path.stat().st_mode & 0o777 for path in data.data_dir.iterdir()}
    assert {"keys.db", "master.key", "deletions.jsonl"} <= files.keys() and set(files.values()) == {0o600}
    again.close()


def test_what_is_told_does_not_hold_the_key(data: Settings) -> None:
    told: list[str] = []
    configured_vault(data, told.append).close()
    file = master_key_file(data)
    assert file and file.path.read_text().strip() not in told[0]


def test_a_lost_master_key_is_not_replaced(data: Settings) -> None:
    configured_vault(data, lambda _: None).close()
    file = master_key_file(data)
    assert file
    file.path.unlink()
    with pytest.raises(MasterKeyMissingError):
        configured_vault(data, unheard)
    assert not file.path.exists()


def test_a_master_key_file_that_is_named_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(MasterKeyInvalidError):
        configured_vault(Settings(data_dir=tmp_path / "data", master_key_file=tmp_path / "none"), unheard)


def test_master_keys_of_the_environment_the_newest_first(data: Settings) -> None:
    one, two = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    with_one = data.model_copy(update={"master_key": Settings(master_key=one).master_key})
    vault = configured_vault(with_one, unheard)
    vault.create(CLIENT)
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    vault.close()
    both = data.model_copy(update={"master_key": Settings(master_key=f"{two},{one}").master_key})
    vault = configured_vault(both, unheard)
    assert vault.unseal(CLIENT, PLACE, sealed) == b"forehead" and len(vault.keyring.names) == 2
    vault.close()


def test_master_keys_of_a_service(data: Settings) -> None:
    named = data.model_copy(update={"master_key_provider": "tests.serving.vault.test_master:given"})
    vault = configured_vault(named, unheard)
    vault.create(CLIENT)
    assert vault.unseal(CLIENT, PLACE, vault.seal(CLIENT, PLACE, b"forehead")) == b"forehead"
    vault.close()


def test_keys_on_a_database_and_deletions_in_a_place_of_their_own(
    database_url: str, objects_place: str, tmp_path: Path
) -> None:
    ledger = objects_place if objects_place.startswith("s3:") else f"{objects_place}/deletions.jsonl"
    settings = Settings(data_dir=tmp_path / "data", keys_url=database_url, deletion_ledger=ledger)
    vault = configured_vault(settings, lambda _: None)
    vault.create(CLIENT)
    vault.destroy(CLIENT, NOON, "retention")
    vault.close()
    again = configured_vault(settings, unheard)
    assert [entry.destruction.owner for entry in again.entries()] == [CLIENT]
    again.close()
    assert settings.data_dir and not (settings.data_dir / "keys.db").exists()


def test_a_key_store_file_elsewhere_is_for_one_user_alone(tmp_path: Path) -> None:
    store = configured_store(Settings(keys_url=f"sqlite:///{tmp_path / 'apart' / 'keys.db'}"))
    store.prepare()
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "apart").iterdir()} == {0o600}
    store.database.close()


def test_a_server_goes_on_while_a_command_changes_the_master_key(data: Settings) -> None:
    """Two processes on one key file: the one that runs finds the new key when it meets its name."""
    server = configured_vault(data, lambda _: None)
    server.create(CLIENT)
    sealed = server.seal(CLIENT, PLACE, b"forehead")
    file = master_key_file(data)
    assert file
    for turn in range(2):
        command = configured_vault(data, unheard)
        file.add()
        rotate_master(command.store, command.keyring)
        file.keep(needed_masters(command.store))
        command.close()
        assert server.unseal(CLIENT, PLACE, sealed) == b"forehead"
        server.create(f"cli_1{turn}")
    assert len(file.read()) == 1 and verify(server).whole
    server.close()


def test_a_rotation_that_was_cut_off_after_its_first_step_is_done_by_the_next(data: Settings) -> None:
    vault = configured_vault(data, lambda _: None)
    vault.create(CLIENT)
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    file = master_key_file(data)
    assert file
    file.add()  # and then the power went
    vault.close()
    vault = configured_vault(data, unheard)
    vault.create("cli_02")
    file.add()
    rotate_master(vault.store, vault.keyring)
    assert len(file.keep(needed_masters(vault.store))) == 2
    assert vault.unseal(CLIENT, PLACE, sealed) == b"forehead" and verify(vault).whole
    vault.close()
