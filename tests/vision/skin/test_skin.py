"""Skin layers: what counts as skin, and the indices of its color."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import DARK, LIGHT, Canvas
from vision.chart import ChartMaker
from vision.zones import ZoneAtlas

INDEX = 0.01  # tolerance of MI and EI


def share(canvas: Canvas, zone: str) -> float:
    """Of a zone's pixels that count as skin."""
    return float(canvas.atlas.masks[zone].take(canvas.skin().mask).mean())


@pytest.mark.parametrize("tone", [LIGHT, DARK])
def test_even_skin_of_any_tone_is_all_skin(
    tone: tuple[float, float, float], chart_maker: ChartMaker, atlas: ZoneAtlas
) -> None:
    skin = Canvas.of_tone(chart_maker.geometry, atlas, tone).skin()
    assert (skin.mask == chart_maker.geometry.inside).all()


def test_hair_is_not_skin(even_skin: Canvas) -> None:
    assert share(even_skin.hair("forehead"), "forehead") <= 0.02


def test_hair_takes_no_skin_from_elsewhere(even_skin: Canvas) -> None:
    assert share(even_skin.hair("forehead"), "mid_cheek_left") == 1


def test_shade_over_a_stop_is_still_skin(even_skin: Canvas) -> None:
    assert even_skin.shaded(stops=1).skin().mask.sum() == even_skin.skin().mask.sum()


def test_lips_are_not_skin(even_skin: Canvas) -> None:
    """All but a rim: what is skin is judged over some millimeters."""
    assert share(even_skin.red_patch("lips", 20), "lips") <= 0.35


def test_a_flushed_cheek_is_still_skin(even_skin: Canvas) -> None:
    assert share(even_skin.red_patch("mid_cheek_left", 8), "mid_cheek_left") == 1


def test_unseen_skin_is_not_skin(even_skin: Canvas) -> None:
    blind = replace(even_skin, seen=np.zeros_like(even_skin.seen))
    assert not blind.skin().mask.any()


def test_melanin_index_is_that_of_takiwaki(even_skin: Canvas) -> None:
    """MI = 100 · log10(1/R)."""
    assert even_skin.skin().melanin[even_skin.seen] == pytest.approx(-100 * np.log10(LIGHT[0]), abs=INDEX)


def test_erythema_index_is_the_log_ratio_of_red_to_green(even_skin: Canvas) -> None:
    expected = 100 * np.log10(LIGHT[0] / LIGHT[1])
    assert even_skin.skin().erythema[even_skin.seen] == pytest.approx(expected, abs=INDEX)


def test_shading_cancels_from_the_erythema_index(even_skin: Canvas) -> None:
    flat, shaded = even_skin.skin(), even_skin.shaded(stops=1).skin()
    assert shaded.erythema[even_skin.seen] == pytest.approx(flat.erythema[even_skin.seen], abs=INDEX)


def test_calm_skin_is_that_of_forehead_and_temples(even_skin: Canvas) -> None:
    calm = even_skin.red_patch("mid_cheek_left", 8).red_patch("nose", 8).skin().calm_erythema
    assert calm == pytest.approx(100 * np.log10(LIGHT[0] / LIGHT[1]), abs=INDEX)


def test_without_forehead_and_temples_no_skin_is_calm(even_skin: Canvas) -> None:
    assert even_skin.hair("forehead").hair("temple_left").hair("temple_right").skin().calm_erythema is None


def test_black_pixels_have_finite_indices(even_skin: Canvas) -> None:
    black = replace(even_skin, linear_rgb=np.zeros_like(even_skin.linear_rgb)).skin()
    assert np.isfinite([black.melanin, black.erythema, black.log_luminance]).all()
