"""Converted networks are kept whole or not at all, by the hash of what they came from."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import models.store
from models.errors import ModelFileError
from models.registry import FACE_BLENDSHAPES, FACE_DETECTOR
from models.spec import ModelSpec
from models.store import ModelStore, default_cache_dir

Archive = Callable[..., tuple[ModelSpec, Path]]


def _entries(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


@pytest.fixture
def count_conversions(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Stands in for the converter and keeps what it was given."""
    seen: list[bytes] = []

    def convert(data: bytes) -> bytes:
        seen.append(data)
        return b"onnx of " + data

    monkeypatch.setattr(models.store, "tflite_to_onnx", convert)
    return seen


def test_second_use_converts_nothing(archive_spec: Archive, tmp_path: Path, count_conversions: list[bytes]) -> None:
    spec, path = archive_spec(b"net")
    for _ in range(2):
        assert ModelStore(tmp_path / "cache", {path.name: path}).onnx(spec) == b"onnx of net"
    assert count_conversions == [b"net"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied"])
def test_damaged_entry_is_made_again(
    archive_spec: Archive, tmp_path: Path, count_conversions: list[bytes], damage: str
) -> None:
    spec, path = archive_spec(b"net")
    store = ModelStore(tmp_path / "cache", {path.name: path})
    good = store.onnx(spec)
    (entry,) = _entries(tmp_path / "cache")
    whole = entry.read_bytes()
    entry.write_bytes({"cut": whole[:-1], "flipped": whole[:-1] + bytes([whole[-1] ^ 1]), "emptied": b""}[damage])
    assert store.onnx(spec) == good
    assert entry.read_bytes() == whole


def test_other_bytes_get_another_entry(archive_spec: Archive, tmp_path: Path, count_conversions: list[bytes]) -> None:
    for content in (b"first", b"second"):
        spec, path = archive_spec(content)
        ModelStore(tmp_path / "cache", {path.name: path}).onnx(spec)
    assert len(_entries(tmp_path / "cache")) == 2


def test_new_converter_makes_a_new_entry(
    archive_spec: Archive, tmp_path: Path, count_conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec, path = archive_spec()
    store = ModelStore(tmp_path / "cache", {path.name: path})
    store.onnx(spec)
    monkeypatch.setattr(models.store, "CONVERTER_VERSION", models.store.CONVERTER_VERSION + 1)
    store.onnx(spec)
    assert len(count_conversions) == 2


def test_altered_source_is_refused_although_cached(
    archive_spec: Archive, tmp_path: Path, count_conversions: list[bytes]
) -> None:
    spec, path = archive_spec()
    ModelStore(tmp_path / "cache", {path.name: path}).onnx(spec)
    path.write_bytes(b"altered")
    with pytest.raises(ModelFileError):
        ModelStore(tmp_path / "cache", {path.name: path}).onnx(spec)


def test_failed_conversion_leaves_nothing(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec(b"not a network at all, but pinned")
    with pytest.raises(Exception):  # noqa: B017 - what the parser makes of it is not the point
        ModelStore(tmp_path / "cache", {path.name: path}).onnx(spec)
    assert not _entries(tmp_path)[1:]  # the archive itself is the one file


def test_cache_that_cannot_be_written_is_a_typed_error(
    archive_spec: Archive, tmp_path: Path, count_conversions: list[bytes]
) -> None:
    spec, path = archive_spec()
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be")
    with pytest.raises(ModelFileError, match="cache cannot be written"):
        ModelStore(blocked, {path.name: path}).onnx(spec)


_CONVERT = """
import sys
from pathlib import Path
from models.registry import FACE_BLENDSHAPES
from models.store import ModelStore
sys.stdin.readline()  # all are let go together
ModelStore(Path(sys.argv[1])).onnx(FACE_BLENDSHAPES)
"""


@pytest.fixture
def converted_at_once(tmp_path: Path) -> list[int]:
    """Three processes convert the same network into the same empty cache; their exit codes."""
    command = [sys.executable, "-c", _CONVERT, str(tmp_path)]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(3)]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"go\n")
        worker.stdin.flush()
    return [worker.wait(120) for worker in workers]


def test_processes_converting_at_once_all_succeed(converted_at_once: list[int]) -> None:
    assert converted_at_once == [0, 0, 0]


def test_processes_converting_at_once_leave_one_good_entry(
    converted_at_once: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (_,) = _entries(tmp_path)
    monkeypatch.delattr(models.store, "tflite_to_onnx")  # whoever had to convert again would fail
    assert ModelStore(tmp_path).onnx(FACE_BLENDSHAPES)


def test_conversion_is_reproducible(tmp_path: Path) -> None:
    first, second = (ModelStore(tmp_path / name).onnx(FACE_DETECTOR) for name in ("a", "b"))
    assert first == second


def test_cache_folder_follows_the_desktop_convention(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache_dir() == tmp_path / "countenance"
