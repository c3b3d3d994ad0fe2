"""The stand-in for a power cut takes what was not synced, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from serving.data_folder import sync_folder
from tests.serving.killed.disk import Disk, note_what_is_synced


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    root = tmp_path / "data"
    root.mkdir()
    (root / "before").write_bytes(b"before")
    disk = Disk(root, tmp_path / "synced")
    disk.settled()
    monkeypatch.setattr(os, "fsync", os.fsync)  # put back after the test
    note_what_is_synced(disk.log)
    return disk


def write(path: Path, data: bytes, *, synced: bool) -> None:
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        if synced:
            os.fsync(file.fileno())


@pytest.mark.parametrize(("file", "folder"), [(False, False), (True, False), (False, True), (True, True)])
def test_a_new_file_needs_its_bytes_and_its_name_synced(disk: Disk, file: bool, folder: bool) -> None:
    write(disk.root / "new", b"new", synced=file)
    if folder:
        sync_folder(disk.root)
    assert disk.cut() == (not file or not folder)
    left = {path.name: path.read_bytes() for path in disk.root.iterdir()}
    assert left == {"before": b"before"} | ({"new": b"new" if file else b""} if folder else {})


def test_what_was_added_to_a_file_needs_to_be_synced_again(disk: Disk) -> None:
    for data, synced in ((b" and", True), (b" after", False)):
        write(disk.root / "before", data, synced=synced)
    disk.cut()
    assert (disk.root / "before").read_bytes() == b"before and"


def test_a_database_is_left_alone(disk: Disk) -> None:
    write(disk.root / "keys.db-wal", b"pages", synced=False)
    assert disk.cut() == 0 and (disk.root / "keys.db-wal").read_bytes() == b"pages"
