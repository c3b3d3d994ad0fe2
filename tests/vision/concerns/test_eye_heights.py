"""Lids and brows on a portrait: in millimeters, whatever its size and tilt, and found where they were moved to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.evaluation.perturb import Painting
from tests.evaluation.subjects import points_of
from tests.vision.concerns.look import Look
from vision.concerns import CONCERNS, Concern, Reading, Reason, Sight
from vision.concerns.concern import ZonePair
from vision.concerns.eye_heights import brow_mm, lower_margin_mm, upper_margin_mm
from vision.zones import ZoneAtlas

BY_NAME = {concern.name: concern for concern in CONCERNS}
NAMES = ["upper_eyelid_droop", "lower_eyelid_laxity", "brow_position", "brow_asymmetry"]
each_name = pytest.mark.parametrize("name", NAMES)
SIDES = ("left", "right")


def heights(sight: Sight) -> dict[str, float]:
    return {
        f"{name} {side}": measure(sight, side)
        for name, measure in (("upper", upper_margin_mm), ("lower", lower_margin_mm), ("brow", brow_mm))
        for side in SIDES
    }


def pairs(concern: Concern, atlas: ZoneAtlas) -> list[ZonePair]:
    return list(atlas.by_kind(concern.zone_kinds))


def test_a_portrait_reads_as_eyes_do(straight: Sight) -> None:
    """Ordinary adults: margins 2 to 5.5 mm above and 4 to 7 mm below the pupil, brows 12 to 28 mm above it."""
    found = heights(straight)
    for side in SIDES:
        assert 2 < found[f"upper {side}"] < 5.5
        assert 4 < found[f"lower {side}"] < 7
        assert 12 < found[f"brow {side}"] < 28


@pytest.mark.parametrize("degrees", [-6.0, 6.0])
def test_a_tilted_photo_reads_the_same(
    degrees: float, look: Look, straight: Sight, portrait_pixels: NDArray[np.uint8]
) -> None:
    size = portrait_pixels.shape[1::-1]
    turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 3), degrees, 1.0)
    tilted = heights(look(cv2.warpAffine(portrait_pixels, turn, size, borderMode=cv2.BORDER_REPLICATE)))
    for name, height in heights(straight).items():
        assert tilted[name] == pytest.approx(height, abs=0.7 if "brow" in name else 0.5), name


def test_a_smaller_photo_reads_the_same(look: Look, straight: Sight, portrait_pixels: NDArray[np.uint8]) -> None:
    small = cv2.resize(portrait_pixels, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    for name, height in heights(look(small)).items():
        assert height == pytest.approx(heights(straight)[name], abs=0.5), name


def test_a_mirrored_photo_swaps_sides(look: Look, straight: Sight, portrait_pixels: NDArray[np.uint8]) -> None:
    mirrored = heights(look(portrait_pixels[:, ::-1]))
    other = {"left": "right", "right": "left"}
    for name, height in heights(straight).items():
        kind, side = name.split()
        assert mirrored[f"{kind} {other[side]}"] == pytest.approx(height, abs=0.5), name


@each_name
def test_eyes_that_are_shut_are_not_read(name: str, straight: Sight, atlas: ZoneAtlas) -> None:
    """Nor a gaze far down, nor a smile, nor brows that are raised."""
    moved = {"eyeBlinkLeft": 0.9, "eyeBlinkRight": 0.9, "browOuterUpLeft": 1.0, "browOuterUpRight": 1.0}
    face = replace(straight.face, blendshapes={**straight.face.blendshapes, **moved})
    concern = BY_NAME[name]
    answers = concern.read(replace(straight, face=face), pairs(concern, atlas))
    assert set(answers.values()) == {Reason.EXPRESSION}


@each_name
def test_at_rest_every_zone_is_read(name: str, straight: Sight, atlas: ZoneAtlas) -> None:
    concern = BY_NAME[name]
    rested = dict.fromkeys(straight.face.blendshapes, 0.0)
    answers = concern.read(replace(straight, face=replace(straight.face, blendshapes=rested)), pairs(concern, atlas))
    assert len(answers) == len(pairs(concern, atlas))
    for zone, mask in pairs(concern, atlas):
        answer = answers[zone.name]
        assert isinstance(answer, Reading) and answer.evidence.shape == mask.inside.shape
        assert not answer.evidence[~mask.inside].any()


@pytest.mark.parametrize(
    ("target", "zone", "measure", "sign", "least"),
    [
        ("upper_eyelid_droop", "upper_eyelid_left", upper_margin_mm, -1, 0.5),
        ("lower_eyelid_laxity", "lower_eyelid_left", lower_margin_mm, +1, 0.4),
        ("brow_position", "upper_eyelid_left", brow_mm, -1, 0.7),
    ],
)
def test_what_was_moved_is_found(
    target: str,
    zone: str,
    measure: Callable[[Sight, str], float],
    sign: int,
    least: float,
    look: Look,
    evaluation_data: Path,
) -> None:
    """Median share of the planted millimeters over six people of both sets."""
    shares = []
    for path in [
        *sorted((evaluation_data / "london" / "neutral").glob("*.jpg"))[2:24:5],
        evaluation_data / "canada" / "010f.jpg",
    ]:
        pixels = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        painting = Painting(pixels, points_of(path), target, zone, 1)
        millimeters = {"upper_eyelid_droop": 3.0, "lower_eyelid_laxity": 2.0, "brow_position": 4.0}[target]
        change = measure(look(painting.at(1.0)), "left") - measure(look(pixels), "left")
        shares.append(sign * change / millimeters)
    assert np.median(shares) > least, shares
