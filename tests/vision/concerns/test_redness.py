"""Redness of patches of known blood."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, OTHER_HEMOGLOBIN, OTHER_MELANIN, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter

(REDNESS,) = (concern for concern in CONCERNS if concern.name == "redness")
ZONE = "mid_cheek_left"
EXACT = 0.01
NOISE = 0.1  # units, in the mean of a zone and of the calm skin
OTHER_SHARE = 0.2  # relative: blood of shares that differ by a tenth from those of the layer
MELANIN_SHARE = 0.1  # of the units of melanin of other shares


def quantity(canvas: Canvas, zone: str = ZONE) -> float:
    return canvas.quantities(REDNESS)[zone]


@pytest.fixture
def skin(even_sitter: Sitter) -> Canvas:
    return even_sitter.coarse


@pytest.mark.parametrize("units", [2.0, 4.0, 8.0, 15.0])
def test_a_patch_reads_as_the_blood_it_was_given(units: float, any_sitter: Sitter) -> None:
    reddened = any_sitter.coarse.tinted(ZONE, units, HEMOGLOBIN)
    assert quantity(reddened) == pytest.approx(units, abs=NOISE)


def test_at_15_a_zone_reflects_29_percent_less_green(skin: Canvas) -> None:
    reddened = skin.tinted(ZONE, 15, HEMOGLOBIN)
    mask = skin.atlas.masks[ZONE]
    green = [mask.take(canvas.linear_rgb)[:, 1].mean() for canvas in (skin, reddened)]
    assert (quantity(reddened), green[1] / green[0]) == (
        pytest.approx(15, abs=EXACT),
        pytest.approx(1 - 0.29, abs=0.005),
    )


def test_paler_than_the_calm_skin_is_below_zero(skin: Canvas) -> None:
    assert quantity(skin.tinted(ZONE, -4, HEMOGLOBIN)) == pytest.approx(-4, abs=EXACT)


def test_a_red_patch_leaves_every_other_zone_alone(skin: Canvas) -> None:
    found = skin.tinted(ZONE, 8, HEMOGLOBIN).quantities(REDNESS)
    assert max(abs(found[zone]) for zone in found if zone != ZONE) <= EXACT


def test_a_tan_leaves_it_alone(skin: Canvas) -> None:
    assert quantity(skin.tinted(ZONE, 15, MELANIN)) == pytest.approx(0, abs=EXACT)


def test_a_tan_of_other_shares_nearly_leaves_it_alone(skin: Canvas) -> None:
    """Measured 0.07 of it."""
    assert abs(quantity(skin.tinted(ZONE, 15, OTHER_MELANIN))) <= MELANIN_SHARE * 15


def test_blood_of_other_shares_counts_nearly_as_much(skin: Canvas) -> None:
    assert quantity(skin.tinted(ZONE, 8, OTHER_HEMOGLOBIN)) == pytest.approx(8, rel=OTHER_SHARE)


def test_a_face_red_all_over_reads_as_calm(skin: Canvas) -> None:
    """A known failure: nothing is left to compare with."""
    red = skin.absorbing(np.full(skin.seen.shape, 10, np.float32), HEMOGLOBIN)
    assert quantity(red) == pytest.approx(0, abs=EXACT)


def test_a_flushed_forehead_hides_redness(skin: Canvas) -> None:
    """A known failure, held to its size: by as much as it is flushed itself, temples and all."""
    flushed = skin.tinted(ZONE, 8, HEMOGLOBIN)
    for zone in ("forehead", "temple_left", "temple_right"):
        flushed = flushed.tinted(zone, 5, HEMOGLOBIN)
    assert quantity(flushed) == pytest.approx(3, abs=EXACT)


def test_the_area_is_what_is_clearly_red(light_sitter: Sitter) -> None:
    """A disc of 14 mm, but for its soft rim."""
    reading = light_sitter.coarse.disc(ZONE, 12, 14, HEMOGLOBIN).readings(REDNESS)[ZONE]
    assert reading.details["area_mm2"] == pytest.approx(np.pi * 7**2, rel=0.1)
