"""Stubble drawn on even skin is a beard; whatever else roughens or marks skin is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.vision.concerns.canvas import DARK, LIGHT, MM_PER_PX, Canvas
from vision.chart import ChartMaker
from vision.skin.layers import unmix
from vision.skin.mask import skin_mask
from vision.zones import ZoneAtlas

BEARD = ("upper_lip", "chin", "prejowl_left", "prejowl_right", "marionette_left", "marionette_right")
STUBBLE = 0.09  # relative standard deviation of brightness
NO_BEARD, MOST = 0.0, 0.7  # of a zone


def stubble(canvas: Canvas, zones: Iterable[str], relative_sd: float = STUBBLE) -> Canvas:
    """Dark hairs, as fine as the chart carries, over some zones and the gaps between them."""
    there = np.zeros(canvas.seen.shape, np.uint8)
    for zone in zones:
        mask = canvas.atlas.masks[zone]
        there[mask.rows, mask.columns] |= mask.inside
    there = cv2.morphologyEx(there, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (21, 21)))
    grains = np.random.default_rng(5).normal(size=there.shape).astype(np.float32)
    grains = cv2.GaussianBlur(grains, (0, 0), 0.5 / MM_PER_PX)
    dark = np.clip(relative_sd * (1 + grains / grains.std()), 0, 0.9) * there
    return replace(canvas, linear_rgb=(canvas.linear_rgb * (1 - dark[..., None])).astype(np.float32))


def beards(canvas: Canvas, photo_mm_per_px: float = 0.31) -> dict[str, float]:
    """Share of each zone that is under a beard."""
    chart = replace(canvas.chart(), photo_mm_per_px=photo_mm_per_px)
    found = skin_mask(chart, unmix(chart.linear_rgb), canvas.atlas)
    assert not (found.bare & found.beard).any()
    return {name: float(mask.take(found.beard).mean()) for name, mask in canvas.atlas.masks.items()}


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def skin(request: pytest.FixtureRequest, chart_maker: ChartMaker, atlas: ZoneAtlas) -> Canvas:
    return Canvas.of_tone(chart_maker.geometry, atlas, request.param, 0.01)


def test_stubble_is_a_beard(skin: Canvas) -> None:
    found = beards(stubble(skin, BEARD))
    assert min(found[zone] for zone in ("chin", "prejowl_left", "marionette_right")) >= MOST


def test_a_moustache_alone_is_a_beard(skin: Canvas) -> None:
    assert beards(stubble(skin, ["upper_lip"]))["upper_lip"] >= 0.5


def test_a_beard_ends_where_it_ends(skin: Canvas) -> None:
    found = beards(stubble(skin, BEARD))
    assert max(found[zone] for zone in found if "cheek" in zone) <= 0.05


def test_a_beard_grows_up_the_cheek(skin: Canvas) -> None:
    found = beards(stubble(skin, [*BEARD, "jawline_left", "lateral_cheek_left"]))
    assert found["lateral_cheek_left"] >= MOST and found["lateral_cheek_right"] <= 0.05


def test_skin_that_is_rough_all_over_has_no_beard(skin: Canvas) -> None:
    assert max(beards(skin.textured(STUBBLE, 0.5)).values()) == NO_BEARD


@pytest.mark.parametrize("size_mm", [0.5, 1.0])
def test_a_rough_cheek_is_no_beard(skin: Canvas, size_mm: float) -> None:
    """Pores and scars, even where a beard might grow up to: no beard leaves the chin out."""
    rough = skin.textured(STUBBLE, size_mm).linear_rgb
    mask, pixels = skin.atlas.masks["lateral_cheek_left"], skin.linear_rgb.copy()
    pixels[mask.rows, mask.columns][mask.inside] = rough[mask.rows, mask.columns][mask.inside]
    assert max(beards(replace(skin, linear_rgb=pixels)).values()) == NO_BEARD


def test_grooves_are_no_beard(skin: Canvas) -> None:
    """Folds from nose to chin on both sides, and lines across the chin."""
    lined = skin
    for side, direction in (("right", 120.0), ("left", 60.0)):
        lined = lined.groove(f"nasolabial_fold_{side}", 0.3, direction).groove(f"marionette_{side}", 0.3, direction)
    assert max(beards(lined.grooves("chin", 0.25)).values()) == NO_BEARD


def test_spots_all_over_the_chin_are_no_beard(skin: Canvas) -> None:
    """Melanin spots: red, green and blue darken in its own shares, which the shading layer does not show."""
    mask = skin.atlas.masks["chin"]
    strength = 1 - skin.spots("chin", 100).linear_rgb[..., 0] / skin.linear_rgb[..., 0]
    spotted = skin.linear_rgb * np.exp(-0.25 * strength[..., None] * np.float32([0.4, 0.61, 1.0]) / 0.4)
    assert mask.take(strength).max() > 0.5
    assert max(beards(replace(skin, linear_rgb=spotted)).values()) == NO_BEARD


def test_a_rough_cheek_hardly_changes_the_beard_below(skin: Canvas) -> None:
    """Roughness is compared with the second smoothest of four cheek zones."""
    bearded = stubble(skin, BEARD)
    rough, mask = bearded.textured(0.06, 0.7).linear_rgb, skin.atlas.masks["malar_cheek_left"]
    pixels = bearded.linear_rgb.copy()
    pixels[mask.rows, mask.columns][mask.inside] = rough[mask.rows, mask.columns][mask.inside]
    before, after = beards(bearded), beards(replace(bearded, linear_rgb=pixels))
    assert max(abs(before[zone] - after[zone]) for zone in before) <= 0.1


def test_a_photo_too_coarse_for_hairs_shows_no_beard(skin: Canvas) -> None:
    assert max(beards(stubble(skin, BEARD), photo_mm_per_px=1.0).values()) == NO_BEARD
