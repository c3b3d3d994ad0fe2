"""Exposure and the side of the light, on pixels and charts with known light."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from vision.capture import light
from vision.capture.shot import Shot
from vision.chart import FaceChart


def with_pixels(shot: Shot, *pixels: tuple[int, int, int]) -> Shot:
    return replace(shot, face_pixels=np.array(pixels, np.uint8).reshape(-1, 3))


def test_one_clipped_channel_is_enough(shot: Shot) -> None:
    altered = with_pixels(shot, (255, 200, 180), (250, 200, 180), (90, 60, 50), (254, 254, 254))
    assert light.clipped_highlights(altered) == 0.5


def test_black_is_black_in_every_channel(shot: Shot) -> None:
    altered = with_pixels(shot, (8, 3, 0), (30, 5, 0), (60, 40, 30), (0, 0, 0))
    assert light.clipped_shadows(altered) == 0.5


def test_the_brightest_thousandth_not_the_brightest_pixel(shot: Shot) -> None:
    pixels = [(60, 40, 30)] * 9980 + [(188, 188, 188)] * 19 + [(255, 255, 255)]
    assert light.brightest(with_pixels(shot, *pixels)) == pytest.approx(0.5029, abs=0.002)  # 188 is 0.503 linear


def test_no_pixels_no_judgment_of_exposure(shot: Shot) -> None:
    assert light.brightest(with_pixels(shot)) is None


def test_even_light_has_no_side(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    assert light.side_light_ev(on_chart(plain_chart)) == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("darkness", [1.0, 0.1], ids=["light skin", "dark skin"])
def test_one_stop_more_on_the_left_on_any_skin(
    plain_chart: FaceChart, on_chart: Callable[..., Shot], darkness: float
) -> None:
    plain_chart.linear_rgb[...] *= darkness
    plain_chart.linear_rgb[:, : plain_chart.seen.shape[0] // 2] /= 2  # the client's right is the picture's left
    assert light.side_light_ev(on_chart(plain_chart)) == pytest.approx(1.0, abs=1e-3)


def test_a_half_face_has_no_side(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    plain_chart.seen[:, plain_chart.seen.shape[0] // 2 :] = False
    assert light.side_light_ev(on_chart(plain_chart)) is None
