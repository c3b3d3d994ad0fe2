"""The same tests on a folder and on an S3 server."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.objects import ObjectDamagedError, ObjectMissingError, Objects, ObjectsUnavailableError, configured_objects
from serving.objects.form import new_name, owner_of, read_form, stored_form
from serving.settings import Settings

from .putting import OBJECT_BYTES

LATER = timedelta(hours=1)
NOWHERE = "prc_01/cli_01/" + "0" * 32


@pytest.fixture
def objects(objects_place: str) -> Objects:
    return configured_objects(Settings(objects=objects_place))


def names(objects: Objects, prefix: str = "") -> set[str]:
    return {kept.name for kept in objects.kept(prefix)}


def test_what_was_put_comes_back(objects: Objects) -> None:
    name = objects.put("prc_01", "cli_01", b"sealed")
    assert objects.get(name) == b"sealed"
    assert name.startswith("prc_01/cli_01/") and owner_of(name) == "cli_01"


def test_forty_megabytes_come_back(objects: Objects) -> None:
    data = os.urandom(40 * 2**20)
    assert objects.get(objects.put("prc_01", "cli_01", data)) == data


def test_no_name_comes_twice(objects: Objects) -> None:
    assert len({objects.put("prc_01", "cli_01", b"same") for _ in range(50)}) == 50


def test_from_many_threads(objects: Objects) -> None:
    data = [bytes([number]) * 10_000 for number in range(64)]
    with ThreadPoolExecutor(16) as pool:
        put = list(pool.map(lambda each: objects.put("prc_01", "cli_01", each), data))
        assert list(pool.map(objects.get, put)) == data


def test_a_missing_object_is_told(objects: Objects) -> None:
    with pytest.raises(ObjectMissingError):
        objects.get(NOWHERE)


@pytest.mark.parametrize("name", ["", "x", "../../etc/passwd", "prc_01/cli_01/..", "/etc/passwd", NOWHERE + "/x"])
def test_what_is_no_name_is_never_looked_for(objects: Objects, name: str) -> None:
    with pytest.raises(ObjectMissingError):
        objects.get(name)
    objects.delete(name)


@pytest.mark.parametrize("practice", ["", "..", "a/b", ".staged", "prc 01"])
def test_what_is_no_id_names_nothing(objects: Objects, practice: str) -> None:
    with pytest.raises(ValueError):
        objects.put(practice, "cli_01", b"sealed")


def test_deleting_is_done_once_and_may_be_done_again(objects: Objects) -> None:
    name, other = (objects.put("prc_01", "cli_01", b"sealed") for _ in range(2))
    for _ in range(2):
        objects.delete(name)
    assert names(objects) == {other}


def test_objects_are_listed_by_practice_and_owner(objects: Objects) -> None:
    one, two, three = (objects.put(*whose, b"sealed") for whose in (("a", "x"), ("a", "y"), ("b", "x")))
    assert names(objects) == {one, two, three}
    assert names(objects, "a") == {one, two} and names(objects, "a/x") == {one} and names(objects, "c") == set()


def test_only_old_objects_that_no_row_names_are_swept(objects: Objects) -> None:
    known, orphan = (objects.put("prc_01", "cli_01", b"sealed") for _ in range(2))
    now = datetime.now(UTC)

    def in_rows(asked: Sequence[str]) -> set[str]:
        return {known} & set(asked)

    assert objects.sweep(in_rows, older_than=now - LATER) == []
    assert objects.sweep(in_rows, older_than=now + LATER) == [orphan]
    assert names(objects) == {known}


def test_many_are_swept_in_batches(objects: Objects) -> None:
    with ThreadPoolExecutor(8) as pool:
        put = list(pool.map(lambda _: objects.put("prc_01", "cli_01", b""), range(520)))
    asked: list[int] = []
    swept = objects.sweep(lambda some: asked.append(len(some)) or put[:10], older_than=datetime.now(UTC) + LATER)
    assert len(swept) == 510 and asked == [500, 20] and names(objects) == set(put[:10])


def test_it_answers(objects: Objects) -> None:
    objects.ping()


def environment(place: str) -> dict[str, str]:
    return {**os.environ, "COUNTENANCE_OBJECTS": place}


def test_a_kill_in_the_middle_leaves_nothing_half_written_and_loses_nothing(objects_place: str) -> None:
    """Twenty processes, each killed at a random moment of its puts."""
    acknowledged: list[str] = []
    chance = random.Random(8)
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.serving.objects.putting"],
            stdout=subprocess.PIPE,
            text=True,
            env=environment(objects_place),
            cwd=Path(__file__).parents[3],
        )
        assert process.stdout and process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.stdout.close()
        process.wait()
    objects = configured_objects(Settings(objects=objects_place))
    shown = names(objects)
    assert acknowledged and set(acknowledged) <= shown
    assert {len(objects.get(name)) for name in shown} == {OBJECT_BYTES}


@given(st.binary(max_size=200), st.data())
def test_no_flipped_bit_or_lost_end_goes_unnoticed(data: bytes, choice: st.DataObject) -> None:
    stored = bytearray(stored_form(data))
    assert read_form(bytes(stored)) == data
    cut = choice.draw(st.integers(0, len(stored) - 1))
    bit = choice.draw(st.integers(0, len(stored) * 8 - 1))
    with pytest.raises(ObjectDamagedError):
        read_form(bytes(stored[:cut]))
    stored[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ObjectDamagedError):
        read_form(bytes(stored))


def test_names_have_128_random_bits() -> None:
    assert len({new_name("p", "o") for _ in range(10_000)}) == 10_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


def test_a_folder_and_its_files_are_for_one_user_alone(folder: Path) -> None:
    configured_objects(Settings(objects=str(folder))).put("prc_01", "cli_01", b"sealed")
    modes = {path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")] if path.is_dir()}
    files = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert (modes, files) == ({0o700}, {0o600})


def test_in_a_folder_the_file_and_every_name_above_it_are_synced_before_it_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects, synced, sync = configured_objects(Settings(objects=str(folder))), [], os.fsync

    def watched(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    place = folder / "kept" / objects.put("prc_01", "cli_01", b"sealed")
    assert synced[0].parent == folder / "staged"
    assert synced[1:] == [place.parent, place.parent.parent, folder / "kept"]


def test_what_a_killed_process_had_staged_is_swept_when_it_is_old(folder: Path) -> None:
    objects = configured_objects(Settings(objects=str(folder)))
    (folder / "staged" / "tmp123").write_bytes(b"half")
    objects.sweep(lambda asked: asked, older_than=datetime.now(UTC) - LATER)
    assert list((folder / "staged").iterdir())
    objects.sweep(lambda asked: asked, older_than=datetime.now(UTC) + LATER)
    assert not list((folder / "staged").iterdir())


def test_a_damaged_file_is_told(folder: Path) -> None:
    objects = configured_objects(Settings(objects=str(folder)))
    name = objects.put("prc_01", "cli_01", b"sealed")
    (folder / "kept" / name).write_bytes(b"CNT1 something else")
    with pytest.raises(ObjectDamagedError):
        objects.get(name)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ObjectsUnavailableError):
        configured_objects(Settings(objects=str(tmp_path / "file" / "objects")))


def test_a_disk_without_room_is_told_and_leaves_nothing(folder: Path) -> None:
    """The system's limit on a file's size stands in for a full disk: both stop a write in its middle."""
    objects = configured_objects(Settings(objects=str(folder)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(ObjectsUnavailableError):
            objects.put("prc_01", "cli_01", bytes(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list((folder / "staged").iterdir()) and names(objects) == set()


def test_a_bucket_that_is_not_there_is_told(s3_bucket: str) -> None:
    objects = configured_objects(Settings(objects="s3://no-such-bucket/kept"))
    for use in (lambda: objects.put("prc_01", "cli_01", b"x"), lambda: objects.ping(), lambda: list(objects.kept())):
        with pytest.raises(ObjectsUnavailableError):
            use()


def test_a_server_that_is_not_there_is_told_in_time(s3_bucket: str) -> None:
    objects = configured_objects(Settings(objects=f"s3://{s3_bucket}", s3_endpoint="http://127.0.0.1:9"))
    started = time.monotonic()
    with pytest.raises(ObjectsUnavailableError):
        objects.put("prc_01", "cli_01", b"x")
    assert time.monotonic() - started < 30
