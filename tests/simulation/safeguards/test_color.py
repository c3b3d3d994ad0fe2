"""Color change: rounding does not count, a real change does, and too strong a one is refused."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from simulation.safeguards import ProjectionUnsafeError
from simulation.safeguards.color import CAP, check_color, color_map

SKIN = np.full((120, 120, 3), (206, 160, 140), np.uint8)
WHOLE = np.zeros((120, 120), bool)
WHOLE[20:100, 20:100] = True
MM_PER_PX = 0.17


def test_a_change_of_known_size_is_read() -> None:
    other = SKIN.copy()
    other[WHOLE] = (206, 154, 135)
    found = check_color(color_map(SKIN, other, WHOLE, MM_PER_PX))
    lab = rgb2lab(np.array([[[206, 160, 140], [206, 154, 135]]], np.uint8))[0]
    assert found.largest == pytest.approx(float(deltaE_ciede2000(*lab)), abs=0.02)
    assert 0.9 * found.largest < found.mean <= found.largest + 1e-4


def test_single_rounded_codes_hardly_count() -> None:
    other = SKIN.copy()
    other[WHOLE] += np.random.default_rng(3).integers(0, 2, (int(WHOLE.sum()), 3)).astype(np.uint8)
    found = check_color(color_map(SKIN, other, WHOLE, MM_PER_PX))
    per_pixel = check_color(color_map(SKIN, other, WHOLE, 1.0))
    assert found.largest < 0.6 * per_pixel.largest


def test_nothing_treated_changes_nothing() -> None:
    found = check_color(color_map(SKIN, SKIN, np.zeros_like(WHOLE), MM_PER_PX))
    assert (found.largest, found.mean) == (0.0, 0.0)


def test_beyond_the_cap_is_unsafe() -> None:
    other = SKIN.copy()
    other[WHOLE] = (120, 160, 140)
    with pytest.raises(ProjectionUnsafeError) as caught:
        check_color(color_map(SKIN, other, WHOLE, MM_PER_PX))
    assert caught.value.details["safeguard"] == "color_largest"
    assert caught.value.details["limit"] == CAP


def test_much_skin_changed_a_little_too_much_is_unsafe() -> None:
    other = SKIN.copy()
    other[WHOLE] = (206, 146, 130)
    with pytest.raises(ProjectionUnsafeError) as caught:
        check_color(color_map(SKIN, other, WHOLE, MM_PER_PX))
    assert caught.value.details["safeguard"] == "color_mean"
