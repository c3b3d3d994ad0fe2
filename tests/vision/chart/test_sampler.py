"""Two samplers, one result; positions are edge coordinates."""

from __future__ import annotations

import numpy as np
import pytest

from vision.chart import CpuSampler, Sampler, TorchSampler

SAMPLER_TOLERANCE = 1e-3  # of the value range: OpenCV interpolates at 1/32 px unless it is told otherwise
SAMPLERS = [CpuSampler(), TorchSampler("cpu")]
both = pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)


def _smooth_image() -> np.ndarray:
    y, x = np.mgrid[0:90, 0:120].astype(np.float32)
    return np.stack([x / 120, y / 90, (np.sin(x / 9) + np.cos(y / 7) + 2) / 4], -1).astype(np.float32)


def test_samplers_agree() -> None:
    places = np.random.default_rng(0).uniform(-20, 140, (60, 70, 2)).astype(np.float32)
    cpu, torch = (sampler.sample(_smooth_image(), places) for sampler in SAMPLERS)
    np.testing.assert_allclose(cpu, torch, rtol=0, atol=SAMPLER_TOLERANCE)


@both
def test_center_of_a_pixel_gives_that_pixel(sampler: Sampler) -> None:
    image = _smooth_image()
    found = sampler.sample(image, np.array([[[17.5, 30.5]]], np.float32))
    np.testing.assert_allclose(found[0, 0], image[30, 17], rtol=0, atol=1e-6)


@both
def test_edge_between_pixels_gives_their_mean(sampler: Sampler) -> None:
    image = _smooth_image()
    found = sampler.sample(image, np.array([[[18.0, 30.5]]], np.float32))
    np.testing.assert_allclose(found[0, 0], (image[30, 17] + image[30, 18]) / 2, rtol=0, atol=1e-5)


@both
def test_outside_is_zero(sampler: Sampler) -> None:
    assert not sampler.sample(np.ones((8, 8, 3), np.float32), np.full((2, 2, 2), -1e4, np.float32)).any()


@both
def test_result_is_float32_of_the_grids_shape(sampler: Sampler) -> None:
    found = sampler.sample(np.ones((8, 9, 3), np.float32), np.full((4, 5, 2), 3.0, np.float32))
    assert (found.shape, found.dtype) == ((4, 5, 3), np.float32)
