"""What is bare skin and what is not, on skin made by hand: occluders go, marks stay."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.vision.concerns.canvas import DARK, LIGHT, MM_PER_PX, Canvas
from vision.chart import ChartMaker
from vision.skin.layers import unmix
from vision.skin.mask import SkinMask, skin_mask
from vision.zones import ZoneAtlas

NEARLY_ALL, HARDLY_ANY = 0.98, 0.02  # of a zone
FAIR_HAIR = (0.40, 0.30, 0.14)  # as bright as light skin in shade, with half of its redness, and yellower
MELANIN = np.float32([1.0, 1.67, 2.62])  # absorbance in red, green and blue


def found(canvas: Canvas) -> SkinMask:
    chart = canvas.chart()
    return skin_mask(chart, unmix(chart.linear_rgb), canvas.atlas)


def bare(canvas: Canvas, zone: str) -> float:
    """Share of a zone that is bare skin."""
    return float(canvas.atlas.masks[zone].take(found(canvas).bare).mean())


def painted(canvas: Canvas, zone: str, color: tuple[float, float, float]) -> Canvas:
    """A zone in one color."""
    mask, pixels = canvas.atlas.masks[zone], canvas.linear_rgb.copy()
    pixels[mask.rows, mask.columns][mask.inside] = color
    return replace(canvas, linear_rgb=pixels)


def with_white_light(canvas: Canvas, zone: str, share: float, diameter_mm: float) -> Canvas:
    """White light on the middle of a zone, as a share of all the light that then comes from there."""
    x, y = canvas._offset(canvas._middle(zone))
    inside = cv2.GaussianBlur((np.hypot(x, y) < diameter_mm / 2).astype(np.float32), (0, 0), 0.5 / MM_PER_PX)
    brightness = canvas.linear_rgb @ np.float32([0.2126, 0.7152, 0.0722])
    white = inside * brightness * np.float32(share / (1 - share))
    return replace(canvas, linear_rgb=np.minimum(canvas.linear_rgb + white[..., None], 1))


@pytest.mark.parametrize("tone", [LIGHT, DARK])
def test_even_skin_of_any_tone_is_all_bare_but_the_lips(
    tone: tuple[float, float, float], chart_maker: ChartMaker, atlas: ZoneAtlas
) -> None:
    canvas = Canvas.of_tone(chart_maker.geometry, atlas, tone)
    bare_zones = {name for name in atlas.masks if bare(canvas, name) == 1}
    assert bare_zones == set(atlas.masks) - {"lips"}


def test_lips_of_any_color_are_not_bare(even_skin: Canvas) -> None:
    assert bare(even_skin, "lips") == 0


def test_teeth_between_the_lips_are_not_bare(even_skin: Canvas) -> None:
    mouth = even_skin._middle("lips")
    pixels = even_skin.linear_rgb.copy()
    cv2.ellipse(pixels, (round(mouth[0]), round(mouth[1])), (30, 8), 0, 0, 360, (0.7, 0.66, 0.6), -1)
    changed = (pixels != even_skin.linear_rgb).any(2)
    assert not found(replace(even_skin, linear_rgb=pixels)).bare[changed].any()


def test_a_red_rim_beside_the_lips_is_not_bare(even_skin: Canvas) -> None:
    """Lips fuller than the landmarks say."""
    x, y = even_skin._offset(even_skin._middle("lips"))
    fuller = ((x / 30) ** 2 + (y / 12) ** 2 < 1)[..., None]
    pixels = np.where(fuller, even_skin.linear_rgb * np.float32([0.9, 0.5, 0.55]), even_skin.linear_rgb)
    before, after = found(even_skin).bare, found(replace(even_skin, linear_rgb=pixels.astype(np.float32))).bare
    rim = cv2.erode(fuller[..., 0].astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert before[rim].mean() - after[rim].mean() > 0.1


def test_hair_is_not_bare(even_skin: Canvas) -> None:
    assert bare(even_skin.hair("forehead"), "forehead") <= HARDLY_ANY


def test_hair_takes_no_skin_from_elsewhere(even_skin: Canvas) -> None:
    assert bare(even_skin.hair("forehead"), "mid_cheek_left") == 1


def test_fair_hair_over_a_part_of_the_forehead_is_not_bare(even_skin: Canvas) -> None:
    side = even_skin.seen.shape[0]
    pixels = even_skin.linear_rgb.copy()
    pixels[: side // 5, : round(0.42 * side)] = FAIR_HAIR
    strand = (slice(side // 10, side // 6), slice(round(0.3 * side), round(0.4 * side)))
    assert found(replace(even_skin, linear_rgb=pixels)).bare[strand].mean() <= HARDLY_ANY


def test_nostrils_are_not_bare(even_skin: Canvas) -> None:
    """Holes of 5 × 4 mm at the nose's lower edge."""
    side = even_skin.seen.shape[0]
    pixels = even_skin.linear_rgb.copy()
    for column in (0.47, 0.53):
        cv2.ellipse(pixels, (round(column * side), round(0.545 * side)), (5, 4), 0, 0, 360, (0.12, 0.06, 0.04), -1)
    holes = (pixels != even_skin.linear_rgb).any(2)
    assert found(replace(even_skin, linear_rgb=pixels)).bare[holes].mean() <= 0.4


