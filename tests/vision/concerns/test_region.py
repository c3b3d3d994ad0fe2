"""A zone's surroundings, and masks that grow and shrink."""

from __future__ import annotations

import numpy as np
import pytest

from vision.concerns.region import Region, closed, eroded, filled
from vision.zones import ZoneMask

SIZE = 60


def zone(rows: slice, columns: slice) -> ZoneMask:
    return ZoneMask(rows, columns, np.ones((rows.stop - rows.start, columns.stop - columns.start), bool))


def square(margin: int) -> np.ndarray:
    mask = np.zeros((SIZE, SIZE), bool)
    mask[margin : SIZE - margin, margin : SIZE - margin] = True
    return mask


def test_a_region_reaches_beyond_its_zone() -> None:
    region = Region.around(zone(slice(20, 30), slice(24, 40)), 5, SIZE)
    assert (region.rows, region.columns) == (slice(15, 35), slice(19, 45))


@pytest.mark.parametrize("place", [slice(0, 8), slice(3, 20), slice(25, 35), slice(52, 60)])
def test_the_box_in_a_region_is_the_zone(place: slice) -> None:
    """At the chart's edges too."""
    chart = np.arange(SIZE * SIZE).reshape(SIZE, SIZE)
    region = Region.around(zone(place, place), 6, SIZE)
    np.testing.assert_array_equal(chart[region.rows, region.columns][region.box], chart[place, place])


def test_a_region_ends_with_the_chart() -> None:
    region = Region.around(zone(slice(0, 10), slice(50, 60)), 5, SIZE)
    assert (region.rows, region.columns) == (slice(0, 15), slice(45, 60))


def test_what_is_known_stays_as_it_is() -> None:
    layer = np.random.default_rng(0).normal(size=(SIZE, SIZE)).astype(np.float32)
    known = square(15)
    np.testing.assert_array_equal(filled(layer, known, 9)[known], layer[known])


def test_what_is_unknown_is_filled_with_what_lies_around() -> None:
    layer, known = np.full((SIZE, SIZE), 5.0, np.float32), ~square(27)
    layer[~known] = 90.0
    assert filled(layer, known, 9) == pytest.approx(5.0, abs=1e-4)


def test_where_nothing_is_known_for_far_the_filling_is_finite() -> None:
    assert np.isfinite(filled(np.full((SIZE, SIZE), np.float32(90)), np.zeros((SIZE, SIZE), bool), 9)).all()


@pytest.mark.parametrize("pixels", [0, 1, 2, 5])
def test_erosion_takes_the_border(pixels: int) -> None:
    np.testing.assert_array_equal(eroded(square(10), pixels), square(10 + pixels))


def test_beyond_the_picture_counts_as_inside() -> None:
    assert eroded(np.ones((SIZE, SIZE), bool), 5).all()


def test_erosion_is_round() -> None:
    """A hole grows into a disc: no further along the diagonal."""
    mask = np.ones((SIZE, SIZE), bool)
    mask[30, 30] = False
    rows, columns = np.nonzero(~eroded(mask, 6))
    assert np.hypot(rows - 30, columns - 30).max() <= 6.5


@pytest.mark.parametrize(("gap", "bridged"), [(4, True), (5, True), (9, False)])
def test_gaps_up_to_a_width_are_bridged(gap: int, bridged: bool) -> None:
    mask = np.ones((SIZE, SIZE), bool)
    mask[:, 30 : 30 + gap] = False
    assert closed(mask, 6.0).all() == bridged


def test_bridging_moves_no_outer_border() -> None:
    np.testing.assert_array_equal(closed(square(20), 6.0), square(20))


def test_gaps_below_a_pixel_are_left() -> None:
    mask = np.ones((SIZE, SIZE), bool)
    mask[:, 30] = False
    np.testing.assert_array_equal(closed(mask, 0.9), mask)
