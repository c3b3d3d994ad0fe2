"""`countenance calibrate`, and what its file then does in `countenance analyze`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from serving.cli import app
from tests.vision.color_card.cards import Camera, Held, colorchecker, gray_card, scene
from vision.color_card import parse_correction
from vision.photo import Photo, encode_jpeg

TABLET = Camera(stops=-0.4, kelvin=5600, crosstalk=True)


def run(runner: CliRunner, *arguments: str | Path) -> Result:
    return runner.invoke(app, [*map(str, arguments)])


def saved(photo: Photo, path: Path) -> Path:
    path.write_bytes(encode_jpeg(photo.image_rgb))
    return path


@pytest.fixture(scope="session")
def sitter(astronaut: Photo) -> Photo:
    """The astronaut at twice the size."""
    return Photo.from_array(np.asarray(cv2.resize(astronaut.image_rgb, None, fx=2, fy=2), np.uint8))


@pytest.fixture
def with_card(sitter: Photo, tmp_path: Path) -> Path:
    return saved(TABLET.take(scene(sitter, colorchecker(), Held((240, 800), 330, -8))), tmp_path / "card.jpg")


@pytest.fixture
def with_gray_card(sitter: Photo, tmp_path: Path) -> Path:
    return saved(TABLET.take(scene(sitter, gray_card(), Held((240, 780), 260, 12))), tmp_path / "gray.jpg")


@pytest.fixture
def stored(runner: CliRunner, with_card: Path, tmp_path: Path) -> Path:
    file = tmp_path / "tablets" / "room-2.json"
    result = run(runner, "calibrate", with_card, "--out", file, "--device-name", "tablet in room 2")
    assert result.exit_code == 0, result.stderr
    return file


class TestCalibrate:
    def test_its_file_undoes_the_camera(self, stored: Path) -> None:
        matrix = parse_correction(stored.read_bytes()).matrix @ TABLET.matrix
        assert matrix == pytest.approx(np.eye(3), abs=0.04)

    def test_its_file_names_the_device(self, stored: Path) -> None:
        written = json.loads(stored.read_text())
        assert (written["device_name"], written["source"]) == ("tablet in room 2", "colorchecker")

    def test_stdout_says_how_well_it_fits(self, runner: CliRunner, with_card: Path, tmp_path: Path) -> None:
        said = run(runner, "calibrate", with_card, "--out", tmp_path / "c.json").stdout
        assert "ColorChecker" in said and "after" in said and str(tmp_path / "c.json") in said.replace("\n", "")

    def test_a_gray_card_gives_gains(self, runner: CliRunner, with_gray_card: Path, tmp_path: Path) -> None:
        result = run(runner, "calibrate", with_gray_card, "--gray", "--out", tmp_path / "c.json")
        matrix = parse_correction((tmp_path / "c.json").read_bytes()).matrix
        assert result.exit_code == 0 and np.count_nonzero(matrix) == 3

    @pytest.mark.parametrize("options", [[], ["--gray"]])
    def test_without_a_card_it_ends_with_1_and_no_file(
        self, options: list[str], runner: CliRunner, sitter: Photo, tmp_path: Path
    ) -> None:
        file = tmp_path / "c.json"
        result = run(runner, "calibrate", saved(sitter, tmp_path / "p.jpg"), "--out", file, *options)
        assert result.exit_code == 1 and "(color_card_not_found)" in result.stderr
        assert not file.exists()

    def test_what_is_no_photo_is_said(self, runner: CliRunner, not_a_photo: Path, tmp_path: Path) -> None:
        result = run(runner, "calibrate", not_a_photo, "--out", tmp_path / "c.json")
        assert result.exit_code == 1 and "(photo_not_an_image)" in result.stderr

    def test_a_place_that_cannot_be_written_is_said(self, runner: CliRunner, with_card: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        result = run(runner, "calibrate", with_card, "--out", tmp_path / "file" / "c.json")
        assert result.exit_code == 1 and "(output_not_writable)" in result.stderr


def analyzed(runner: CliRunner, photo: Path, out: Path, *options: str | Path) -> dict[str, Any]:
    result = run(runner, "analyze", photo, "--out", out, "--no-pictures", *options)
    assert result.exit_code == 0, result.stderr
    return json.loads((out / "analysis.json").read_text())["photo"]


class TestAnalyze:
    @pytest.fixture
    def without_card(self, sitter: Photo, tmp_path: Path) -> Path:
        return saved(TABLET.take(scene(sitter, gray_card(), Held((-900, -900), 50))), tmp_path / "plain.jpg")

    def test_a_card_in_the_picture_is_used(self, runner: CliRunner, with_card: Path, tmp_path: Path) -> None:
        photo = analyzed(runner, with_card, tmp_path / "out")
        assert photo["color_correction"] == "colorchecker" and photo["color_delta_e"] < 3

    def test_it_can_be_left_alone(self, runner: CliRunner, with_card: Path, tmp_path: Path) -> None:
        photo = analyzed(runner, with_card, tmp_path / "out", "--card", "none")
        assert (photo["color_correction"], photo["color_delta_e"]) == ("none", None)

    def test_a_gray_card_is_used_when_it_is_said(self, runner: CliRunner, with_gray_card: Path, tmp_path: Path) -> None:
        photo = analyzed(runner, with_gray_card, tmp_path / "out", "--card", "gray")
        assert photo["color_correction"] == "gray_card"

    def test_a_stored_correction_stands_in(
        self, runner: CliRunner, without_card: Path, stored: Path, tmp_path: Path
    ) -> None:
        photo = analyzed(runner, without_card, tmp_path / "out", "--color-correction", stored)
        assert photo["color_correction"] == "stored"

    def test_a_card_that_was_promised_and_is_missing_is_said(
        self, runner: CliRunner, without_card: Path, tmp_path: Path
    ) -> None:
        result = run(runner, "analyze", without_card, "--out", tmp_path / "out", "--card", "colorchecker")
        assert result.exit_code == 1 and "(color_card_not_found)" in result.stderr

    def test_a_file_that_is_no_correction_is_said(self, runner: CliRunner, without_card: Path, tmp_path: Path) -> None:
        (tmp_path / "c.json").write_text("{}")
        options = ("--out", tmp_path / "out", "--color-correction", tmp_path / "c.json")
        result = run(runner, "analyze", without_card, *options)
        assert result.exit_code == 1 and "(color_correction_invalid)" in result.stderr
