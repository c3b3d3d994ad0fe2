"""Jowls: a lobe of the jaw's edge is told in millimeters, whatever the light; what does not show is not told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.evaluation.perturb import Painting
from tests.evaluation.subjects import points_of
from tests.vision.concerns.drawn_jaw import drawn_jaw
from tests.vision.concerns.look import Look
from vision.concerns import CONCERNS, Reading, Reason, Sight
from vision.zones import ZoneAtlas

JOWLS = next(concern for concern in CONCERNS if concern.name == "jowls")
SIDES = ("left", "right")
LOBE_WITHIN_MM = 0.6
LIGHT_WITHIN_MM = 0.3
DARKER_WITHIN_PERCENT = 4.0
PAINTED_MM = 4.0
LOBE_FILLS = 0.74  # of the window, by a lobe: the quantity is divided by it


Answers = Callable[[Sight], dict[str, Reading | Reason]]


@pytest.fixture(scope="module")
def answers(atlas: ZoneAtlas) -> Answers:
    return lambda sight: JOWLS.read(sight, atlas.by_kind(JOWLS.zone_kinds))


def bulges(found: dict[str, Reading | Reason]) -> dict[str, float]:
    return {zone: answer.quantity for zone, answer in found.items() if isinstance(answer, Reading)}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("lobe_mm", [1.0, 2.0, 4.0])
def test_a_lobe_is_told_in_millimeters(lobe_mm: float, side: str, answers: Answers, straight: Sight) -> None:
    even, lobed = bulges(answers(drawn_jaw(straight))), bulges(answers(drawn_jaw(straight, lobe_mm, side)))
    assert lobed[f"prejowl_{side}"] - even[f"prejowl_{side}"] == pytest.approx(lobe_mm, abs=LOBE_WITHIN_MM)


@pytest.mark.parametrize("side", SIDES)
def test_the_other_side_stays(side: str, answers: Answers, straight: Sight) -> None:
    other = f"prejowl_{'left' if side == 'right' else 'right'}"
    even, lobed = bulges(answers(drawn_jaw(straight))), bulges(answers(drawn_jaw(straight, 3.0, side)))
    assert lobed[other] == pytest.approx(even[other], abs=0.2)


@pytest.mark.parametrize("change", [{"light": 0.6}, {"light": 1.3}, {"neck": 0.5}, {"neck": 0.85}, {"noise": 3.0}])
def test_light_does_not_matter(change: dict[str, float], answers: Answers, straight: Sight) -> None:
    usual, lit = bulges(answers(drawn_jaw(straight, 3.0))), bulges(answers(drawn_jaw(straight, 3.0, **change)))
    assert lit["prejowl_left"] == pytest.approx(usual["prejowl_left"], abs=LIGHT_WITHIN_MM)


def test_the_detail_is_the_bulge_at_its_highest(answers: Answers, straight: Sight) -> None:
    found = answers(drawn_jaw(straight, 4.0))["prejowl_left"]
    assert isinstance(found, Reading)
    assert found.details["largest_mm"] > 0.9 * LOBE_FILLS * found.quantity


@pytest.mark.parametrize("neck", [0.5, 0.7])
def test_how_much_darker_the_neck_is_stands_beside_it(neck: float, answers: Answers, straight: Sight) -> None:
    found = answers(drawn_jaw(straight, neck=neck))["prejowl_right"]
    assert isinstance(found, Reading)
    assert found.details["neck_darker_percent"] == pytest.approx(100 * (1 - neck), abs=DARKER_WITHIN_PERCENT)


def test_evidence_is_the_zone_and_nothing_else(answers: Answers, straight: Sight, atlas: ZoneAtlas) -> None:
    found = answers(drawn_jaw(straight, 4.0))["prejowl_left"]
    inside = atlas.masks["prejowl_left"].inside
    assert isinstance(found, Reading)
    assert (found.evidence[inside] > 0).all() and not found.evidence[~inside].any()


def test_a_neck_as_bright_as_the_jaw_is_not_answered(answers: Answers, straight: Sight) -> None:
    assert set(answers(drawn_jaw(straight, 3.0, neck=1.0)).values()) <= {Reason.VIEW, Reason.COVERED}


def test_a_beard_without_an_edge_covers(answers: Answers, straight: Sight) -> None:
    bare = replace(straight.skin, mask=np.zeros_like(straight.skin.mask))
    assert set(answers(replace(drawn_jaw(straight, neck=1.0), skin=bare)).values()) == {Reason.COVERED}


def test_a_smile_is_not_answered(answers: Answers, straight: Sight) -> None:
    smile = {"mouthSmileLeft": 0.8, "mouthSmileRight": 0.8}
    drawn = drawn_jaw(straight)
    smiling = replace(drawn, face=replace(drawn.face, blendshapes={**drawn.face.blendshapes, **smile}))
    assert set(answers(smiling).values()) == {Reason.EXPRESSION}


@pytest.mark.parametrize("yaw_deg", [-20.0, 20.0])
def test_a_turned_head_is_not_answered(yaw_deg: float, answers: Answers, straight: Sight) -> None:
    drawn = drawn_jaw(straight)
    turned = replace(drawn, face=replace(drawn.face, pose=replace(drawn.face.pose, yaw_deg=yaw_deg)))
    assert set(answers(turned).values()) == {Reason.OBLIQUE}


def test_pushed_skin_is_found(answers: Answers, look: Look, evaluation_data: Path) -> None:
    """Median share of the planted millimeters over the edges that are told, of six people of both sets."""
    london, canada = evaluation_data / "london" / "neutral", evaluation_data / "canada"
    shares = []
    for path in [*(london / f"{name}.jpg" for name in ("010", "042", "097", "122", "137")), canada / "003f.jpg"]:
        pixels = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        painted = Painting(pixels, points_of(path), "jowls", "prejowl_left", 1).at(1.0)
        before, after = bulges(answers(look(pixels))), bulges(answers(look(painted)))
        shares.append((after["prejowl_left"] - before["prejowl_left"]) / PAINTED_MM)
    assert 0.75 < np.median(shares) < 1.25, shares
