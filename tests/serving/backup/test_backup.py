"""Backups and the way back; and that what was erased stays erased, whatever is brought back."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from models.errors import CountenanceError
from serving.backup import back_up, restore
from serving.backup.errors import BackupInvalidError, BackupPlaceError, DatabaseToolError, RestorePlaceError
from serving.objects import ObjectMissingError
from serving.settings import Settings
from serving.vault import KeyDestroyedError, LedgerBehindError, LedgerDamagedError, MasterKeyMissingError
from serving.vault.configured import master_key_file
from serving.vault.rotation import needed_masters, rotate_master
from serving.vault.sealed import NONCE_BYTES
from tests.serving.vault.finding import files_with

from .conftest import PHOTO, PROFILE, MakeHouse, Running, profiles

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ERASED, OTHER, LATER = "cli_01", "cli_02", "cli_03"


def yesterday(house: Running, tmp_path: Path) -> tuple[Path, Path]:
    data, keys = tmp_path / "yesterday" / "data", tmp_path / "yesterday" / "keys"
    back_up(house.settings, data, keys, NOW)
    return data, keys


def with_master_of(house: Running, settings: Settings) -> Settings:
    """The master key is in no backup; whoever restores brings it."""
    file = master_key_file(house.settings)
    assert file
    return settings.model_copy(update={"master_key_file": file.path})


def opens(house: Running, owner: str) -> list[bytes]:
    """Whatever of an owner's stored bytes opens with any key that is left, tried without the vault's own rules."""
    with house.database.reading() as session:
        stored = session.execute(select(profiles).where(profiles.c.client == owner)).one()
    sealed = [(stored.sealed, f"profiles.sealed:{owner}")]
    with suppress(ObjectMissingError):
        sealed.append((house.objects.get(stored.photo), "photos.object:1"))
    found = []
    for key in house.vault.store.every():
        bare = AESGCM(house.vault.keyring.unwrap(key.master, key.wrapped, key.context))
        for data, what in sealed:
            bound = data[:5] + len(owner).to_bytes(2, "big") + owner.encode() + what.encode()
            try:
                found.append(bare.decrypt(data[5 : 5 + NONCE_BYTES], data[5 + NONCE_BYTES :], bound))
            except InvalidTag:
                continue
    return found


@pytest.fixture
def house(another_house: MakeHouse) -> Running:
    running = Running(another_house())
    for client in (ERASED, OTHER):
        running.admit(client)
    return running


def test_after_erasure_nothing_opens_also_after_yesterdays_backup(
    house: Running, another_house: MakeHouse, tmp_path: Path
) -> None:
    backup = yesterday(house, tmp_path)
    with house.vault.store.reading() as rows:
        key = rows.newest(ERASED)
    assert sorted(opens(house, ERASED)) == sorted([PROFILE, PHOTO])  # the search finds what there is to find
    house.vault.destroy(ERASED, NOW, "erasure_request")
    assert opens(house, ERASED) == []  # its row and its photo are still there, and worth nothing

    settings = with_master_of(house, another_house())
    told = restore(settings, *backup)
    assert (told.objects, told.left_out, told.erased) == (1, 1, (ERASED,))
    back = Running(settings)
    assert opens(back, ERASED) == []
    for use in (back.profile, back.photo):
        with pytest.raises((KeyDestroyedError, ObjectMissingError)):
            use(ERASED)
    assert (back.profile(OTHER), back.photo(OTHER)) == (PROFILE, PHOTO)
    back.admit(LATER)
    assert key and house.settings.data_dir and settings.data_dir
    assert [files_with(folder, [key.wrapped]) for folder in (house.settings.data_dir, settings.data_dir)] == [[], []]
    back.close()
    house.close()


def test_nor_when_the_backup_was_brought_back_by_other_means(
    house: Running, another_house: MakeHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a database's own tools or a disk's snapshot would: no ledger is followed until a server starts."""
    data, keys = yesterday(house, tmp_path)
    house.vault.destroy(ERASED, NOW, "erasure_request")
    settings = with_master_of(house, another_house())
    monkeypatch.setattr("serving.backup.restoring._replay", lambda *_: ((), set()))
    assert restore(settings, data, keys).erased == ()
    back = Running(settings)  # as every start does, it opens the vault, which follows the ledger
    assert opens(back, ERASED) == [] and sorted(opens(back, OTHER)) == sorted([PROFILE, PHOTO])
    back.close()
    house.close()


def test_after_a_new_master_key_yesterdays_keys_open_nothing_even_without_the_ledger(
    house: Running, another_house: MakeHouse, tmp_path: Path
) -> None:
    data, keys = yesterday(house, tmp_path)
    house.vault.destroy(ERASED, NOW, "erasure_request")
    file = master_key_file(house.settings)
    assert file
    file.add()
    rotate_master(house.vault.store, house.vault.keyring)
    file.keep(needed_masters(house.vault.store))
    assert (house.profile(OTHER), house.photo(OTHER)) == (PROFILE, PHOTO)
    Path(house.settings.deletion_ledger or "").unlink()
    with pytest.raises(MasterKeyMissingError):
        restore(with_master_of(house, another_house()), data, keys)
    house.close()


