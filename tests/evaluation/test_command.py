"""`countenance evaluate`: what it says when it cannot run."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from serving.cli import app


def test_a_folder_without_portraits_is_refused_by_code(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "evaluation_not_available" in result.output


def test_an_installed_package_without_its_checkout_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serving.cli.evaluate._CHECKOUT", tmp_path)
    result = CliRunner().invoke(app, ["evaluate", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "evaluation_not_available" in result.output


def test_an_unknown_study_is_named(tmp_path: Path) -> None:
    (tmp_path / "london" / "neutral").mkdir(parents=True)
    result = CliRunner().invoke(app, ["evaluate", "--data", str(tmp_path), "--only", "horoscope"])
    assert result.exit_code == 2
    assert "horoscope" in result.output
