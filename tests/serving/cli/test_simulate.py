"""`countenance simulate`: its files, its refusals, what it says on the screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from serving.cli import app
from serving.projections.document import ProjectionDocument
from simulation.provenance import read_manifest
from tests.serving.portraits import large_jpeg
from vision.photo import decode_photo, encode_png

LEAVE = ("--consented-on", "2020-01-01", "--born", "1980-01-01", "--no-blocks", "--no-holds")
HERE = ("--practice", "Linden Aesthetics (sample)")
REDNESS = ("--treatment", "vascular_laser:nose,mid_cheek")
TODAY = date.today()
PROFILE = files("planning") / "profile" / "sample" / "profile.yaml"
PRACTICE = files("planning") / "practice" / "sample" / "practice.yaml"
Simulate = Callable[..., Result]


@pytest.fixture(scope="module")
def signing_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signing")


@pytest.fixture
def simulate(runner: CliRunner, tmp_path: Path, signing_dir: Path) -> Simulate:
    portrait = tmp_path / "portrait.jpg"
    portrait.write_bytes(large_jpeg())

    def run(*arguments: str, photo: Path = portrait) -> Result:
        said = ["simulate", str(photo), "--out", str(tmp_path / "out"), *arguments]
        return runner.invoke(app, said, env={"COUNTENANCE_SIGNING_DIR": str(signing_dir)})

    return run


def written(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "out").glob("*")}


def test_it_writes_labelled_and_signed_pictures_and_what_they_show(simulate: Simulate, tmp_path: Path) -> None:
    result = simulate(*REDNESS, *LEAVE, *HERE)
    assert result.exit_code == 0, result.stderr
    pictures = {"projection.png", "side_by_side.png", "levels.png", "changes.png"}
    assert written(tmp_path) == {"projection.json", *pictures}
    document = ProjectionDocument.model_validate_json((tmp_path / "out" / "projection.json").read_text())
    assert {part.name: part.sha256 for part in document.files} == {
        name: sha256((tmp_path / "out" / name).read_bytes()).hexdigest() for name in pictures
    }
    assert {read_manifest((tmp_path / "out" / name).read_bytes()).state for name in pictures} == {"Valid"}


def test_the_screen_says_what_falls_what_is_not_shown_and_what_to_be_told(simulate: Simulate) -> None:
    result = simulate("--treatment", "botulinum_toxin_upper_face:low", *REDNESS, *LEAVE, *HERE)
    for said in (
        "Redness",
        "Glabellar lines",
        "low, day",
        "a photo with the expression shows it",
        "ΔE",
        "(capture_warned)",
        "has not been validated",
        "Projection — not a guaranteed result",
    ):
        assert said in result.stdout, said


def test_a_plan_is_shown_over_time_and_as_json(simulate: Simulate, tmp_path: Path) -> None:
    item = {"treatment": "vascular_laser", "zones": ["nose", "mid_cheek"], "level": "low"}
    visits = [{"date": str(TODAY + timedelta(days)), "items": [item]} for days in (3, 33)]
    (tmp_path / "plan.json").write_text(json.dumps({"schema": "countenance.plan/1", "visits": visits}))
    result = simulate("--plan", str(tmp_path / "plan.json"), *LEAVE, *HERE, "--format", "png", "--json")
    assert result.exit_code == 0, result.stderr
    assert "over_time.png" in written(tmp_path)
    document = ProjectionDocument.model_validate_json(result.stdout)
    assert [part.visits for part in document.treatments] == [[3, 33]]
    assert {stage.moment for stage in document.stages} >= {"visit", "peak"}


def test_an_earlier_projection_leaves_nothing_beside_a_later_one(simulate: Simulate, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "over_time.png").write_bytes(b"earlier")
    simulate(*REDNESS, *LEAVE, *HERE)
    assert "over_time.png" not in written(tmp_path)


def test_what_a_provider_did_not_paint_stays_as_it_is(simulate: Simulate, tmp_path: Path) -> None:
    painted = np.zeros((1260, 1260, 3), np.uint8)
    painted[:, :630] = 255
    (tmp_path / "mask.png").write_bytes(encode_png(painted))
    simulate(*REDNESS, *LEAVE, *HERE, "--mask", str(tmp_path / "mask.png"), "--format", "png")
    shown = decode_photo((tmp_path / "out" / "projection.png").read_bytes()).image_rgb
    photo = decode_photo(large_jpeg()).image_rgb
    left, right = (slice(400, 480), slice(500, 600)), (slice(400, 480), slice(690, 790))
    assert [bool((shown[place] != photo[place]).any()) for place in (left, right)] == [True, False]


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (LEAVE[2:], "--consented-on"),
        (LEAVE[:2], "--profile FILE, or --born DATE"),
        (LEAVE[:5], "--no-holds"),
        ((*LEAVE[:4], "--no-holds"), "--no-blocks"),
        ((), "--consented-on"),
        ((*LEAVE, "--profile", str(PROFILE)), "--born, --no-blocks, --no-holds"),
    ],
)
def test_what_authorizes_it_is_never_assumed(simulate: Simulate, flags: tuple[str, ...], named: str) -> None:
    result = simulate(*REDNESS, *HERE, *flags)
    assert result.exit_code == 1
    assert "(authorization_flag_missing)" in result.stderr
    assert named in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--consented-on", str(TODAY + timedelta(1)), *LEAVE[2:]), "projection_not_authorized"),
        (("--born", str(TODAY - timedelta(3650)), *LEAVE[:2], *LEAVE[4:]), "projection_not_authorized"),
        ((*LEAVE, "--treatment", "sunscreen"), "effect_without_cap"),
        ((*LEAVE, "--treatment", "ha_filler_lips:nose"), "zone_not_served"),
        ((*LEAVE, "--treatment", "ha_filler_lips:lips:most"), "intended_invalid"),
        ((*LEAVE, "--mask", "nowhere.png"), "mask_invalid"),
        ((*LEAVE, "--practice", "nowhere.yaml"), "document_invalid"),
    ],
)
def test_a_refusal_has_its_code_and_leaves_no_file(
    simulate: Simulate, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    result = simulate(*REDNESS, *HERE, *arguments)
    assert (result.exit_code, f"({code})" in result.stderr) == (1, True), result.stderr
    assert written(tmp_path) == set()


def test_without_a_practice_there_is_no_label(simulate: Simulate) -> None:
    assert "(practice_not_set)" in simulate(*REDNESS, *LEAVE).stderr


def test_a_profile_is_held_against_the_rules_and_the_practices_decisions(simulate: Simulate, tmp_path: Path) -> None:
    (tmp_path / "practice.yaml").write_text(PRACTICE.read_text())
    here = ("--practice", str(tmp_path / "practice.yaml"), "--location", "oakland")
    result = simulate(
        "--treatment", "superficial_peel", *here, *LEAVE[:2], "--profile", str(PROFILE)
    )  # fmt: skip
    assert (result.exit_code, "(projection_not_authorized)" in result.stderr) == (1, True)
    assert "holds: " in result.stderr or "blocks: " in result.stderr
    assert "rules check" in result.stderr


@pytest.mark.parametrize("arguments", [(), (*REDNESS, "--plan", "plan.json"), ("--plan", "plan.json", "--day", "3")])
def test_what_to_show_is_said_once(simulate: Simulate, arguments: tuple[str, ...]) -> None:
    assert simulate(*arguments, *LEAVE, *HERE).exit_code == 2


def test_a_photo_that_is_none_is_said_by_its_name(simulate: Simulate, not_a_photo: Path) -> None:
    result = simulate(*REDNESS, *LEAVE, *HERE, photo=not_a_photo)
    assert (result.exit_code, "notes.jpg" in result.stderr) == (1, True)
