"""Hair and glasses, drawn on an even chart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from vision.capture import occlusion
from vision.capture.shot import Shot
from vision.chart import FaceChart

HAIR = np.array((0.010, 0.008, 0.006), np.float32)
GLASSES_LIMIT = 0.38


def test_bare_skin_is_not_covered(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    assert occlusion.covered_forehead(on_chart(plain_chart)) == 0


def test_half_a_fringe_covers_half_the_forehead(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    side = plain_chart.seen.shape[0]
    plain_chart.linear_rgb[: side // 4, : side // 2] = HAIR
    assert occlusion.covered_forehead(on_chart(plain_chart)) == pytest.approx(
        0.5, abs=0.07
    )  # its edge counts as a strand


def stripes(chart: FaceChart, across: bool) -> None:
    """Lines of 6 mm and 0.6 stops of amplitude over the forehead."""
    side = chart.seen.shape[0]
    waves = 2.0 ** (0.6 * np.sin(np.arange(side) * 2 * np.pi * chart.mm_per_px / 6))
    pattern = waves[None, :, None] if across else waves[:, None, None]
    chart.linear_rgb[: side // 4] *= np.broadcast_to(pattern, (side, side, 1))[: side // 4].astype(np.float32)


def test_strands_that_run_down_count(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    stripes(plain_chart, across=True)
    assert occlusion.covered_forehead(on_chart(plain_chart)) == pytest.approx(1, abs=0.05)


def test_forehead_lines_do_not_count(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    stripes(plain_chart, across=False)
    assert occlusion.covered_forehead(on_chart(plain_chart)) == 0


def test_light_from_one_side_is_not_hair(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    """Four stops from ear to ear: the side of the forehead is as dark as hair would be, and so is its cheek."""
    stops = np.linspace(-4, 0, plain_chart.seen.shape[0], dtype=np.float32)
    plain_chart.linear_rgb[...] *= (2**stops)[None, :, None]
    assert occlusion.covered_forehead(on_chart(plain_chart)) == 0


def test_an_unseen_forehead_is_not_judged(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    plain_chart.seen[: plain_chart.seen.shape[0] // 3] = False
    assert occlusion.covered_forehead(on_chart(plain_chart)) is None


def frame(chart: FaceChart, brightness: float) -> None:
    """A bridge across the nose's root and a rim down either side of it, 2 mm thick."""
    side = chart.seen.shape[0]
    thick = round(2 / chart.mm_per_px)
    rows, left, right = round(0.36 * side), round(0.455 * side), round(0.545 * side)
    chart.linear_rgb[rows : rows + thick, left:right] *= brightness
    for column in (left, right - thick):
        chart.linear_rgb[rows : round(0.45 * side), column : column + thick] *= brightness


@pytest.mark.parametrize("brightness", [0.2, 2.0], ids=["black frame", "shining frame"])
def test_a_frame_is_seen(plain_chart: FaceChart, on_chart: Callable[..., Shot], brightness: float) -> None:
    frame(plain_chart, brightness)
    assert (occlusion.glasses(on_chart(plain_chart)) or 0) > GLASSES_LIMIT


def test_bare_skin_wears_no_glasses(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    assert occlusion.glasses(on_chart(plain_chart)) == pytest.approx(0, abs=1e-4)


def test_an_unseen_nose_is_not_judged(plain_chart: FaceChart, on_chart: Callable[..., Shot]) -> None:
    plain_chart.seen[...] = False
    assert occlusion.glasses(on_chart(plain_chart)) is None
