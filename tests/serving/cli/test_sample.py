"""`countenance sample`: a portrait to try things on, with or without a package index."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from serving.cli import app, sample
from vision.photo import decode_photo

# `sample` in serving.cli is the module; the command is a function of the same name in it.


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No index can be reached: nothing listens on the discard port."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


def fetch(runner: CliRunner, file: Path) -> str:
    result = runner.invoke(app, ["sample", str(file)])
    assert result.exit_code == 0, result.stderr
    return result.stderr


@pytest.mark.usefixtures("offline")
def test_offline_a_smaller_portrait_stands_in(runner: CliRunner, tmp_path: Path) -> None:
    said = fetch(runner, tmp_path / "new" / "portrait.jpg")
    assert decode_photo((tmp_path / "new" / "portrait.jpg").read_bytes()).size_hw == (512, 512)
    assert "stands in" in said


@pytest.mark.usefixtures("offline")
def test_offline_twice_gives_the_same_bytes(runner: CliRunner, tmp_path: Path) -> None:
    portraits = []
    for _ in range(2):
        fetch(runner, tmp_path / "portrait.jpg")
        portraits.append((tmp_path / "portrait.jpg").read_bytes())
    assert portraits[0] == portraits[1]


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The portrait as if it had been fetched before; any attempt to fetch it again fails the test."""
    file = tmp_path / "portrait.jpg"
    file.write_bytes(b"the portrait")
    monkeypatch.setattr(sample, "_PICTURE_SHA256", hashlib.sha256(b"the portrait").hexdigest())
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("fetched again"))
    return file


def test_what_is_already_there_is_not_fetched_again(runner: CliRunner, pinned: Path) -> None:
    assert fetch(runner, pinned) == "" and pinned.read_bytes() == b"the portrait"


def test_an_index_that_never_answers_is_out_of_reach(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*arguments: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("pip", 120)

    monkeypatch.setattr(subprocess, "run", never)
    assert "stands in" in fetch(runner, tmp_path / "portrait.jpg")
