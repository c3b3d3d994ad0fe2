"""The figure grows with strength more than with area, and its words follow it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.safeguards.color import ColorMap
from simulation.safeguards.visibility import in_words, visibility

ORDER = ["imperceptible", "subtle", "visible", "too_much"]


def patch(delta_e: float, side_mm: float) -> ColorMap:
    """A square changed by so much."""
    step = 0.25
    values, edge = np.zeros((240, 240), np.float32), round(side_mm / step)
    values[40 : 40 + edge, 40 : 40 + edge] = delta_e
    return ColorMap(values, np.ones(values.shape, bool), step)


def test_a_square_centimeter_has_about_its_own_change() -> None:
    assert visibility(patch(3.0, 10.0), 0.0).figure == pytest.approx(3.0, rel=0.15)


def test_strength_counts_more_than_area() -> None:
    once = visibility(patch(2.0, 10.0), 0.0).figure
    assert visibility(patch(4.0, 10.0), 0.0).figure == pytest.approx(2 * once)
    assert visibility(patch(2.0, 20.0), 0.0).figure < 1.6 * once


def test_nothing_is_imperceptible() -> None:
    assert visibility(patch(0.0, 10.0), 0.0).reading == "imperceptible"


def test_a_displacement_is_seen_without_any_color() -> None:
    assert visibility(patch(0.0, 10.0), 2.0).reading in ("visible", "too_much")


@given(st.floats(0, 50), st.floats(0, 50))
def test_more_never_reads_as_less(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert ORDER.index(in_words(less)) <= ORDER.index(in_words(more))
