"""`countenance analyze PHOTO --animated PHOTO2`: dynamic lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from serving.cli import app
from vision.analysis import AnalysisDocument
from vision.concerns import CONCERNS

MOVING = {concern.name for concern in CONCERNS if concern.is_dynamic}
SMILE = ("--animated-expression", "smile")


@pytest.fixture
def smiling(tmp_path: Path, portrait_bytes: bytes) -> Path:
    """The astronaut smiles in her only portrait; here she also passes for herself at rest."""
    path = tmp_path / "smiling.jpg"
    path.write_bytes(portrait_bytes)
    return path


def analyze(runner: CliRunner, *arguments: str | Path) -> Result:
    return runner.invoke(app, ["analyze", *map(str, arguments)])


def document(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "analysis.json").read_text())
    return loaded


def test_it_adds_dynamic_lines(runner: CliRunner, portrait: Path, smiling: Path, tmp_path: Path) -> None:
    result = analyze(runner, portrait, "--animated", smiling, *SMILE, "--out", tmp_path / "out", "--no-pictures")
    assert result.exit_code == 0, result.stderr
    written = document(tmp_path / "out")
    assert {each["concern"] for each in written["dynamic"]} == MOVING
    assert written["animated"]["photo"]["expression"] == "smile"
    assert "dynamic lines" in result.stdout


def test_without_a_second_photo_they_are_null(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    analyze(runner, portrait, "--out", tmp_path / "out", "--no-pictures")
    assert (document(tmp_path / "out")["dynamic"], document(tmp_path / "out")["animated"]) == (None, None)


def test_json_has_them_too(runner: CliRunner, portrait: Path, smiling: Path, tmp_path: Path) -> None:
    where = ("--out", tmp_path / "out", "--no-pictures", "--json")
    result = analyze(runner, portrait, "--animated", smiling, *SMILE, *where)
    assert AnalysisDocument.model_validate_json(result.stdout).dynamic


def test_the_drivers_are_told(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    result = analyze(runner, portrait, "--out", tmp_path / "out", "--no-pictures")
    told = [drivers["statement"] for drivers in document(tmp_path / "out")["drivers"]]
    assert len(told) == 3 and all(statement in result.stdout for statement in told)


@pytest.mark.parametrize(
    "more",
    [
        ("--animated", "smiling.jpg"),
        SMILE,
        ("--animated", "smiling.jpg", *SMILE, "--expression", "frown"),
        ("--animated", "smiling.jpg", *SMILE, "another.jpg"),
        ("--animated", "smiling.jpg", "--animated-expression", "rest"),
    ],
)
def test_what_cannot_be_compared_is_refused_at_once(
    more: tuple[str, ...], runner: CliRunner, portrait: Path, tmp_path: Path
) -> None:
    result = analyze(runner, portrait, "--out", tmp_path / "out", *more)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_second_photo_that_cannot_be_used_ends_it(
    runner: CliRunner, portrait: Path, not_a_photo: Path, tmp_path: Path
) -> None:
    """Findings without the dynamic lines that were asked for would look complete."""
    result = analyze(runner, portrait, "--animated", not_a_photo, *SMILE, "--out", tmp_path / "out", "--no-pictures")
    assert result.exit_code == 1
    assert not_a_photo.name in result.stderr and not (tmp_path / "out" / "analysis.json").exists()
