"""The oriented filter: a long line answers with its contrast, what ends within a step or lies across does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from vision.concerns import oriented
from vision.concerns.oriented import Lined, LineFilter

MM_PER_PX = 0.45
FILTER = LineFilter(across_mm=0.7, along_mm=1.5, step_mm=2.0, spread_deg=30)
CONTRAST = 0.1  # relative: the kernel is sampled, and cut off at two and a half standard deviations
BETWEEN_STEPS = 0.75  # of its contrast, what a line answers halfway between two of the filter's directions, at least
SIDE, MIDDLE = 121, 60
# Shares of its contrast that a disc of a diameter answers. The filter averages along the line over about a step, so a
# round spot narrower than the step does leave something: measured 0.15, 0.22, 0.28 and 0.34.
DISCS_AT_MOST = {1.0: 0.2, 1.5: 0.27, 2.0: 0.33, 3.0: 0.4}
COARSE_PATH = 0.1  # of the contrast, between the full resolution and a half of it


def offsets() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, columns = np.indices((SIDE, SIDE))
    return (columns - MIDDLE) * MM_PER_PX, (rows - MIDDLE) * MM_PER_PX


def line(direction_deg: float, sigma_mm: float = 0.7, length_mm: float = 1000.0) -> NDArray[np.float32]:
    """A dark line of contrast 1 through the middle."""
    x, y = offsets()
    angle = np.radians(direction_deg)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    return (np.exp(-((across / sigma_mm) ** 2) / 2) * (np.abs(along) < length_mm / 2)).astype(np.float32)


def disc(diameter_mm: float) -> NDArray[np.float32]:
    return (np.hypot(*offsets()) < diameter_mm / 2).astype(np.float32)


def answer(layer: NDArray[np.float32], direction_deg: float = 0.0, line_filter: LineFilter = FILTER) -> Lined:
    return line_filter.answers(layer, MM_PER_PX, direction_deg)


@pytest.mark.parametrize("direction_deg", [0.0, 45.0, 90.0, 117.0, 172.0])
def test_a_long_line_answers_with_its_contrast(direction_deg: float) -> None:
    found = answer(3 * line(direction_deg), direction_deg)
    assert found.along[MIDDLE, MIDDLE] == pytest.approx(3, rel=CONTRAST)


def test_a_line_across_answers_across_alone() -> None:
    found = answer(line(90.0))
    assert found.across[MIDDLE, MIDDLE] == pytest.approx(1, rel=CONTRAST)
    assert found.along.max() <= 0.05


@pytest.mark.parametrize("turned_deg", [-30, -15, 15, 30])
def test_a_line_within_the_spread_answers(turned_deg: float) -> None:
    assert answer(line(turned_deg)).along[MIDDLE, MIDDLE] == pytest.approx(1, rel=CONTRAST)


def test_a_line_beyond_the_spread_answers_little() -> None:
    narrow = replace(FILTER, spread_deg=15)
    assert answer(line(60.0), line_filter=narrow).along[MIDDLE, MIDDLE] <= 0.1


def test_a_bright_line_does_not_answer_in_its_core() -> None:
    assert answer(-line(0.0)).along[MIDDLE - 1 : MIDDLE + 2].max() == 0


def test_a_constant_does_not_answer() -> None:
    assert answer(np.full((SIDE, SIDE), 70.0, np.float32)).along.max() <= 1e-3


def test_an_even_slope_does_not_answer() -> None:
    x, y = offsets()
    assert answer((2 * x + 3 * y).astype(np.float32)).along[20:-20, 20:-20].max() <= 1e-3


@pytest.mark.parametrize(("diameter_mm", "at_most"), DISCS_AT_MOST.items())
def test_a_disc_narrower_than_the_step_answers_little(diameter_mm: float, at_most: float) -> None:
    found = answer(disc(diameter_mm))
    assert max(found.along.max(), found.across.max()) <= at_most


def test_without_a_step_a_disc_answers() -> None:
    """Else the test above tests nothing."""
    assert answer(disc(2.0), line_filter=replace(FILTER, step_mm=0.0)).along.max() >= 1.5 * DISCS_AT_MOST[2.0]


def test_a_line_ends_a_step_early() -> None:
    """The answer waits for the line to go on: at a step from the end it is that of the end itself, half."""
    found = answer(line(0.0, length_mm=20.0)).along[MIDDLE]
    near_the_end = MIDDLE + round((10 - FILTER.step_mm) / MM_PER_PX)
    assert found[near_the_end] == pytest.approx(0.5, abs=0.1)


def test_a_line_as_wide_as_the_filter_answers_more_than_wider_ones() -> None:
    """As a share of contrast it is the narrower one that answers more, so that width alone does not deepen a line."""
    answers = [answer(line(0.0, sigma)).along[MIDDLE, MIDDLE] for sigma in (0.7, 1.4, 2.8)]
    assert (np.diff(answers) < 0).all()


@pytest.mark.parametrize("direction_deg", [0.0, 30.0, 117.0])
def test_the_coarse_path_answers_as_the_full_one(direction_deg: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide filters work on half of the resolution."""
    wide = LineFilter(across_mm=2.2, along_mm=3.0, step_mm=2.5, spread_deg=30)
    layer = line(direction_deg, sigma_mm=2.2)
    halved = answer(layer, direction_deg, wide).along
    monkeypatch.setattr(oriented, "_WIDE_PX", np.inf)
    full = answer(layer, direction_deg, wide).along
    inner = (slice(25, -25), slice(25, -25))
    assert np.abs(halved - full)[inner].max() <= COARSE_PATH


