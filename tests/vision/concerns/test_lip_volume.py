"""Lips: heights in millimeters on any skin, wherever the network puts them, and no answer where none is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.evaluation.perturb import Painting
from tests.evaluation.subjects import points_of, read_pixels
from tests.vision.concerns.drawn_mouth import Color, DrawnMouth
from tests.vision.concerns.look import Look
from vision.concerns import CONCERNS, Reading, Reason, Sight
from vision.concerns.lip_edges import read_lips
from vision.concerns.steady_path import steady_path
from vision.zones import ZoneAtlas

LIPS = next(concern for concern in CONCERNS if concern.name == "lip_volume")
DRAWN_MM = 0.45  # how near a drawn border is found; two fifths are the pull of the network, the rest that of light lips
SKINS_AND_LIPS: list[tuple[Color, Color]] = [
    ((0.55, 0.33, 0.24), (0.42, 0.17, 0.15)),  # light skin
    ((0.12, 0.06, 0.035), (0.09, 0.035, 0.03)),  # dark skin, lips of nearly its lightness
    ((0.30, 0.16, 0.10), (0.20, 0.08, 0.06)),
    ((0.50, 0.30, 0.22), (0.30, 0.04, 0.05)),  # red lipstick
    ((0.35, 0.19, 0.12), (0.60, 0.42, 0.36)),  # a pale one, lighter than the skin
]


def answer(sight: Sight, atlas: ZoneAtlas) -> Reading | Reason:
    return LIPS.read(sight, list(atlas.by_kind(LIPS.zone_kinds)))["lips"]


@pytest.mark.parametrize(("skin", "lips"), SKINS_AND_LIPS)
@pytest.mark.parametrize("off_mm", [-1.5, 0.0, 1.5])
def test_borders_are_found_on_any_skin(skin: Color, lips: Color, off_mm: float, straight: Sight) -> None:
    """Though the network puts them 1.5 mm too far in or out."""
    read = read_lips(DrawnMouth(skin=skin, lips=lips, landmarks_off_mm=off_mm).seen(straight))
    upper, lower = read.upper, read.lower
    assert upper.height_mm == pytest.approx(6.5, abs=DRAWN_MM)
    assert lower.height_mm == pytest.approx(10.0, abs=DRAWN_MM)


@pytest.mark.parametrize(("upper_mm", "lower_mm"), [(2.0, 5.0), (4.0, 8.0), (9.0, 12.0)])
def test_thin_and_full_lips_are_found(upper_mm: float, lower_mm: float, straight: Sight) -> None:
    read = read_lips(DrawnMouth(upper_mm, lower_mm).seen(straight))
    upper, lower = read.upper, read.lower
    assert (upper.height_mm, lower.height_mm) == pytest.approx((upper_mm, lower_mm), abs=DRAWN_MM)


def test_thinner_lips_are_more_severe(straight: Sight, atlas: ZoneAtlas) -> None:
    said = [answer(DrawnMouth(upper, lower).seen(straight), atlas) for upper, lower in ((6.0, 9.0), (3.0, 6.0))]
    full, thin = said
    assert isinstance(full, Reading) and isinstance(thin, Reading)
    assert thin.quantity - full.quantity == pytest.approx(6.0, abs=DRAWN_MM)
    assert LIPS.severity(thin.quantity) > LIPS.severity(full.quantity) + 20


def test_it_tells_both_heights_and_their_ratio(straight: Sight, atlas: ZoneAtlas) -> None:
    said = answer(DrawnMouth().seen(straight), atlas)
    assert isinstance(said, Reading)
    upper, lower = said.details["upper_height_mm"], said.details["lower_height_mm"]
    assert said.quantity == pytest.approx(18 - upper - lower)
    assert said.details["upper_to_lower_percent"] == pytest.approx(100 * upper / lower)


def test_its_evidence_is_the_whole_of_the_lips(straight: Sight, atlas: ZoneAtlas) -> None:
    said = answer(DrawnMouth(3.0, 5.0).seen(straight), atlas)
    ((_, mask),) = atlas.by_kind(LIPS.zone_kinds)
    assert isinstance(said, Reading)
    assert (said.evidence > 0).tolist() == mask.inside.tolist()


def test_lips_of_the_color_of_the_skin_are_covered(straight: Sight, atlas: ZoneAtlas) -> None:
    same = (0.55, 0.33, 0.24)
    assert answer(DrawnMouth(skin=same, lips=same).seen(straight), atlas) == Reason.COVERED


def test_parted_lips_are_not_at_rest(straight: Sight, atlas: ZoneAtlas) -> None:
    assert answer(DrawnMouth(parted_mm=3.0).seen(straight), atlas) == Reason.EXPRESSION


def test_a_smile_is_not_at_rest(straight: Sight, atlas: ZoneAtlas) -> None:
    drawn = DrawnMouth().seen(straight)
    smiling = {**drawn.face.blendshapes, "mouthSmileLeft": 0.5, "mouthSmileRight": 0.5}
    assert answer(replace(drawn, face=replace(drawn.face, blendshapes=smiling)), atlas) == Reason.EXPRESSION


def test_a_portrait_with_a_wide_smile_has_no_answer(straight: Sight, atlas: ZoneAtlas) -> None:
    assert answer(straight, atlas) == Reason.EXPRESSION


def test_a_steady_path_follows_the_scores_and_does_not_jump() -> None:
    scores = np.zeros((9, 7))
    scores[4] = 1.0
    scores[:, 3] = (2.0, 0, 0, 0, 1, 0, 0, 0, 0)  # one column that lures away
    assert steady_path(scores, 0.1).tolist() == [4] * 7
    assert steady_path(scores, 0.0)[3] == 0


def people(evaluation_data: Path) -> list[Path]:
    """Six of both sets, of all tones."""
    return [
        *sorted((evaluation_data / "london" / "neutral").glob("*.jpg"))[1:26:5],
        evaluation_data / "canada" / "010f.jpg",
    ]


def test_what_was_thinned_is_found(look: Look, atlas: ZoneAtlas, evaluation_data: Path) -> None:
    """Six millimeters in all: half a millimeter of each lip is left to errors and the ruler."""
    found = []
    for path in people(evaluation_data):
        pixels = read_pixels(path)
        painting = Painting(pixels, points_of(path), "lip_volume", "lips", 1)
        before, after = (answer(look(photo), atlas) for photo in (pixels, painting.at(1.0)))
        assert isinstance(before, Reading) and isinstance(after, Reading)
        found.append(after.quantity - before.quantity)
    assert np.median(found) == pytest.approx(6.0, abs=1.0)


def test_heights_are_those_that_people_marked(look: Look, atlas: ZoneAtlas, evaluation_data: Path) -> None:
    """Mean error of six people, either lip."""
    errors = []
    for path in people(evaluation_data):
        sight, points = look(read_pixels(path)), points_of(path)
        said = answer(sight, atlas)
        assert isinstance(said, Reading)
        across = (points[1] - points[0]) / np.hypot(*(points[1] - points[0]))
        down_mm = points @ (-across[1], across[0]) * sight.face.mm_per_px
        errors.append(said.details["upper_height_mm"] - (down_mm[96] - down_mm[90]))
        errors.append(said.details["lower_height_mm"] - (down_mm[106] - down_mm[101]))
    assert np.median(np.abs(errors)) < 0.8


def test_a_smaller_and_a_mirrored_photo_read_the_same(look: Look, atlas: ZoneAtlas, evaluation_data: Path) -> None:
    for path in people(evaluation_data)[::2]:
        pixels = read_pixels(path)
        small = cv2.resize(pixels, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
        said = [answer(look(photo), atlas) for photo in (pixels, small, pixels[:, ::-1])]
        severities = [LIPS.severity(one.quantity) for one in said if isinstance(one, Reading)]
        assert severities == pytest.approx([severities[0]] * 3, abs=3)
