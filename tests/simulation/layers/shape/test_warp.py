"""Pixels go where the warp says, keep their texture, and stay as they are where nothing moves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulation.layers.shape import Warp, apply_warp, shade, sum_warps
from simulation.layers.shape.plane import fade

_SIDE = 120
_BOX = (slice(20, 140), slice(30, 150))


def bump(right: float, down: float, radius: float = 50.0, box: tuple[slice, slice] = _BOX) -> Warp:
    """A shift that is largest in the middle and fades to nothing."""
    y, x = np.mgrid[:_SIDE, :_SIDE].astype(np.float32) - (_SIDE - 1) / 2
    share = fade(np.hypot(x, y) - 6, radius)
    return Warp(box, np.stack([right * share, down * share], -1).astype(np.float32), np.zeros_like(share))


def noise() -> NDArray[np.uint8]:
    rng = np.random.default_rng(5)
    fine = cv2.GaussianBlur(rng.normal(0, 60, (170, 180, 3)), (0, 0), 0.6)
    return np.clip(np.round(128 + fine), 0, 255).astype(np.uint8)


def slopes() -> NDArray[np.uint8]:
    """Each pixel says where it lies: red its column, green its row."""
    y, x = np.mgrid[:170, :180]
    return np.stack([x, y, np.zeros_like(x)], -1).astype(np.uint8)


@settings(max_examples=25, deadline=None)
@given(st.floats(-9, 9), st.floats(-9, 9))
def test_what_is_seen_moves_to_where_the_shift_says(right: float, down: float) -> None:
    warp = bump(right, down)
    before, after = slopes(), apply_warp(slopes(), warp)
    y, x = np.mgrid[5:115:7, 5:115:7]
    there = np.stack([x, y], -1) + warp.shift_px[y, x] + np.array([30, 20])
    seen = cv2.remap(after.astype(np.float32), there.astype(np.float32), None, cv2.INTER_LINEAR)
    assert np.abs(seen - before[y + 20, x + 30]).max() <= 1.01  # one code value is one pixel; rounding takes half


def test_pixels_that_do_not_move_are_the_same() -> None:
    before, warp = noise(), bump(4.0, -3.0)
    after = apply_warp(before, warp)
    still = np.ones(before.shape[:2], bool)
    still[_BOX] = np.hypot(*np.moveaxis(warp.shift_px, -1, 0)) <= 0.02
    assert (after[still] == before[still]).all()
    assert (after[~still] != before[~still]).any()
    assert before is not after


@pytest.mark.parametrize("low_px, high_px", [(0.6, 1.2)])
def test_skin_stays_skin(low_px: float, high_px: float) -> None:
    """Half a pixel aside is where resampling smears most."""
    plateau = np.full((_SIDE, _SIDE, 2), 0.5, np.float32)
    before = noise()
    after = apply_warp(before, Warp(_BOX, plateau, np.zeros((_SIDE, _SIDE), np.float32)))
    power = [_band(image[_BOX][10:-10, 10:-10], low_px, high_px) for image in (before, after)]
    assert 0.9 <= power[1] / power[0] <= 1.1


def _band(image: NDArray[np.uint8], low_px: float, high_px: float) -> float:
    fine, coarse = (cv2.GaussianBlur(image.astype(np.float32), (0, 0), sigma) for sigma in (low_px, high_px))
    return float(np.var(fine - coarse))


def test_a_movement_at_the_edge_of_the_photo_stays_in_it() -> None:
    shift = np.full((60, 60, 2), -3.0, np.float32)
    after = apply_warp(slopes(), Warp((slice(0, 60), slice(0, 60)), shift, np.zeros((60, 60), np.float32)))
    assert tuple(after[20, 20, :2]) == (23, 23)


def test_nothing_asked_nothing_changed() -> None:
    assert (apply_warp(noise(), bump(0.0, 0.0)) == noise()).all()


def test_movements_add_up() -> None:
    first, second = bump(2.0, 1.0), bump(-1.0, 3.0, box=(slice(40, 160), slice(50, 170)))
    both = sum_warps([first, second])
    assert both.box == (slice(20, 160), slice(30, 170))
    assert both.shift_px[80, 80] == pytest.approx(first.shift_px[80, 80] + second.shift_px[60, 60], abs=1e-5)
    assert both.shift_px[5, 60] == pytest.approx(first.shift_px[5, 60], abs=1e-6)


def test_shade_takes_the_same_share_of_light_from_any_tone() -> None:
    shading = np.zeros((_SIDE, _SIDE), np.float32)
    shading[40:80, 40:80] = 10.0
    warp = Warp(_BOX, np.zeros((_SIDE, _SIDE, 2), np.float32), shading)
    for tone, expected in ((200, 180), (60, 53)):  # 0.794 of the light, by the sRGB curve
        photo = np.full((170, 180, 3), tone, np.uint8)
        after = shade(photo, warp)
        assert abs(int(after[80, 90, 0]) - expected) <= 1
        assert (after[:60] == tone).all()
