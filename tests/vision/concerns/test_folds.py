"""Folds: lines and bands of shadow between two masses, however deep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import HAIR, HEMOGLOBIN, MELANIN, SHADE, Canvas, Color
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import LINES
from tests.vision.concerns.sitter import Sitter
from vision.concerns import Concern, Reason

BY_NAME = {concern.name: concern for concern in CONCERNS}
NASOLABIAL, MARIONETTE = BY_NAME["nasolabial_folds"], BY_NAME["marionette_lines"]
FOLD, LINE = "nasolabial_fold_right", "marionette_right"
DIRECTIONS = {FOLD: LINES["nasolabial_folds"]["nasolabial_fold"].direction_deg, LINE: 95.0}
each_fold = pytest.mark.parametrize(("concern", "zone"), [(NASOLABIAL, FOLD), (MARIONETTE, LINE)], ids=[FOLD, LINE])
UNITS = 7.0
# What a band of a standard deviation in mm adds at least, as a share of what one of 1.2 mm adds.
WIDTHS = {0.7: 0.55, 2.2: 0.85, 4.0: 0.8}
DEEP = 0.85  # of the light
DEEP_MM = 2.2  # standard deviation; about 5 mm across at half its depth
DEEPER = 3.0  # times what a fold of 30 % reads; measured 5


def quantity(canvas: Canvas, concern: Concern, zone: str) -> float:
    return canvas.quantities(concern)[zone]


def folded(canvas: Canvas, zone: str, sigma_mm: float = 1.2, units: float = UNITS) -> Canvas:
    return canvas.lines(zone, units, DIRECTIONS[zone], length_mm=28, sigma_mm=sigma_mm)


@pytest.fixture
def skin(light_sitter: Sitter) -> Canvas:
    return light_sitter.coarse


@pytest.fixture
def deep(light_sitter: Sitter) -> Canvas:
    return light_sitter.coarse.groove(FOLD, DEEP, direction_deg=112, sigma_mm=DEEP_MM)


@pytest.mark.parametrize(("sigma_mm", "at_least"), WIDTHS.items())
def test_a_nasolabial_fold_of_any_width_counts(sigma_mm: float, at_least: float, skin: Canvas) -> None:
    bare = quantity(skin, NASOLABIAL, FOLD)
    narrow = quantity(folded(skin, FOLD), NASOLABIAL, FOLD) - bare
    assert quantity(folded(skin, FOLD, sigma_mm), NASOLABIAL, FOLD) - bare >= at_least * narrow


@each_fold
def test_a_fold_across_adds_nothing(concern: Concern, zone: str, skin: Canvas) -> None:
    across = skin.lines(zone, UNITS, DIRECTIONS[zone] + 90, length_mm=28, sigma_mm=1.2)
    along = folded(skin, zone)
    bare = quantity(skin, concern, zone)
    assert quantity(across, concern, zone) - bare <= 0.1 * (quantity(along, concern, zone) - bare)


def test_the_lower_end_of_the_zone_is_left_out(even_sitter: Sitter) -> None:
    """Which the corner of the mouth shades."""
    skin = even_sitter.coarse
    mask = skin.atlas.masks[FOLD]
    shade = np.zeros(mask.inside.shape, np.float32)
    shade[round(0.95 * len(shade)) :] = 20.0
    shaded = skin.absorbing(shade, SHADE, (mask.rows, mask.columns))
    full = quantity(folded(skin, FOLD, units=20), NASOLABIAL, FOLD)
    assert abs(quantity(shaded, NASOLABIAL, FOLD) - quantity(skin, NASOLABIAL, FOLD)) <= 0.05 * full


def test_a_marionette_line_counts_over_the_whole_of_its_zone(even_sitter: Sitter) -> None:
    """So a line without its lowest quarter counts for a quarter less, and a little for its new end."""
    skin = even_sitter.coarse
    mask, full = skin.atlas.masks[LINE], folded(even_sitter.coarse, LINE)
    pixels, lowest = full.linear_rgb.copy(), slice(mask.rows.start + round(0.75 * len(mask.inside)), mask.rows.stop)
    pixels[lowest, mask.columns] = skin.linear_rgb[lowest, mask.columns]
    ended, whole = (quantity(c, MARIONETTE, LINE) for c in (replace(full, linear_rgb=pixels), full))
    assert ended / whole <= 0.75


@pytest.mark.parametrize(("color", "darkness"), [(MELANIN, 0.56), (HEMOGLOBIN, 0.74)])
@each_fold
def test_a_fold_counts_as_far_as_it_darkens(
    concern: Concern, zone: str, color: Color, darkness: float, even_sitter: Sitter
) -> None:
    """Whatever its color: a part of the shadow is red. Units of darkness that a unit stands for on light skin."""
    skin = even_sitter.coarse
    colored, shaded = (
        quantity(skin.lines(zone, 4, DIRECTIONS[zone], length_mm=28, sigma_mm=1.2, color=c), concern, zone)
        for c in (color, SHADE)
    )
    assert colored / shaded == pytest.approx(darkness, abs=0.02)


def test_the_deep_core_does_not_pass_as_skin(deep: Canvas) -> None:
    """Else the two tests below test nothing."""
    assert deep.atlas.masks[FOLD].take(deep.skin().mask).mean() < 0.9


def test_a_deep_fold_is_a_fold_and_no_gap_in_the_skin(deep: Canvas) -> None:
    assert deep.answers(NASOLABIAL)[FOLD] is not Reason.COVERED


def test_a_deep_fold_reads_as_much_deeper(skin: Canvas, deep: Canvas) -> None:
    shallow = skin.groove(FOLD, 0.3, direction_deg=112, sigma_mm=DEEP_MM)
    assert quantity(deep, NASOLABIAL, FOLD) >= DEEPER * quantity(shallow, NASOLABIAL, FOLD)


@each_fold
def test_a_beard_that_hides_a_third_of_the_zone_may_hide_the_fold(concern: Concern, zone: str, skin: Canvas) -> None:
    mask = skin.atlas.masks[zone]
    pixels = skin.linear_rgb.copy()
    box = pixels[mask.rows, mask.columns]
    upper = mask.inside.copy()
    upper[round(0.45 * len(upper)) :] = False
    box[upper] = HAIR
    assert replace(skin, linear_rgb=pixels).answers(concern)[zone] is Reason.COVERED


@each_fold
def test_left_and_right_folds_lean_to_each_other(concern: Concern, zone: str, skin: Canvas) -> None:
    """The left one's direction is the mirror image of the right one's."""
    left = zone.replace("right", "left")
    mirrored = skin.lines(left, UNITS, 180 - DIRECTIONS[zone], length_mm=28, sigma_mm=1.2)
    gains = [
        quantity(painted, concern, side) - quantity(skin, concern, side)
        for painted, side in ((folded(skin, zone), zone), (mirrored, left))
    ]
    assert gains[1] == pytest.approx(gains[0], rel=0.1)
