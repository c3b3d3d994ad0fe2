"""Blobs of known size and contrast."""

from __future__ import annotations

import numpy as np
import pytest

from vision.concerns.blobs import Layer, blobs_of_size, separate_blobs

SIDE = 81
CONTRAST = 10.0


def bell(sigma_x: float, sigma_y: float) -> Layer:
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE // 2
    return np.asarray(CONTRAST * np.exp(-(x**2 / sigma_x**2 + y**2 / sigma_y**2) / 2), np.float32)


@pytest.mark.parametrize("sigma", [2.0, 4.0])
def test_a_blob_of_the_filters_size_answers_with_its_contrast(sigma: float) -> None:
    dark, light = blobs_of_size(bell(sigma, sigma), sigma)
    assert dark[SIDE // 2, SIDE // 2] == pytest.approx(CONTRAST, rel=0.1)
    assert light[SIDE // 2, SIDE // 2] == 0


def test_a_light_blob_is_a_dark_one_of_the_negative() -> None:
    layer = bell(3, 3)
    np.testing.assert_allclose(blobs_of_size(-layer, 3)[1], blobs_of_size(layer, 3)[0], atol=1e-5)


def test_a_line_is_no_blob() -> None:
    dark, _ = blobs_of_size(bell(3, 1e6), 3)
    assert dark.max() < 0.01 * CONTRAST


@pytest.mark.parametrize(("pixels", "count"), [(4, 0), (5, 1)])
def test_a_blob_has_a_least_area(pixels: int, count: int) -> None:
    """Pixels of 0.45 mm: five make a square millimeter."""
    contrast = np.zeros((9, 9), np.float32)
    contrast[4, 1 : 1 + pixels] = CONTRAST
    assert separate_blobs(contrast, 6.0, 1.0, 0.45).count == count


def test_a_blob_must_stand_out_and_reaches_down_to_half_of_that() -> None:
    contrast = np.zeros((9, 9), np.float32)
    contrast[2, 1:7], contrast[2, 3] = 4.0, 7.0
    contrast[6, 1:7] = 5.0
    found = separate_blobs(contrast, 6.0, 0.0, 0.5)
    assert (found.count, found.area_mm2) == (1, 6 * 0.25)
    assert found.mean_contrast == pytest.approx((5 * 4 + 7) / 6)


def test_without_blobs_there_is_no_contrast() -> None:
    assert separate_blobs(np.zeros((5, 5), np.float32), 6.0, 0.0, 0.5).mean_contrast == 0
