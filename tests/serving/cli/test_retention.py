"""`countenance retention sweep`: the daily sweep, done now."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from serving.cli import app


def test_where_nothing_has_ended_it_says_so(runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTENANCE_DATA_DIR", str(tmp_path / "data"))
    done = runner.invoke(app, ["retention", "sweep"])
    assert (done.exit_code, done.stdout) == (0, "Nothing has ended.\n"), done.stderr


def test_without_its_places_it_fails_with_a_code(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTENANCE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COUNTENANCE_MASTER_KEY_FILE", str(tmp_path / "none"))
    done = runner.invoke(app, ["retention", "sweep"])
    assert done.exit_code == 1 and "master_key_invalid" in done.stderr