def test_the_coarse_path_is_taken_for_wide_filters_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above tests nothing."""
    before = answer(line(0.0)).along
    monkeypatch.setattr(oriented, "_WIDE_PX", np.inf)
    assert np.array_equal(before, answer(line(0.0)).along)


@pytest.mark.parametrize("size", [(1, 40), (40, 1), (3, 3), (41, 40)])
def test_answers_have_the_shape_of_the_layer(size: tuple[int, int]) -> None:
    wide = LineFilter(across_mm=2.2, along_mm=3.0, step_mm=2.5, spread_deg=30)
    assert answer(np.zeros(size, np.float32), line_filter=wide).along.shape == size


@pytest.mark.parametrize("direction_deg", [0.0, 45.0, 90.0, 135.0])
def test_whatever_its_direction_a_line_is_found_anywhere(direction_deg: float) -> None:
    dark, bright = FILTER.anywhere(line(direction_deg), MM_PER_PX)
    assert dark[MIDDLE, MIDDLE] == pytest.approx(1, rel=CONTRAST)
    assert bright[MIDDLE, MIDDLE] <= 0.01


@pytest.mark.parametrize("direction_deg", [7.5, 37.5, 142.5])
def test_a_line_between_two_directions_answers_nearly_as_much(direction_deg: float) -> None:
    dark, _ = FILTER.anywhere(line(direction_deg), MM_PER_PX)
    assert BETWEEN_STEPS <= dark[MIDDLE, MIDDLE] < 1


def test_a_brighter_line_is_told_from_a_darker_one() -> None:
    layer = line(20.0)
    dark, bright = FILTER.anywhere(layer, MM_PER_PX)
    swapped_bright, swapped_dark = FILTER.anywhere(-layer, MM_PER_PX)
    np.testing.assert_allclose(dark, swapped_dark, atol=1e-5)
    np.testing.assert_allclose(bright, swapped_bright, atol=1e-5)


def test_the_layer_stays_as_it_was() -> None:
    layer = line(0.0)
    layer.flags.writeable = False
    answer(layer)
    FILTER.anywhere(layer, MM_PER_PX)


# What lines exceed the texture by.

EVERYWHERE = np.ones((2, 2), bool)


def lined(along: float, across: float) -> Lined:
    return Lined(np.full((2, 2), along, np.float32), np.full((2, 2), across, np.float32))


def test_the_excess_is_along_less_across() -> None:
    assert lined(3.0, 1.0).excess(EVERYWHERE) == pytest.approx(2.0)


def test_skin_lined_alike_in_both_directions_has_no_excess() -> None:
    assert lined(2.0, 2.0).excess(EVERYWHERE) == 0


def test_grain_is_taken_off_both() -> None:
    assert lined(3.0, 0.5).excess(EVERYWHERE, grain=1.0) == pytest.approx(2.0)


def test_a_share_of_across_can_be_asked_for() -> None:
    assert lined(3.0, 2.0).excess(EVERYWHERE, across_share=0.5) == pytest.approx(2.0)


def test_only_what_is_asked_about_counts() -> None:
    along = np.float32([[4, 0], [0, 0]])
    found = Lined(along, np.zeros((2, 2), np.float32))
    assert found.excess(along > 0) == pytest.approx(4.0)


def test_answers_within_a_box_are_those_of_the_box() -> None:
    found = Lined(np.float32([[1, 2], [3, 4]]), np.float32([[5, 6], [7, 8]])).within((slice(1, 2), slice(0, 1)))
    assert (found.along.item(), found.across.item()) == (3, 7)
