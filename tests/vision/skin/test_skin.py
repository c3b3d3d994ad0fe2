"""Skin layers: the indices of its color. What counts as skin: see test_mask."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import LIGHT, Canvas

INDEX = 0.01  # tolerance of MI and EI


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