@pytest.mark.parametrize("fault", ["lost", "shortened", "altered"])
def test_nothing_is_brought_back_without_the_whole_ledger(
    house: Running, another_house: MakeHouse, tmp_path: Path, fault: str
) -> None:
    house.vault.destroy(ERASED, NOW, "erasure_request")
    backup = yesterday(house, tmp_path)
    house.vault.destroy(OTHER, NOW, "erasure_request")
    ledger = Path(house.settings.deletion_ledger or "")
    lines = ledger.read_text().splitlines(keepends=True)
    if fault == "lost":
        ledger.unlink()
    elif fault == "shortened":
        ledger.write_text("".join(lines[:1]))
    else:
        ledger.write_text("".join(lines[:1] + lines[2:]))
    settings = with_master_of(house, another_house())
    for _ in range(2):  # what was refused left nothing behind that would refuse the next one
        with pytest.raises((LedgerBehindError, LedgerDamagedError)):
            restore(settings, *backup)
    ledger.write_text("".join(lines))
    assert restore(settings, *backup).erased == (OTHER,)
    house.close()


def test_a_backup_is_not_restored_over_data(house: Running, tmp_path: Path) -> None:
    backup = yesterday(house, tmp_path)
    with pytest.raises(RestorePlaceError):
        restore(house.settings, *backup)
    assert house.profile(OTHER) == PROFILE
    house.close()


def test_objects_alone_are_data_too(house: Running, another_house: MakeHouse, tmp_path: Path) -> None:
    backup = yesterday(house, tmp_path)
    settings = with_master_of(house, another_house())
    settings = settings.model_copy(update={"objects": house.settings.objects or f"{house.settings.data_dir}/objects"})
    with pytest.raises(RestorePlaceError):
        restore(settings, *backup)
    house.close()


@pytest.fixture
def small(tmp_path: Path) -> Running:
    running = Running(Settings(data_dir=tmp_path / "house", deletion_ledger=str(tmp_path / "deletions.jsonl")))
    running.admit(OTHER)
    return running


def test_a_backup_is_written_to_empty_folders_for_one_user_alone(small: Running, tmp_path: Path) -> None:
    yesterday(small, tmp_path)
    folder = tmp_path / "yesterday"
    assert {path.stat().st_mode & 0o077 for path in folder.rglob("*") if path.name != "manifest.json"} == {0}
    with pytest.raises(BackupPlaceError):
        yesterday(small, tmp_path)


def test_neither_the_master_key_nor_the_ledger_is_in_a_backup(small: Running, tmp_path: Path) -> None:
    small.vault.destroy("cli_09", NOW, "retention")
    yesterday(small, tmp_path)
    file = master_key_file(small.settings)
    assert file
    secrets = [
        file.path.read_bytes().strip(),
        *file.read(),
        (tmp_path / "deletions.jsonl").read_bytes().splitlines()[-1],
    ]
    written = [path.read_bytes() for path in (tmp_path / "yesterday").rglob("*") if path.is_file()]
    assert written and not [secret for secret in secrets for content in written if secret in content]


@pytest.mark.parametrize("fault", ["no_manifest", "lost", "changed", "swapped", "other_kind"])
def test_what_is_no_whole_backup_is_refused(small: Running, tmp_path: Path, fault: str) -> None:
    data, keys = yesterday(small, tmp_path)
    settings = with_master_of(
        small, Settings(data_dir=tmp_path / "new", deletion_ledger=str(tmp_path / "deletions.jsonl"))
    )
    (photo,) = (path for path in data.rglob("*") if path.parent.name == OTHER)
    match fault:
        case "no_manifest":
            (keys / "manifest.json").unlink()
        case "lost":
            photo.unlink()
        case "changed":
            photo.write_bytes(photo.read_bytes()[:-1] + b"x")
        case "swapped":
            data, keys = keys, data
        case _:
            settings = settings.model_copy(
                update={"keys_url": Settings(keys_url="postgresql://nobody@127.0.0.1:1/none").keys_url}
            )
    with pytest.raises(BackupInvalidError):
        restore(settings, data, keys)
    assert not (tmp_path / "new" / "keys.db").exists()


def test_a_backup_while_clients_are_admitted_is_whole(small: Running, tmp_path: Path) -> None:
    """Whatever row it holds, its key and its photo are there too."""
    stop, number = threading.Event(), [10]

    def admit() -> None:
        while not stop.is_set():
            number[0] += 1
            small.admit(f"cli_{number[0]}")

    thread = threading.Thread(target=admit)
    thread.start()
    while number[0] < 40:
        pass
    backup = yesterday(small, tmp_path)
    stop.set()
    thread.join()
    settings = with_master_of(
        small, Settings(data_dir=tmp_path / "new", deletion_ledger=str(tmp_path / "deletions.jsonl"))
    )
    restore(settings, *backup)
    back = Running(settings)
    with back.database.reading() as session:
        clients = list(session.execute(select(profiles.c.client)).scalars())
    assert len(clients) >= 30
    assert {back.profile(client) for client in clients} == {PROFILE}
    assert {back.photo(client) for client in clients} == {PHOTO}


def test_postgresqls_tools_that_are_missing_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Running
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = small.settings.model_copy(
        update={"database_url": Settings(database_url="postgresql://me:secret@host/name").database_url}
    )
    with pytest.raises(DatabaseToolError, match="pg_dump") as caught:
        back_up(settings, tmp_path / "data", tmp_path / "keys", NOW)
    assert "secret" not in str(caught.value)


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CountenanceError):
        back_up(Settings(data_dir=tmp_path / "none"), tmp_path / "data", tmp_path / "keys", NOW)
