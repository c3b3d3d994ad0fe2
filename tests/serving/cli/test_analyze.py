"""`countenance analyze`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from serving.cli import app
from vision.analysis import AnalysisDocument
from vision.photo import decode_photo, encode_jpeg

COMMAND = Path(sys.executable).parent / "countenance"


def analyze(runner: CliRunner, *arguments: str | Path) -> Result:
    return runner.invoke(app, ["analyze", *map(str, arguments)])


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_one_photo_fills_the_folder_itself(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    result = analyze(runner, portrait, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert {"analysis.json", "face_map.png"} <= files(tmp_path / "out")


def test_what_it_writes_is_the_contract(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    analyze(runner, portrait, "--out", tmp_path, "--no-pictures")
    document = AnalysisDocument.model_validate_json((tmp_path / "analysis.json").read_text())
    assert document.photo.sha256 == decode_photo(portrait.read_bytes()).sha256


@pytest.mark.parametrize("asked", [False, True])
def test_an_apparent_age_is_told_to_a_provider_who_asks(
    runner: CliRunner, portrait: Path, tmp_path: Path, asked: bool
) -> None:
    option = ["--apparent-age"] if asked else []
    result = analyze(runner, portrait, "--out", tmp_path, "--no-pictures", *option)
    document = AnalysisDocument.model_validate_json((tmp_path / "analysis.json").read_text())
    assert (document.apparent_age is not None) == ("apparent age" in result.stdout) == asked


def test_its_pictures_are_pictures(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    analyze(runner, portrait, "--out", tmp_path / "out")
    assert all(decode_photo(path.read_bytes()).width > 300 for path in (tmp_path / "out").rglob("*.png"))


def test_without_pictures_there_is_the_document_alone(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    analyze(runner, portrait, "--out", tmp_path / "out", "--no-pictures")
    assert files(tmp_path / "out") == {"analysis.json"}


def test_several_photos_get_a_folder_each(
    runner: CliRunner, portrait: Path, portrait_bytes: bytes, tmp_path: Path
) -> None:
    """Two of them share a name, in different folders."""
    for other in (tmp_path / "visit" / "portrait.jpg", tmp_path / "second.jpg"):
        other.parent.mkdir(exist_ok=True)
        other.write_bytes(portrait_bytes)
    photos = [portrait, tmp_path / "visit" / "portrait.jpg", tmp_path / "second.jpg"]
    assert analyze(runner, *photos, "--out", tmp_path / "out", "--no-pictures").exit_code == 0
    expected = {f"{name}/analysis.json" for name in ("portrait", "portrait-2", "second")}
    assert files(tmp_path / "out") == expected


def test_the_same_photo_twice_gets_two_folders(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    analyze(runner, portrait, portrait, "--out", tmp_path / "out", "--no-pictures")
    assert files(tmp_path / "out") == {"portrait/analysis.json", "portrait-2/analysis.json"}


class TestABadFileAmongGoodOnes:
    @pytest.fixture
    def result(self, runner: CliRunner, portrait: Path, not_a_photo: Path, tmp_path: Path) -> Result:
        missing = tmp_path / "missing.jpg"
        photos = (not_a_photo, portrait, missing)
        return analyze(runner, *photos, "--out", tmp_path / "out", "--no-pictures", "--json")

    def test_the_others_are_done(self, result: Result, tmp_path: Path) -> None:
        assert files(tmp_path / "out") == {"portrait/analysis.json"}

    def test_it_exits_with_1(self, result: Result) -> None:
        assert result.exit_code == 1

    @pytest.mark.parametrize(
        ("name", "code"), [("notes.jpg", "(photo_not_an_image)"), ("missing.jpg", "(file_unreadable)")]
    )
    def test_stderr_says_which_and_why(self, name: str, code: str, result: Result) -> None:
        (line,) = (line for line in result.stderr.splitlines() if name in line)
        assert line.endswith(code)

    def test_stdout_stays_data(self, result: Result) -> None:
        assert [AnalysisDocument.model_validate_json(line) for line in result.stdout.splitlines()]


def test_json_is_one_line_for_each_photo(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    result = analyze(runner, portrait, portrait, "--out", tmp_path / "out", "--no-pictures", "--json")
    assert [json.loads(line)["schema"] for line in result.stdout.splitlines()] == ["countenance.analysis/1"] * 2


def test_the_table_says_why_something_is_not_assessable(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    result = analyze(runner, portrait, "--out", tmp_path / "out", "--no-pictures")
    (line,) = (line for line in result.stdout.splitlines() if "Forehead lines" in line)
    assert "not assessable" in line and line.rstrip().endswith("resolution")


def test_the_declaration_reaches_the_document(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    analyze(runner, portrait, "--out", tmp_path, "--no-pictures", "--expression", "smile")
    assert json.loads((tmp_path / "analysis.json").read_text())["photo"]["expression"] == "smile"


@pytest.mark.parametrize("name", ["scan [final].jpg", "[bold]x.jpg", "[/]x.jpg"])
def test_brackets_in_a_name_are_no_markup(name: str, runner: CliRunner, portrait_bytes: bytes, tmp_path: Path) -> None:
    photo = tmp_path / "in" / name  # one of them holds a slash
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(portrait_bytes)
    result = analyze(runner, photo, "--out", tmp_path / "out", "--no-pictures")
    assert result.exit_code == 0 and photo.name in result.stdout


def test_brackets_in_the_name_of_a_bad_file_are_no_markup(runner: CliRunner, tmp_path: Path) -> None:
    bad = tmp_path / "[red]scan.jpg"
    bad.write_text("not a photo")
    assert "[red]scan.jpg" in analyze(runner, bad, "--out", tmp_path / "out").stderr


def test_a_folder_that_cannot_be_written_is_said(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = analyze(runner, portrait, "--out", tmp_path / "file" / "out", "--no-pictures")
    assert result.exit_code == 1 and "(output_not_writable)" in result.stderr


def test_a_failed_run_leaves_no_half_file(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "analysis.json").mkdir(parents=True)  # where the document should go
    analyze(runner, portrait, "--out", tmp_path / "out", "--no-pictures")
    assert files(tmp_path / "out") == set()


def test_no_face_is_said(runner: CliRunner, tmp_path: Path) -> None:
    wall = tmp_path / "wall.jpg"
    wall.write_bytes(encode_jpeg(np.full((600, 600, 3), 180, np.uint8)))
    result = analyze(runner, wall, "--out", tmp_path / "out")
    assert result.exit_code == 1 and "(no_face)" in result.stderr


def test_a_device_that_is_missing_is_an_error(
    runner: CliRunner, portrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a silent fallback to the CPU."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    result = analyze(runner, portrait, "--out", tmp_path / "out", "--device", "cuda")
    if result.exit_code == 0:
        pytest.skip("a CUDA device is here")
    assert result.exit_code == 1 and "(device_unavailable)" in result.stderr


def test_the_installed_command_runs(portrait: Path, tmp_path: Path) -> None:
    """As a process of its own, the way a shell starts it: data on stdout, nothing else."""
    command = [COMMAND, "analyze", portrait, "--out", tmp_path / "out", "--no-pictures", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert AnalysisDocument.model_validate_json(done.stdout)


def test_nothing_of_an_earlier_photo_stays_in_the_folder(runner: CliRunner, portrait: Path, tmp_path: Path) -> None:
    """Another client's picture beside these findings would be believed."""
    folder = tmp_path / "out"
    (folder / "evidence").mkdir(parents=True)
    for name in ("face_map.png", "evidence/redness.png"):
        (folder / name).write_bytes(b"of an earlier photo")
    analyze(runner, portrait, "--out", folder, "--no-pictures")
    assert files(folder) == {"analysis.json"}


def test_the_device_of_the_settings_holds_where_none_is_said(
    runner: CliRunner, portrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTENANCE_DEVICE", "abacus")
    result = analyze(runner, portrait, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "device" in result.stderr


def test_no_more_of_a_file_is_read_than_is_accepted(runner: CliRunner, tmp_path: Path) -> None:
    """A sparse file of a terabyte: reading it whole would end the process."""
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(2**40)
    result = analyze(runner, huge, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "photo_too_many_bytes" in result.stderr
