"""Brown spots of known contrast, size and number."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import MM_PER_PX, Canvas
from vision.concerns import Reason
from vision.concerns.brown_spots import BROWN_SPOTS

CONTRASTS = (4.0, 8.0, 12.0, 16.0, 20.0)  # MI
SIZES_MM = (1.5, 2.5, 3.5, 5.0, 8.0)
LINEAR_R2 = 0.998
SAME_ON_ANY_TONE = 0.02  # relative
CLEAR_SEVERITY = 2.0  # points that clear skin may show
ZONE = "mid_cheek_left"


def quantity(canvas: Canvas, zone: str = ZONE) -> float:
    return canvas.quantities(BROWN_SPOTS)[zone]


def test_the_quantity_rises_with_contrast(light_skin: Canvas) -> None:
    assert (np.diff([quantity(light_skin.spot(ZONE, mi)) for mi in CONTRASTS]) > 0).all()


def test_the_quantity_is_linear_in_contrast(light_skin: Canvas) -> None:
    found = [quantity(light_skin.spot(ZONE, mi)) for mi in CONTRASTS]
    assert np.corrcoef(CONTRASTS, found)[0, 1] ** 2 >= LINEAR_R2


def test_a_larger_spot_counts_for_more(light_skin: Canvas) -> None:
    assert (np.diff([quantity(light_skin.spot(ZONE, 12, size)) for size in SIZES_MM]) > 0).all()


@pytest.mark.parametrize(("diameter_mm", "answered"), [(1.5, 0.76), (3.5, 0.67), (7.0, 0.53)])
def test_a_spot_adds_its_contrast_times_its_area_times_the_documented_share(
    diameter_mm: float, answered: float, light_skin: Canvas
) -> None:
    """On flat discs: what the measure's documentation says of its own unit, within a tenth."""
    area_mm2 = light_skin.atlas.masks[ZONE].inside.sum() * MM_PER_PX**2
    added = quantity(light_skin.disc(ZONE, 16, diameter_mm)) - quantity(light_skin)
    assert added / (16 * np.pi * diameter_mm**2 / 4 / area_mm2) == pytest.approx(answered, rel=0.1)


def test_the_same_contrast_counts_alike_on_dark_and_light_skin(light_skin: Canvas, dark_skin: Canvas) -> None:
    on_dark, on_light = (quantity(skin.spots(ZONE, 12)) for skin in (dark_skin, light_skin))
    assert on_dark == pytest.approx(on_light, rel=SAME_ON_ANY_TONE)


def test_spots_in_one_zone_leave_every_other_zone_alone(light_skin: Canvas) -> None:
    before, after = (s.quantities(BROWN_SPOTS) for s in (light_skin, light_skin.spots(ZONE, 12)))
    moved = {zone: abs(after[zone] - before[zone]) for zone in before if zone != ZONE}
    assert max(moved.values()) <= 0.03  # 2 points


@pytest.mark.parametrize("direction_deg", [0, 45, 90])
def test_lines_are_not_spots(direction_deg: float, skin_of_any_tone: Canvas) -> None:
    lined = skin_of_any_tone.grooves("forehead", 0.2, direction_deg)
    assert BROWN_SPOTS.severity(quantity(lined, "forehead")) <= CLEAR_SEVERITY


def test_pores_are_not_spots(skin_of_any_tone: Canvas) -> None:
    porous = skin_of_any_tone.textured(0.02, 0.5, seed=11).quantities(BROWN_SPOTS)
    assert max(map(BROWN_SPOTS.severity, porous.values())) <= CLEAR_SEVERITY


def test_light_that_falls_off_is_not_pigment(light_skin: Canvas) -> None:
    before, after = (s.quantities(BROWN_SPOTS) for s in (light_skin, light_skin.shaded(stops=1)))
    assert max(abs(after[zone] - before[zone]) for zone in before) <= 0.001


def test_light_spots_are_not_brown(light_skin: Canvas) -> None:
    """Vitiligo, scars and gloss are poorer in melanin than the skin around them."""
    assert quantity(light_skin.spots(ZONE, -12)) <= quantity(light_skin)


def test_the_evidence_lies_on_the_spot(light_skin: Canvas) -> None:
    pairs = [pair for pair in light_skin.atlas.by_kind(("mid_cheek",)) if pair[0].name == ZONE]
    evidence = BROWN_SPOTS.measure(light_skin.spot(ZONE, 16).skin(), pairs)[ZONE].evidence
    strongest = np.unravel_index(evidence.argmax(), evidence.shape)
    middle = np.argwhere(pairs[0][1].inside).mean(0)
    assert np.hypot(*(np.array(strongest) - middle)) <= 1.5


def test_a_zone_under_hair_is_covered(light_skin: Canvas) -> None:
    assert light_skin.hair(ZONE).answers(BROWN_SPOTS)[ZONE] is Reason.COVERED
