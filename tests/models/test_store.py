"""Only the pinned bytes get in, and everything else is one typed error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import ModelFileError
from models.registry import FACE_MESH, REGISTRY
from models.spec import ModelSpec
from models.store import ModelStore

Archive = Callable[..., tuple[ModelSpec, Path]]


def _refusal(spec: ModelSpec, path: Path | None, tmp_path: Path) -> ModelFileError:
    paths = {} if path is None else {Path(spec.resource).name: path}
    with pytest.raises(ModelFileError) as caught:
        ModelStore(tmp_path / "cache", paths).read(spec)
    assert caught.value.code == "model_file_invalid"
    return caught.value


@pytest.mark.parametrize("spec", REGISTRY, ids=lambda spec: spec.name)
def test_installed_files_are_the_pinned_ones(store: ModelStore, spec: ModelSpec) -> None:
    assert store.read(spec)


def test_reads_the_member_of_an_archive_at_a_named_path(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec(b"the network")
    assert ModelStore(tmp_path / "cache", {"archive.task": path}).read(spec) == b"the network"


def test_one_altered_byte_is_refused(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec()
    altered = bytearray(path.read_bytes())
    altered[len(altered) // 2] ^= 1
    path.write_bytes(altered)
    assert "is not the pinned file" in str(_refusal(spec, path, tmp_path))


def test_refusal_tells_both_hashes(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec(resource_sha256="0" * 64)
    details = _refusal(spec, path, tmp_path).details
    assert details["expected"] == "0" * 64
    assert details["found"] != details["expected"]


def test_altered_member_in_a_pinned_archive_is_refused(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec(sha256="0" * 64)
    assert "inner.tflite" in str(_refusal(spec, path, tmp_path))


def test_missing_member_is_refused(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec(member="other.tflite")
    assert "does not hold other.tflite" in str(_refusal(spec, path, tmp_path))


def test_missing_file_is_refused(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec()
    path.unlink()
    assert "cannot be read" in str(_refusal(spec, path, tmp_path))


def test_missing_package_is_refused(tmp_path: Path) -> None:
    spec = replace(FACE_MESH, package="no_such_package_here")
    assert "not installed" in str(_refusal(spec, None, tmp_path))


def test_settings_cannot_bring_in_other_bytes(tmp_path: Path) -> None:
    other = tmp_path / "face_landmarker.task"
    other.write_bytes(b"another network")
    assert "is not the pinned file" in str(_refusal(FACE_MESH, other, tmp_path))


def test_refusal_names_no_folder_of_the_machine(archive_spec: Archive, tmp_path: Path) -> None:
    spec, path = archive_spec()
    path.unlink()
    assert str(tmp_path) not in str(_refusal(spec, path, tmp_path))
