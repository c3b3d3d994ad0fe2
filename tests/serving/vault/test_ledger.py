"""The ledger of deletions: nothing in it can be altered unnoticed, and what it tells is done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serving.buckets import bucket_store, is_bucket
from serving.settings import Settings
from serving.vault import (
    KeyDestroyedError,
    LedgerBehindError,
    LedgerDamagedError,
    LedgerUnavailableError,
    LocalMasterKey,
    Vault,
)
from serving.vault.ledger import Ledger, Medium
from serving.vault.media import FileMedium, ObjectMedium
from serving.vault.opening import ledger_key
from serving.vault.store import Destruction, State

from .conftest import CLIENT, NOON, OTHER, PLACE, House

KEY = bytes(range(32))
OWNERS = [f"cli_{number}" for number in range(6)]


@pytest.fixture
def medium(objects_place: str) -> Medium:
    if is_bucket(objects_place):
        return ObjectMedium(bucket_store(objects_place, Settings()))
    return FileMedium(Path(objects_place) / "deletions.jsonl")


def told(medium: Medium, owners: list[str] = OWNERS) -> Ledger:
    ledger = Ledger(medium, KEY)
    for number, owner in enumerate(owners):
        ledger.append(ledger.entries(0, ""), Destruction(owner, NOON + timedelta(seconds=number), "retention"))
    return ledger


def test_what_was_told_is_read_again(medium: Medium) -> None:
    entries = told(medium).entries(0, "")
    assert [entry.destruction.owner for entry in entries] == OWNERS
    assert entries[1].destruction == Destruction("cli_1", NOON + timedelta(seconds=1), "retention")
    assert told(medium, []).entries(len(OWNERS), entries[-1].mac) == entries


def test_an_empty_ledger_is_one(medium: Medium) -> None:
    assert Ledger(medium, KEY).entries(0, "") == []


class Counted:
    """A bucket, and how often something was fetched from it."""

    def __init__(self, store: Any) -> None:
        self._store, self.fetched = store, 0

    def get(self, name: str) -> Any:
        self.fetched += 1
        return self._store.get(name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_of_a_bucket_no_line_is_fetched_twice_but_the_last(s3_bucket: str) -> None:
    place = f"s3://{s3_bucket}/kept"
    store, elsewhere = Counted(bucket_store(place, Settings())), ObjectMedium(bucket_store(place, Settings()))
    here = Ledger(ObjectMedium(store), KEY)  # type: ignore[arg-type]
    whole = told(elsewhere).entries(0, "")
    assert here.entries(0, "") == whole and store.fetched == len(OWNERS)
    assert here.entries(0, "") == whole and store.fetched == len(OWNERS) + 1
    there = Ledger(elsewhere, KEY)
    last = there.append(there.entries(0, ""), Destruction("cli_9", NOON, "retention"))
    assert [each.destruction.owner for each in here.entries(0, "")] == [*OWNERS, "cli_9"]
    assert store.fetched == len(OWNERS) + 3
    store.delete([meta["path"] for chunk in store.list() for meta in chunk])
    with pytest.raises(LedgerBehindError):
        here.entries(len(OWNERS) + 1, last.mac)


def test_no_line_is_written_over(medium: Medium) -> None:
    ledger = told(medium)
    with pytest.raises(LedgerBehindError):
        ledger.append(ledger.entries(0, "")[:-1], Destruction("cli_9", NOON, "retention"))
    assert len(ledger.entries(0, "")) == len(OWNERS)


class Lines:
    """A medium in the hands of somebody who alters it."""

    def __init__(self, lines: list[bytes]) -> None:
        self.lines = lines

    def read(self, known: Sequence[bytes] = ()) -> list[bytes]:
        return list(self.lines)

    def append(self, number: int, line: bytes) -> None:
        self.lines.append(line)


WRITTEN = Lines([])
WHOLE = told(WRITTEN).entries(0, "")


@settings(max_examples=500)
@given(st.data())
def test_no_line_but_the_last_can_be_dropped_moved_doubled_or_changed(choice: st.DataObject) -> None:
    medium = Lines(list(WRITTEN.lines))
    ledger = Ledger(medium, KEY)
    if choice.draw(st.booleans()):
        assert ledger.entries(0, "") == WHOLE  # a line that was seen to be whole is looked at again all the same
    lines = medium.lines
    place = choice.draw(st.integers(0, len(lines) - 2))
    match choice.draw(st.sampled_from(["drop", "move", "double", "change", "foreign"])):
        case "drop":
            del lines[place]
        case "move":
            lines[place], lines[place + 1] = lines[place + 1], lines[place]
        case "double":
            lines.insert(place, lines[place])
        case "foreign":
            made_up = Lines(lines[:place])
            Ledger(made_up, bytes(32)).append([], Destruction("cli_9", NOON, "retention"))
            lines[place:] = [*made_up.lines[place:], *lines[place:]]
        case _:
            at = choice.draw(st.integers(0, len(lines[place]) - 1))
            other = choice.draw(st.integers(0, 255).filter(lambda byte: byte != lines[place][at]))
            lines[place] = lines[place][:at] + bytes([other]) + lines[place][at + 1 :]
    with pytest.raises(LedgerDamagedError):
        ledger.entries(0, "")


@given(st.integers(0, len(OWNERS) - 1))
def test_lost_last_lines_are_seen_by_whoever_knew_them(left: int) -> None:
    with pytest.raises(LedgerBehindError):
        Ledger(Lines(WRITTEN.lines[:left]), KEY).entries(len(OWNERS), WHOLE[-1].mac)


def test_another_last_line_is_seen_by_whoever_knew_it() -> None:
    with pytest.raises(LedgerDamagedError):
        Ledger(WRITTEN, KEY).entries(len(OWNERS), WHOLE[0].mac)


def test_a_line_that_was_cut_off_while_written_was_never_told(tmp_path: Path) -> None:
    path = tmp_path / "deletions.jsonl"
    ledger = told(FileMedium(path))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    entries = ledger.entries(0, "")
    assert len(entries) == len(OWNERS)
    ledger.append(entries, Destruction("cli_9", NOON, "retention"))
    assert len(ledger.entries(0, "")) == len(OWNERS) + 1


def test_a_line_and_its_files_name_are_on_the_disk_before_anybody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, sync, synced = tmp_path / "deletions.jsonl", os.fsync, []

    def watched(descriptor: int) -> None:
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink(), len(path.read_bytes())))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    FileMedium(path).append(1, b"a line")
    assert synced == [(path, 7), (tmp_path, 7)]


def test_a_file_is_for_one_user_alone(tmp_path: Path) -> None:
    told(FileMedium(tmp_path / "new" / "deletions.jsonl"))
    assert (tmp_path / "new" / "deletions.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_vault_does_not_open_without_its_ledger(house: House, vault: Vault) -> None:
    vault.destroy(CLIENT, NOON, "erasure_request")
    house.ledger.unlink()
    with pytest.raises(LedgerBehindError):
        house.open()


def test_nor_when_nothing_was_erased_yet(house: House, vault: Vault) -> None:
    """Else a ledger that is not where the settings say would pass for one without deletions."""
    house.ledger.unlink()
    with pytest.raises(LedgerBehindError):
        house.open()


def test_a_first_start_that_was_cut_off_is_gone_on_with(house: House, vault: Vault) -> None:
    """The first line was written, and the key store does not know it yet."""
    with vault.store.deciding() as rows:
        state = rows.state()
        assert state and state.ledger_lines == 1
        rows.set_state(State(state.master, 0, ""))
    assert house.open().entries() == []
    assert len(house.ledger.read_bytes().splitlines()) == 1


def test_a_vault_does_not_open_with_an_altered_ledger(house: House, vault: Vault) -> None:
    vault.destroy(CLIENT, NOON, "erasure_request")
    house.ledger.write_text(house.ledger.read_text().replace(CLIENT, OTHER))
    with pytest.raises(LedgerDamagedError):
        house.open()


def test_a_new_key_store_does_not_take_over_an_old_ledger(house: House, vault: Vault, tmp_path: Path) -> None:
    vault.destroy(CLIENT, NOON, "erasure_request")
    with pytest.raises(LedgerDamagedError):
        House(f"sqlite:///{tmp_path / 'new.db'}", house.ledger, house.masters).open()


@pytest.mark.parametrize("broken", ["folder", "no_folder"])
def test_nothing_is_erased_that_cannot_be_told(house: House, vault: Vault, broken: str) -> None:
    """As root writes past every right, a folder in the file's place and a file in the folder's stand in."""
    house.ledger.unlink()
    if broken == "folder":
        house.ledger.mkdir()
    else:
        house.ledger.parent.rmdir()
        house.ledger.parent.write_text("a file where a folder has to be")
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    with pytest.raises(LedgerUnavailableError):
        vault.destroy(CLIENT, NOON, "erasure_request")
    assert vault.unseal(CLIENT, PLACE, sealed) == b"forehead"


def tell_only(house: House, vault: Vault) -> None:
    """As if the process had ended there."""
    ledger = Ledger(FileMedium(house.ledger), ledger_key(vault.store, vault.keyring, FileMedium(house.ledger)))
    ledger.append(ledger.entries(0, ""), Destruction(CLIENT, NOON, "erasure_request"))


def test_a_deletion_that_was_told_and_then_cut_off_is_done_at_the_next_start(house: House, vault: Vault) -> None:
    tell_only(house, vault)
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    opened = house.open()
    with pytest.raises(KeyDestroyedError):
        opened.unseal(CLIENT, PLACE, sealed)
    assert opened.destruction(CLIENT) == Destruction(CLIENT, NOON, "erasure_request")


def test_or_at_the_next_deletion(house: House, vault: Vault) -> None:
    tell_only(house, vault)
    vault.destroy(OTHER, NOON, "retention")
    assert [entry.destruction.owner for entry in house.open().entries()] == [CLIENT, OTHER]
    assert vault.destruction(CLIENT) is not None


def test_keys_of_erased_owners_that_come_back_alone_are_destroyed_again(house: House, vault: Vault) -> None:
    with vault.store.reading() as rows:
        key = rows.newest(CLIENT)
    vault.destroy(CLIENT, NOON, "erasure_request")
    with vault.store.adding() as rows:
        assert key
        rows.add(key)
    house.open()
    with vault.store.reading() as rows:
        assert rows.newest(CLIENT) is None


def test_a_kill_in_the_middle_of_erasures_loses_none(house: House) -> None:
    """Ten processes, each killed at a random moment: what was told is erased, and what is left is whole."""
    master = os.urandom(32)
    house.masters = [LocalMasterKey(master)]
    sealed = {}
    opened = house.open()
    for number in range(60):
        opened.create(f"cli_{number:02}")
        sealed[f"cli_{number:02}"] = opened.seal(f"cli_{number:02}", PLACE, b"forehead")
    house.close()
    acknowledged, chance = set(), random.Random(8)
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.serving.vault.destroying", house.url, str(house.ledger), master.hex()],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        assert process.stdout and process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        process.stdout.close()
        process.wait()
    opened = house.open()
    in_ledger = {entry.destruction.owner for entry in opened.entries()}
    assert acknowledged and acknowledged <= in_ledger
    for owner, data in sealed.items():
        if owner in in_ledger:
            with pytest.raises(KeyDestroyedError):
                opened.unseal(owner, PLACE, data)
        else:
            assert opened.unseal(owner, PLACE, data) == b"forehead"
