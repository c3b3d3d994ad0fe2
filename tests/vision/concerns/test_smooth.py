"""Means and medians over skin alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vision.concerns.smooth import mean_around, median_around

SIZE = 120
EVERYWHERE = np.ones((SIZE, SIZE), bool)
INNER = slice(30, -30)
SAME = 0.04  # of the standard deviation of the layer: a wide mean on a coarser grid
HALF_A_STEP = 0.26  # medians are rounded to half a unit


@pytest.fixture(scope="module")
def layer() -> np.ndarray:
    noise = np.random.default_rng(1).normal(size=(SIZE, SIZE)).astype(np.float32)
    return 50 + 4 * cv2.GaussianBlur(noise, (0, 0), 2) / np.float32(0.14)


@pytest.mark.parametrize("sigma_px", [1.0, 2.9, 3.0, 6.5, 12.0, 25.0])
def test_a_mean_over_skin_alone_is_a_gaussian_mean(sigma_px: float, layer: np.ndarray) -> None:
    expected = cv2.GaussianBlur(layer, (0, 0), sigma_px)
    difference = (mean_around(layer, EVERYWHERE, sigma_px) - expected)[INNER, INNER]
    assert np.abs(difference).max() <= SAME * layer.std()


@pytest.mark.parametrize("sigma_px", [2.0, 12.0])
def test_what_is_no_skin_leaves_no_trace(sigma_px: float, layer: np.ndarray) -> None:
    skin = EVERYWHERE.copy()
    skin[:, 60:] = False
    hair = np.where(skin, layer, 500).astype(np.float32)
    np.testing.assert_allclose(
        mean_around(hair, skin, sigma_px)[:, :58], mean_around(layer, skin, sigma_px)[:, :58], atol=0.01
    )


@pytest.mark.parametrize("sigma_px", [2.0, 12.0])
def test_the_mean_of_even_skin_is_its_level_up_to_the_edge(sigma_px: float) -> None:
    skin = EVERYWHERE.copy()
    skin[:, 60:] = False
    assert mean_around(np.full((SIZE, SIZE), 30, np.float32), skin, sigma_px)[:, :60] == pytest.approx(30, rel=1e-3)


def test_far_from_all_skin_the_mean_is_near_0() -> None:
    skin = np.zeros((SIZE, SIZE), bool)
    skin[:5, :5] = True
    assert mean_around(np.full((SIZE, SIZE), 30, np.float32), skin, 2.0)[-1, -1] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("shape", [(1, 1), (7, 90), (91, 7)])
def test_any_shape_has_a_mean(shape: tuple[int, int]) -> None:
    assert mean_around(np.ones(shape, np.float32), np.ones(shape, bool), 12.0).shape == shape


@pytest.mark.parametrize("level", [-80.0, 0.0, 3.2, 140.0])
def test_the_median_of_an_even_layer_is_its_level(level: float) -> None:
    found = median_around(np.full((40, 40), level, np.float32), 9.0)
    assert found == pytest.approx(level, abs=HALF_A_STEP)


def test_what_covers_less_than_half_of_the_width_leaves_no_trace() -> None:
    """A bar of a third of it: a spot covers less yet."""
    layer = np.full((80, 80), 20, np.float32)
    layer[:, 40:44] = 60
    assert median_around(layer, 14.0) == pytest.approx(20, abs=HALF_A_STEP)


def test_what_is_wider_stays() -> None:
    layer = np.full((80, 80), 20, np.float32)
    layer[:, 30:54] = 40
    assert median_around(layer, 14.0)[40, 42] == pytest.approx(40, abs=HALF_A_STEP)


def test_a_median_lies_near_the_layer_where_that_is_smooth() -> None:
    rows, columns = np.indices((120, 120))
    slope = (0.1 * rows + 0.05 * columns).astype(np.float32)
    assert median_around(slope, 14.0)[15:-15, 15:-15] == pytest.approx(slope[15:-15, 15:-15], abs=2 * HALF_A_STEP)


def test_beyond_64_units_from_the_middle_a_median_stays_there() -> None:
    """As it is coded in a byte."""
    layer = np.full((80, 80), 20, np.float32)
    layer[:, 60:] = 300
    assert median_around(layer, 8.0)[40, 75] == pytest.approx(20 + 63.5, abs=HALF_A_STEP)


@pytest.mark.parametrize("shape", [(2, 2), (7, 90), (91, 8)])
def test_any_shape_has_a_median(shape: tuple[int, int]) -> None:
    assert median_around(np.ones(shape, np.float32), 14.0).shape == shape
