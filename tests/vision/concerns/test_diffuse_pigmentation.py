"""Patches of pigment of known width."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import MELANIN, SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter

(DIFFUSE,) = (concern for concern in CONCERNS if concern.name == "diffuse_pigmentation")
ZONE = "mid_cheek_left"
CHEEKS = ("malar_cheek", "mid_cheek", "lateral_cheek")
UNITS = 20.0
SPOTS_SHARE = 0.03  # of what a patch of the same contrast adds
AREA = (0.8, 2.2)  # of the patch at half its height, relative
AS_A_WHOLE = 0.35  # of what was added to all cheeks at once


@pytest.fixture
def skin(even_sitter: Sitter) -> Canvas:
    return even_sitter.coarse


def added(skin: Canvas, painted: Canvas) -> float:
    return painted.quantities(DIFFUSE)[ZONE] - skin.quantities(DIFFUSE)[ZONE]


def test_a_wider_patch_counts_for_more(skin: Canvas) -> None:
    assert (np.diff([added(skin, skin.patch(ZONE, UNITS, width)) for width in (6, 8, 12, 16, 20)]) > 0).all()


@pytest.mark.parametrize("diameter_mm", [2.0, 3.5])
def test_spots_are_no_patch(diameter_mm: float, skin: Canvas) -> None:
    patch = added(skin, skin.patch(ZONE, UNITS, 16))
    assert added(skin, skin.spots(ZONE, UNITS, diameter_mm)) <= SPOTS_SHARE * patch


def test_three_tenths_count_where_the_luminance_denies_them(skin: Canvas) -> None:
    """A patch that is richer in melanin and no darker, as where a cheek curves towards the light."""
    patch = skin.patch(ZONE, UNITS, 16)
    denied = patch.patch(ZONE, -0.56 * UNITS, 16, SHADE)
    assert added(skin, denied) / added(skin, patch) == pytest.approx(0.3, abs=0.03)


def test_shade_is_no_patch(skin: Canvas) -> None:
    assert added(skin, skin.patch(ZONE, UNITS, 16, SHADE)) == pytest.approx(0, abs=0.01)


def test_a_paler_patch_adds_nothing_in_its_middle(skin: Canvas) -> None:
    reading = skin.patch(ZONE, -UNITS, 16).readings(DIFFUSE)[ZONE]
    assert reading.details["area_mm2"] == 0


@pytest.mark.parametrize("width_mm", [8.0, 12.0, 16.0])
def test_the_area_of_a_patch_is_told_in_mm2(width_mm: float, light_skin: Canvas) -> None:
    area_mm2 = light_skin.patch(ZONE, UNITS, width_mm).readings(DIFFUSE)[ZONE].details["area_mm2"]
    assert AREA[0] <= area_mm2 / (np.pi * width_mm**2 / 4) <= AREA[1]


def test_pigment_of_the_whole_cheek_reads_as_its_color(skin: Canvas) -> None:
    """A known failure, held to its size: there are no surroundings to stand out from."""
    cheeks = [zone for zone, _ in skin.atlas.by_kind(CHEEKS)]
    assert 0 < added(skin, skin.absorbing(UNITS * skin.over(cheeks, 2), MELANIN)) <= AS_A_WHOLE * UNITS
