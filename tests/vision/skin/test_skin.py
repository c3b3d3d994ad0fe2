"""What is read of a chart: layers of the skin's color, and the level that they are compared with.

What counts as skin: see test_mask. How color is taken apart: see test_layers.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import DARK, HEMOGLOBIN, LIGHT, MELANIN, Canvas
from vision.chart import ChartMaker
from vision.photo import LUMINANCE
from vision.skin import MIN_COLOR_SPREAD, Skin, color_spread
from vision.skin.skin import CALM_KINDS
from vision.zones import ZoneAtlas

UNITS = 0.01
MIDDLE = "mid_cheek_left"


def zone(canvas: Canvas, layer: np.ndarray, name: str = MIDDLE) -> float:
    return float(np.median(canvas.atlas.masks[name].take(layer)))


def without_calm(canvas: Canvas) -> Canvas:
    for name in ("forehead", "temple_left", "temple_right"):
        canvas = canvas.hair(name)
    return canvas


def test_darkness_is_the_absorbance_of_the_luminance(even_skin: Canvas) -> None:
    expected = -100 * np.log10(np.array(LIGHT) @ LUMINANCE)
    assert even_skin.skin().darkness[even_skin.seen] == pytest.approx(expected, abs=UNITS)


def test_red_is_the_absorbance_of_the_red_light(even_skin: Canvas) -> None:
    assert even_skin.skin().red[even_skin.seen] == pytest.approx(-100 * np.log10(LIGHT[0]), abs=UNITS)


@pytest.mark.parametrize(("color", "layer"), [(MELANIN, "melanin"), (HEMOGLOBIN, "hemoglobin"), ((1, 1, 1), "shading")])
def test_a_color_is_in_its_own_layer(color: tuple[float, float, float], layer: str, even_skin: Canvas) -> None:
    before, after = even_skin.skin(), even_skin.tinted(MIDDLE, 8, color).skin()
    moved = {name: zone(even_skin, getattr(after, name)) - zone(even_skin, getattr(before, name)) for name in _LAYERS}
    assert moved == pytest.approx({name: 8.0 * (name == layer) for name in _LAYERS}, abs=UNITS)


_LAYERS = ("melanin", "hemoglobin", "shading")


@pytest.mark.parametrize("calm", ["calm_melanin", "calm_hemoglobin"])
def test_calm_skin_is_that_of_forehead_and_temples(calm: str, even_skin: Canvas) -> None:
    """Whatever color the rest of the face has."""
    flushed = even_skin.tinted(MIDDLE, 8, HEMOGLOBIN).tinted("nose", 8, MELANIN)
    assert getattr(flushed.skin(), calm) == pytest.approx(getattr(even_skin.skin(), calm), abs=UNITS)


@pytest.mark.parametrize(("calm", "color"), [("calm_melanin", MELANIN), ("calm_hemoglobin", HEMOGLOBIN)])
def test_calm_skin_moves_with_forehead_and_temples(
    calm: str, color: tuple[float, float, float], even_skin: Canvas
) -> None:
    tanned = even_skin
    for each, _ in even_skin.atlas.by_kind(CALM_KINDS):
        tanned = tanned.tinted(each.name, 5, color)
    assert getattr(tanned.skin(), calm) - getattr(even_skin.skin(), calm) == pytest.approx(5, abs=UNITS)


@pytest.mark.parametrize("calm", ["calm_melanin", "calm_hemoglobin"])
def test_without_forehead_and_temples_no_skin_is_calm(calm: str, even_skin: Canvas) -> None:
    assert getattr(without_calm(even_skin).skin(), calm) is None


def test_black_pixels_have_finite_layers(even_skin: Canvas) -> None:
    black = replace(even_skin, linear_rgb=np.zeros_like(even_skin.linear_rgb)).skin()
    layers = [getattr(black, each.name) for each in fields(Skin)]
    assert all(np.isfinite(layer).all() for layer in layers if isinstance(layer, np.ndarray))


@pytest.mark.parametrize("tone", [LIGHT, DARK])
def test_skin_of_any_tone_is_colored(
    tone: tuple[float, float, float], chart_maker: ChartMaker, atlas: ZoneAtlas
) -> None:
    assert Canvas.of_tone(chart_maker.geometry, atlas, tone).skin().colored


def test_gray_skin_is_not_colored(chart_maker: ChartMaker, atlas: ZoneAtlas) -> None:
    assert not Canvas.of_tone(chart_maker.geometry, atlas, (0.3, 0.3, 0.3)).skin().colored


def test_the_spread_of_color_is_that_of_the_channels(even_skin: Canvas) -> None:
    spread = color_spread(even_skin.chart(), even_skin.atlas)
    assert spread == pytest.approx(1 - LIGHT[2] / LIGHT[0], abs=1e-3) and spread > MIN_COLOR_SPREAD


def test_where_nothing_is_seen_there_is_no_spread(even_skin: Canvas) -> None:
    blind = replace(even_skin, seen=np.zeros_like(even_skin.seen))
    assert color_spread(blind.chart(), blind.atlas) is None
