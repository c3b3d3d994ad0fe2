"""Mottling of known wavelength and strength."""

from __future__ import annotations

import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas, Color
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter

(UNEVEN,) = (concern for concern in CONCERNS if concern.name == "uneven_tone")
ZONE = "mid_cheek_left"
UNITS = 4.0
SAME = 0.12  # relative: how far pigment and blood count alike; blood is borne out by seven eighths
NOISE_COUNTS_AGAINST = 0.15  # units, at most


@pytest.fixture
def skin(even_sitter: Sitter) -> Canvas:
    return even_sitter.coarse


def added(skin: Canvas, color: Color, finest_mm: float = 4, coarsest_mm: float = 14, units: float = UNITS) -> float:
    painted = skin.absorbing(units * skin.waves(finest_mm, coarsest_mm, 7), color)
    return painted.quantities(UNEVEN)[ZONE] - skin.quantities(UNEVEN)[ZONE]


def test_evenly_colored_skin_reads_0(skin: Canvas) -> None:
    assert skin.quantities(UNEVEN)[ZONE] == pytest.approx(0, abs=1e-3)


def test_blood_counts_as_pigment_does(skin: Canvas) -> None:
    assert added(skin, HEMOGLOBIN) == pytest.approx(added(skin, MELANIN), rel=SAME)


def test_shade_does_not_count(skin: Canvas) -> None:
    assert added(skin, SHADE) == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize(("finest_mm", "coarsest_mm", "at_most"), [(1, 2, 0.15), (30, 60, 0.35)])
def test_what_is_much_finer_or_wider_counts_little(
    finest_mm: float, coarsest_mm: float, at_most: float, skin: Canvas
) -> None:
    assert added(skin, MELANIN, finest_mm, coarsest_mm) <= at_most * added(skin, MELANIN)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_hardly_counts(seed: int, skin: Canvas) -> None:
    """Of each channel by itself: its layers contradict the luminance as often as not."""
    noisy = skin.noisy(0.01, seed).quantities(UNEVEN)
    assert -NOISE_COUNTS_AGAINST <= noisy[ZONE] <= 0.02


def test_even_a_spotless_half_of_a_zone_is_averaged_in(skin: Canvas) -> None:
    """The mean over the zone: mottling of its upper half alone counts about half."""
    mask = skin.atlas.masks[ZONE]
    half = mask.inside.copy()
    half[mask.inside.shape[0] // 2 :] = False
    share = half.sum() / mask.inside.sum()
    waves = UNITS * skin.waves(4, 14, 7)[mask.rows, mask.columns] * half
    painted = skin.absorbing(waves, MELANIN, (mask.rows, mask.columns))
    found = painted.quantities(UNEVEN)[ZONE] - skin.quantities(UNEVEN)[ZONE]
    assert found / added(skin, MELANIN) == pytest.approx(share, abs=0.2)
