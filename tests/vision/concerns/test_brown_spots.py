"""Brown spots of known contrast, size and number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import HAIR, MELANIN, SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter, points
from vision.concerns import Reading

(BROWN_SPOTS,) = (concern for concern in CONCERNS if concern.name == "brown_spots")
ZONE = "mid_cheek_left"
UNITS = 16.0
# What a flat disc adds, as a share of its contrast times its share of the area, by diameter in mm. Wide ones are
# patches, which answer in part.
SHARES = {1.5: 1.06, 2.5: 0.83, 3.5: 0.68, 5.0: 0.57, 7.0: 0.53, 10.0: 0.48, 14.0: 0.29}
SHARE = 0.1  # relative
LEFT_ALONE = 0.5  # points in zones without spots
LINE_SHARE = 0.35  # of what the same area adds as spots: a line's ends are round
# Details, relative to what was planted. Small spots look larger than they are, all look fainter, for the area is that
# above half of what makes a spot stand out.
AREA = (0.7, 1.8)
CONTRAST = (0.35, 0.8)


def quantity(canvas: Canvas, zone: str = ZONE) -> float:
    return canvas.quantities(BROWN_SPOTS)[zone]


def reading(canvas: Canvas) -> Reading:
    return canvas.readings(BROWN_SPOTS)[ZONE]


@pytest.fixture
def skin(even_sitter: Sitter) -> Canvas:
    return even_sitter.coarse


def test_a_larger_spot_counts_for_more(skin: Canvas) -> None:
    assert (np.diff([quantity(skin.disc(ZONE, UNITS, size)) for size in SHARES]) > 0).all()


@pytest.mark.parametrize(("diameter_mm", "share"), SHARES.items())
def test_a_spot_adds_its_contrast_times_its_area_times_a_share(diameter_mm: float, share: float, skin: Canvas) -> None:
    area_mm2 = skin.atlas.masks[ZONE].inside.sum() * skin.mm_per_px**2
    added = quantity(skin.disc(ZONE, UNITS, diameter_mm)) - quantity(skin)
    assert added / (UNITS * np.pi * diameter_mm**2 / 4 / area_mm2) == pytest.approx(share, rel=SHARE)


def test_two_zones_do_not_share_their_spots(light_sitter: Sitter) -> None:
    before, after = (c.quantities(BROWN_SPOTS) for c in (light_sitter.coarse, light_sitter.coarse.spots(ZONE, UNITS)))
    moves = points(BROWN_SPOTS, before, after)
    assert max(abs(moved) for zone, moved in moves.items() if zone != ZONE) <= LEFT_ALONE


def test_a_brown_line_is_no_row_of_spots(skin: Canvas) -> None:
    """20 mm of it, as wide as a spot, against four spots of the same area."""
    line = quantity(skin.lines(ZONE, UNITS, 115, length_mm=20, sigma_mm=1.0, color=MELANIN)) - quantity(skin)
    spots = 20 * 2.0 * np.sqrt(np.pi / 2) / (2 * np.pi * 1.25**2) * (quantity(skin.spot(ZONE, UNITS)) - quantity(skin))
    assert line <= LINE_SHARE * spots


def test_pale_spots_are_not_brown(skin: Canvas) -> None:
    """Vitiligo, scars and gloss are poorer in melanin than the skin around them."""
    assert quantity(skin.spots(ZONE, -12)) <= quantity(skin)


def test_melanin_counts_as_far_as_it_darkens(skin: Canvas) -> None:
    """What the unmixing claims and the luminance half denies, as colored gloss: half as dark as melanin would be."""
    spotted = skin.spots(ZONE, UNITS)
    denied = spotted.spots(ZONE, -0.28 * UNITS, color=SHADE)
    share = (quantity(denied) - quantity(skin)) / (quantity(spotted) - quantity(skin))
    assert share == pytest.approx(0.53, abs=0.05)


@pytest.mark.parametrize(("diameter_mm", "planted"), [(3.5, 6), (5.0, 2)])
def test_spots_are_counted(diameter_mm: float, planted: int, any_sitter: Sitter) -> None:
    """As many as the grid has inside the zone; one that its border cuts may count or not."""
    found = reading(any_sitter.coarse.spots(ZONE, UNITS, diameter_mm)).details["count"]
    assert abs(found - planted) <= 1


@pytest.mark.parametrize("diameter_mm", [2.5, 3.5, 5.0, 7.0])
def test_one_spot_is_one(diameter_mm: float, any_sitter: Sitter) -> None:
    assert reading(any_sitter.coarse.disc(ZONE, UNITS, diameter_mm)).details["count"] == 1


@pytest.mark.parametrize("diameter_mm", [2.5, 3.5, 5.0, 7.0])
def test_the_area_of_spots_is_told_in_mm2(diameter_mm: float, light_skin: Canvas) -> None:
    area_mm2 = reading(light_skin.disc(ZONE, UNITS, diameter_mm)).details["area_mm2"]
    assert AREA[0] <= area_mm2 / (np.pi * diameter_mm**2 / 4) <= AREA[1]


@pytest.mark.parametrize("diameter_mm", [2.5, 3.5, 5.0, 7.0])
def test_the_contrast_of_spots_is_told_in_units(diameter_mm: float, light_skin: Canvas) -> None:
    contrast = reading(light_skin.disc(ZONE, UNITS, diameter_mm)).details["contrast_units"]
    assert CONTRAST[0] <= contrast / UNITS <= CONTRAST[1]


def test_faint_spots_are_not_counted(light_skin: Canvas) -> None:
    assert reading(light_skin.spots(ZONE, 3)).details == {"count": 0, "area_mm2": 0, "contrast_units": 0}


def test_a_freckle_of_1_5_mm_is_counted_from_12_units_on(skin: Canvas) -> None:
    assert reading(skin.disc(ZONE, 12, 1.5)).details["count"] == 1


def test_a_spot_near_hair_weighs_less(skin: Canvas) -> None:
    """The same one, 5 mm from a hairline and 12: where that is found differs from photo to photo."""
    near, far = (added_beside_hair(skin, distance_mm) for distance_mm in (5, 12))
    assert 0 < near < 0.3 * far


def added_beside_hair(skin: Canvas, distance_mm: float) -> float:
    """By a spot in the forehead's middle, with hair from so many mm to its right on."""
    rows = skin.atlas.masks["forehead"].rows
    column = round(skin._middle("forehead")[0] + distance_mm / skin.mm_per_px)
    haired = []
    for canvas in (skin, skin.spot("forehead", UNITS)):
        pixels = canvas.linear_rgb.copy()
        pixels[rows, column:] = HAIR
        haired.append(replace(canvas, linear_rgb=pixels))
    return quantity(haired[1], "forehead") - quantity(haired[0], "forehead")
