"""Where it changed, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.views import change_map, color_difference
from simulation.views.change_map import FULL
from simulation.views.composing import lay_out
from tests.simulation.labels.pictures import ENGLISH, boxes

SIZE = (500, 500)
TREATED = boxes(SIZE, (0.3, 0.3, 0.5, 0.5), (0.6, 0.3, 0.7, 0.5))


def test_the_difference_is_the_published_one() -> None:
    """sRGB 128 and 138 gray: L* 53.585 and 57.491 (CIE 1976), no difference in color."""
    gray, lighter = (np.full((1, 1, 3), value, np.uint8) for value in (128, 138))
    assert color_difference(gray, lighter)[0, 0] == pytest.approx(57.491 - 53.585, abs=0.02)
    assert color_difference(gray, gray)[0, 0] == 0


def drawn(steps: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The map's picture, where the two zones became lighter by some code values."""
    before = np.full((*SIZE, 3), 128, np.uint8)
    after = before.copy()
    for step, columns in zip(steps, (slice(0, 275), slice(275, 500)), strict=True):
        after[:, columns][TREATED[:, columns]] += np.uint8(step)
    top, left = lay_out(SIZE, 1, 1).corner(0)
    return change_map(before, after, TREATED, ENGLISH).image_rgb[top : top + SIZE[0], left : left + SIZE[1]]


def color(
    picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], column: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return picture[180:220, column - 10 : column + 10].reshape(-1, 3).mean(0)


def test_only_what_changed_is_colored() -> None:
    changed = drawn((10, 0))
    assert np.ptp(color(changed, 200)) > 60 and np.ptp(color(changed, 325)) < 3


def test_more_change_is_lighter() -> None:
    assert color(drawn((5, 15)), 325).sum() > color(drawn((5, 15)), 200).sum() + 30


def test_beyond_the_ramp_it_looks_the_same() -> None:
    assert color_difference(*(np.full((1, 1, 3), v, np.uint8) for v in (128, 153)))[0, 0] > FULL
    strong = drawn((25, 25))
    far = drawn((60, 60))
    assert np.abs(color(strong, 200) - color(far, 200)).max() < 2


def test_change_outside_the_treated_zones_is_not_drawn() -> None:
    """There is none in a projection; that there is none is another's to check."""
    before = np.full((*SIZE, 3), 128, np.uint8)
    after = np.full((*SIZE, 3), 160, np.uint8)
    top, left = lay_out(SIZE, 1, 1).corner(0)
    picture = change_map(before, after, TREATED, ENGLISH).image_rgb[top:, left:]
    assert np.ptp(picture[400, 400].astype(int)) < 3
