"""`countenance compare`: two photos in; a document, pictures and a table out."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from serving.cli import app
from vision.comparison import ComparisonDocument
from vision.photo import Photo, encode_png


@pytest.fixture
def later(tmp_path: Path, astronaut: Photo) -> Path:
    """The same portrait a little darker, turned by nothing, smaller."""
    pixels = cv2.resize(astronaut.image_rgb, None, fx=0.9, fy=0.9, interpolation=cv2.INTER_AREA)
    path = tmp_path / "later.png"
    path.write_bytes(encode_png(np.asarray(pixels * 0.9, np.uint8)))
    return path


def compare(runner: CliRunner, *arguments: str | Path) -> Result:
    return runner.invoke(app, ["compare", *map(str, arguments)])


def test_it_writes_a_document_and_pictures(runner: CliRunner, portrait: Path, later: Path, tmp_path: Path) -> None:
    result = compare(runner, portrait, later, "--out", tmp_path / "out", "--earlier-taken", "2026-01-05")
    assert result.exit_code == 0, result.stderr
    document = ComparisonDocument.model_validate_json((tmp_path / "out" / "comparison.json").read_text())
    assert (document.before.taken, document.after.taken) == ("2026-01-05", None)
    assert document.match.exposure_ev > 0
    assert (tmp_path / "out" / "side_by_side.png").exists()
    assert "not a diagnosis" in result.stdout


def test_json_is_the_document(runner: CliRunner, portrait: Path, later: Path, tmp_path: Path) -> None:
    result = compare(runner, portrait, later, "--out", tmp_path / "out", "--json", "--no-pictures")
    assert json.loads(result.stdout) == json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["comparison.json"]


def test_what_was_declared_is_in_it(runner: CliRunner, portrait: Path, later: Path, tmp_path: Path) -> None:
    where = ("--out", tmp_path / "out", "--no-pictures")
    compare(runner, portrait, later, *where, "--later-expression", "smile")
    document = ComparisonDocument.model_validate_json((tmp_path / "out" / "comparison.json").read_text())
    assert (document.before.photo.expression, document.after.photo.expression) == ("rest", "smile")
    assert "expressions_differ" in {caveat.code for caveat in document.conditions}


def test_an_earlier_comparison_does_not_stay_beside_it(
    runner: CliRunner, portrait: Path, later: Path, tmp_path: Path
) -> None:
    old = tmp_path / "out" / "difference" / "redness.png"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"of another client")
    compare(runner, portrait, later, "--out", tmp_path / "out", "--no-pictures")
    assert not old.exists()


@pytest.mark.parametrize("bad_first", [True, False])
def test_a_photo_that_cannot_be_used_ends_it(
    bad_first: bool, runner: CliRunner, portrait: Path, not_a_photo: Path, tmp_path: Path
) -> None:
    two = (not_a_photo, portrait) if bad_first else (portrait, not_a_photo)
    result = compare(runner, *two, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert not_a_photo.name in result.stderr and not (tmp_path / "out").exists()


def test_a_photo_without_a_face_ends_it(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    empty = tmp_path / "wall.png"
    empty.write_bytes(encode_png(np.full((300, 300, 3), 200, np.uint8)))
    result = compare(runner, portrait, empty, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert empty.name in result.stderr and not (tmp_path / "out").exists()
