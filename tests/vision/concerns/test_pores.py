"""Pits of known width, depth and number."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import PORE
from tests.vision.concerns.sitter import Sitter
from vision.concerns.lines import percent

(PORES,) = (concern for concern in CONCERNS if concern.name == "pores")
ZONE = "mid_cheek_left"
PORE_MM, APART_MM = 0.55, 1.6  # wide on the chart, whose blur is a part of it; from one to the next
NUMBER = 0.1  # relative: the zone's border cuts some
SPARE = 0.02  # of what pores of the same depth add
IN_RED_LIGHT = {MELANIN: 0.4, HEMOGLOBIN: 0.2}
# What is wider than a pore answers with less than its share of the area, which grows with the square of its width.
WIDER = {1.5: 0.25, 3.0: 0.04}


@pytest.fixture
def skin(even_sitter: Sitter) -> Canvas:
    return even_sitter.finest


def added(skin: Canvas, painted: Canvas) -> float:
    return painted.quantities(PORES)[ZONE] - skin.quantities(PORES)[ZONE]


def pitted(skin: Canvas, units: float = PORE) -> Canvas:
    return skin.pits(ZONE, units, apart_mm=APART_MM)


def test_even_skin_has_none(skin: Canvas) -> None:
    assert skin.quantities(PORES)[ZONE] == pytest.approx(0, abs=1e-3)


def test_bright_dots_count_against(skin: Canvas) -> None:
    assert added(skin, pitted(skin, -PORE)) == pytest.approx(-added(skin, pitted(skin)), rel=0.05)


def test_half_as_many_pores_count_half(skin: Canvas) -> None:
    """On the upper half of the cheek."""
    mask, units = skin.atlas.masks[ZONE], pitted(skin).linear_rgb
    middle = mask.rows.start + int(np.searchsorted(np.cumsum(mask.inside.sum(1)), mask.inside.sum() / 2))
    half = skin.linear_rgb.copy()
    half[:middle] = units[:middle]
    upper = Canvas(half, skin.atlas, skin.seen, skin.scale, skin.coarse_atlas)
    assert added(skin, upper) / added(skin, pitted(skin)) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("diameter_mm", "share"), WIDER.items())
def test_spots_are_no_pores(diameter_mm: float, share: float, skin: Canvas) -> None:
    spotted = skin.spots(ZONE, PORE, diameter_mm, SHADE)
    assert abs(added(skin, spotted)) <= share * added(skin, pitted(skin))


def test_lines_are_no_pores(skin: Canvas) -> None:
    """Nor are hairs."""
    for sigma_mm in (0.15, 0.25, 0.5):
        lined = skin.lines(ZONE, 15, 115, (-6, -3, 0, 3, 6), 20, sigma_mm)
        assert abs(added(skin, lined)) <= SPARE * added(skin, pitted(skin))


@pytest.mark.parametrize(("color", "share"), IN_RED_LIGHT.items())
def test_dots_of_pigment_count_as_far_as_they_darken_red_light(
    color: tuple[float, float, float], share: float, skin: Canvas
) -> None:
    """Twice as deep, so that the grain takes the smaller part."""
    colored = skin.spots(ZONE, 2 * PORE / share, PORE_MM, color)
    assert added(skin, colored) == pytest.approx(added(skin, skin.spots(ZONE, 2 * PORE, PORE_MM, SHADE)), rel=0.02)


def test_pores_are_counted(any_sitter: Sitter) -> None:
    bare = any_sitter.finest
    area_mm2 = bare.atlas.masks[ZONE].inside.sum() * bare.mm_per_px**2
    details = pitted(bare).readings(PORES)[ZONE].details
    assert details["count"] == pytest.approx(area_mm2 / APART_MM**2, rel=NUMBER)


def test_their_area_and_depth_are_told(any_sitter: Sitter) -> None:
    """Area within half the depth that stands out; depth as the chart shows it, on average over that area."""
    details = pitted(any_sitter.finest).readings(PORES)[ZONE].details
    assert 0.03 <= details["area_mm2"] / details["count"] <= 0.4
    deepest = float(percent(np.float32([PORE]))[0])
    assert 0.3 * deepest <= details["depth_percent"] <= deepest


def test_ordinary_skin_has_no_pores_to_count(any_sitter: Sitter) -> None:
    assert any_sitter.finest.readings(PORES)[ZONE].details["count"] == 0
