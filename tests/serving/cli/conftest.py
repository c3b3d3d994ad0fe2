"""The command line as a caller meets it: arguments in; exit code, stdout, stderr and files out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vision.photo import Photo, encode_jpeg


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture(scope="session")
def portrait_bytes(astronaut: Photo) -> bytes:
    return encode_jpeg(astronaut.image_rgb)


@pytest.fixture
def portrait(tmp_path: Path, portrait_bytes: bytes) -> Path:
    path = tmp_path / "portrait.jpg"
    path.write_bytes(portrait_bytes)
    return path


@pytest.fixture
def not_a_photo(tmp_path: Path) -> Path:
    path = tmp_path / "notes.jpg"
    path.write_text("not a photo")
    return path


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """Commands that serve write this process's log lines their own way."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level
