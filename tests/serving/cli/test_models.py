"""`countenance models`: what is used, and whether it is what was pinned."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.registry import FACE_MESH, REGISTRY
from models.store import ModelStore
from serving.cli import app

COMMAND = Path(sys.executable).parent / "countenance"


@pytest.mark.parametrize("arguments", [["models"], ["models", "list"]])
def test_every_model_is_listed_with_version_license_and_hash(arguments: list[str], runner: CliRunner) -> None:
    listed = runner.invoke(app, arguments).stdout
    for spec in REGISTRY:
        (line,) = (line for line in listed.splitlines() if line.startswith(f"{spec.name} "))
        assert all(part in line for part in (spec.version, spec.license, spec.sha256[:16]))


def test_the_installed_models_are_the_pinned_ones(runner: CliRunner) -> None:
    result = runner.invoke(app, ["models", "verify"])
    assert result.exit_code == 0, result.stderr
    assert all(spec.name in result.stderr for spec in REGISTRY)


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    """A folder with a model package in which one bit of the file differs."""
    data = bytearray(ModelStore().path(FACE_MESH).read_bytes())
    data[len(data) // 2] ^= 1
    file = tmp_path / FACE_MESH.package / FACE_MESH.resource
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    (tmp_path / FACE_MESH.package / "__init__.py").touch()
    return tmp_path


def test_an_altered_file_is_found_out(altered: Path) -> None:
    """In a process of its own that finds the altered package first."""
    environment = os.environ | {"PYTHONPATH": str(altered)}
    command = [COMMAND, "models", "verify"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.count("(model_file_invalid)") == sum(spec.package == FACE_MESH.package for spec in REGISTRY)


def test_the_copy_that_the_settings_name_is_the_one_that_is_read(
    tmp_path: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "face_landmarker.task"
    copy.write_bytes(b"another file altogether")
    monkeypatch.setenv("COUNTENANCE_FACE_LANDMARKER", str(copy))
    result = runner.invoke(app, ["models", "verify"])
    assert result.exit_code == 1
    assert result.stderr.count("(model_file_invalid)") == sum(spec.package == FACE_MESH.package for spec in REGISTRY)
