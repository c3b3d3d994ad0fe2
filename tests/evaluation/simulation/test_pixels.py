"""The figures of photo and result, on pictures whose answer is known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.evaluation.simulation import pixels

Image = NDArray[np.uint8]
_SIDE = 200


def _skin(seed: int = 0) -> Image:
    noise = np.random.default_rng(seed).normal(0, 6, (_SIDE, _SIDE, 1))
    return np.clip(np.array([170.0, 130, 110]) + noise, 0, 255).astype(np.uint8)


def _disk(radius: float) -> NDArray[np.bool_]:
    y, x = np.mgrid[:_SIDE, :_SIDE] - _SIDE / 2
    return np.asarray(np.hypot(x, y) < radius)


def _lighter(image: Image, weight: NDArray[np.float32], codes: float) -> Image:
    return np.clip(np.round(image + codes * weight[..., None]), 0, 255).astype(np.uint8)


def _soft(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    depth = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(np.clip(depth / 30, 0, 1), np.float32)


def test_one_code_value_outside_is_found_and_one_inside_is_allowed() -> None:
    photo, treated = _skin(), _disk(40)
    result = photo.copy()
    result[100, 100] += 9
    assert pixels.outside(photo, result, treated) == 0
    result[5, 5, 2] += 1
    assert pixels.outside(photo, result, treated) == 1


def test_a_pixel_that_gets_darker_outside_counts_too() -> None:
    photo = _skin()
    result = photo.copy()
    result[5, 5, 0] -= 3  # in uint8 the difference would wrap around
    assert pixels.outside(photo, result, _disk(40)) == 3


def test_changed_and_taken_are_shares_of_what_is_treated() -> None:
    photo, treated = np.full((_SIDE, _SIDE, 3), 128, np.uint8), _disk(40)
    half = treated.copy()
    half[:, : _SIDE // 2] = False
    result = photo.copy()
    result[half] = 150
    assert pixels.changed(photo, result, treated) == pytest.approx(0.5, abs=0.02)
    linear = [((code / 255 + 0.055) / 1.055) ** 2.4 for code in (128, 150)]
    assert pixels.taken(photo, result, treated) == pytest.approx(50 * np.log10(linear[1] / linear[0]), rel=0.05)
    assert pixels.taken(photo, photo, ~(treated | ~treated)) == 0


def test_grain_is_kept_by_a_change_of_level_and_lost_by_a_blur() -> None:
    photo, treated = _skin(), _disk(60)
    assert pixels.fine_power(photo, _lighter(photo, _soft(treated), 12), treated) == pytest.approx(1, abs=0.03)
    blurred = photo.copy()
    blurred[treated] = cv2.GaussianBlur(photo, (0, 0), 1.0)[treated]
    power = pixels.fine_power(photo, blurred, treated)
    assert power is not None and power < 0.5


def test_grain_and_seam_of_nothing_are_unknown() -> None:
    nothing = np.zeros((_SIDE, _SIDE), bool)
    assert pixels.fine_power(_skin(), _skin(), nothing) is None
    assert pixels.seam(_skin(), _skin(), nothing) is None
    assert pixels.border_step(_skin(), _skin(), nothing) is None


def test_a_hard_border_is_a_seam_and_a_soft_one_is_none() -> None:
    photo, treated = cv2.GaussianBlur(_skin(), (0, 0), 0.7), _disk(60)
    hard = pixels.seam(photo, _lighter(photo, treated.astype(np.float32), 8), treated)
    soft = pixels.seam(photo, _lighter(photo, _soft(treated), 8), treated)
    assert hard is not None and hard > 1.5
    assert soft == pytest.approx(1, abs=0.04)


def test_a_border_that_was_steep_before_is_no_seam() -> None:
    treated = _disk(60)
    photo = _lighter(_skin(), treated.astype(np.float32), 60)
    assert pixels.seam(photo, photo, treated) == pytest.approx(1)


def test_a_seam_beside_hair_is_found() -> None:
    treated = _disk(60)
    photo = cv2.GaussianBlur(_lighter(_skin(), (~treated).astype(np.float32), -60), (0, 0), 0.7)
    result = pixels.seam(photo, _lighter(photo, treated.astype(np.float32), 8), treated)
    assert result is not None and result > 1.5


def test_smoothing_what_lies_inside_is_no_seam() -> None:
    photo, treated = _skin(), _disk(60)
    weight = _soft(treated)[..., None]
    result = np.round(photo * (1 - weight) + cv2.GaussianBlur(photo, (0, 0), 3) * weight).astype(np.uint8)
    assert pixels.seam(photo, result, treated) == pytest.approx(1, abs=0.05)


def test_the_step_at_the_border_is_in_code_values() -> None:
    photo, treated = _skin(), _disk(60)
    hard = pixels.border_step(photo, _lighter(photo, treated.astype(np.float32), 8), treated)
    soft = pixels.border_step(photo, _lighter(photo, _soft(treated), 8), treated)
    assert hard is not None and 3 < hard < 8
    assert soft is not None and soft < 1