@pytest.mark.parametrize("tone", [LIGHT, DARK])
def test_strong_gloss_is_not_bare(tone: tuple[float, float, float], chart_maker: ChartMaker, atlas: ZoneAtlas) -> None:
    glossy = with_white_light(Canvas.of_tone(chart_maker.geometry, atlas, tone), "forehead", 0.65, 12)
    x, y = glossy._offset(glossy._middle("forehead"))
    assert found(glossy).bare[np.hypot(x, y) < 5].mean() <= 0.1


def test_faint_gloss_is_bare(even_skin: Canvas) -> None:
    assert bare(with_white_light(even_skin, "forehead", 0.25, 12), "forehead") == 1


def test_a_clipped_patch_is_not_bare(even_skin: Canvas) -> None:
    clipped = painted(even_skin, "malar_cheek_left", (1.0, 0.8, 0.7))
    assert bare(clipped, "malar_cheek_left") <= 0.1


def test_shade_over_a_stop_is_bare(even_skin: Canvas) -> None:
    assert found(even_skin.shaded(stops=1)).bare.sum() == found(even_skin).bare.sum()


def test_skin_that_turns_away_may_be_dimmer(even_skin: Canvas) -> None:
    """Half a cheek at 63° from the camera, and as much darker as a matte surface is there."""
    chart = even_skin.chart()
    outer = np.arange(chart.seen.shape[1]) < 130
    facing = np.where(outer, np.float32(0.45), np.float32(1))[None, :] * np.ones_like(chart.facing)
    turned = replace(chart, facing=facing, linear_rgb=chart.linear_rgb * (0.7 * facing + 0.3 * facing**2)[..., None])
    kept = skin_mask(turned, unmix(turned.linear_rgb), even_skin.atlas).bare
    assert even_skin.atlas.masks["lateral_cheek_right"].take(kept).mean() >= NEARLY_ALL


@pytest.mark.parametrize("zone", ["nose", "malar_cheek_left", "chin"])
def test_a_strong_flush_is_bare(even_skin: Canvas, zone: str) -> None:
    assert bare(even_skin.red_patch(zone, 30), zone) == 1


@pytest.mark.parametrize("zone", ["forehead", "temple_left", "lateral_cheek_right"])
def test_dark_spots_are_bare(even_skin: Canvas, zone: str) -> None:
    """A fifth of the red gone and two fifths of the blue, over 6 mm."""
    x, y = even_skin._offset(even_skin._middle(zone))
    spot = cv2.GaussianBlur((np.hypot(x, y) < 3).astype(np.float32), (0, 0), 0.5 / MM_PER_PX)
    spotted = replace(even_skin, linear_rgb=even_skin.linear_rgb * np.exp(-0.26 * spot[..., None] * MELANIN))
    assert bare(spotted, zone) == 1


def test_a_brown_patch_over_a_whole_zone_is_bare(even_skin: Canvas) -> None:
    mask, pixels = even_skin.atlas.masks["upper_lip"], even_skin.linear_rgb.copy()
    pixels[mask.rows, mask.columns][mask.inside] *= np.exp(-0.2 * MELANIN)
    assert bare(replace(even_skin, linear_rgb=pixels), "upper_lip") == 1


@pytest.mark.parametrize("zone", ["nasolabial_fold_left", "marionette_right", "forehead", "glabella"])
def test_deep_grooves_are_bare(even_skin: Canvas, zone: str) -> None:
    assert bare(even_skin.textured(0.01, 0.5).groove(zone, 0.35, 60.0, sigma_mm=1.0), zone) == 1


def test_unseen_skin_is_not_bare(even_skin: Canvas) -> None:
    assert not found(replace(even_skin, seen=np.zeros_like(even_skin.seen))).bare.any()


def test_a_black_picture_has_no_beard(even_skin: Canvas) -> None:
    assert not found(replace(even_skin, linear_rgb=np.zeros_like(even_skin.linear_rgb))).beard.any()


def test_the_mask_of_a_mirrored_face_is_mirrored(even_skin: Canvas) -> None:
    one_sided = even_skin.textured(0.02, 0.7).hair("temple_left").shaded(0.5)
    assert (found(one_sided).bare != found(one_sided.mirrored()).bare[:, ::-1]).mean() <= 1e-3
