"""Lines lose core and lip, and nothing of the skin beside."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.layers.lines import Course, lines

Layer = NDArray[np.float32]
MM_PER_PX = 0.25
SIDE = 240
COURSE = Course(0.7, 4.0, (-30.0, -15.0, 0.0, 15.0, 30.0))
EVERYWHERE = np.ones((SIDE, SIDE), np.float32)


def _across(angle_deg: float = 0.0) -> Layer:
    """(SIDE, SIDE) mm from the middle, across a direction."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32) - SIDE / 2
    angle = np.radians(angle_deg)
    return np.asarray((y * np.cos(angle) - x * np.sin(angle)) * MM_PER_PX, np.float32)


def _groove(core: float, lip: float, angle_deg: float = 0.0) -> Layer:
    """A dark core between bright lips, 1/100 absorbance."""
    across = _across(angle_deg)
    bell = np.exp(-(across**2) / (2 * 0.6**2))
    lips = np.exp(-((np.abs(across) - 1.5) ** 2) / (2 * 0.5**2))
    return np.asarray(core * bell - lip * lips, np.float32)


def _pores() -> Layer:
    return np.random.default_rng(4).standard_normal((SIDE, SIDE)).astype(np.float32)


def _taken(layer: Layer, weight: Layer = EVERYWHERE) -> Layer:
    return lines(layer, layer[..., None].copy(), weight, COURSE, MM_PER_PX)[..., 0]


def _middle(layer: Layer) -> Layer:
    return layer[60:-60, 60:-60]


@pytest.mark.parametrize("angle_deg", [0.0, 10.0, -22.0])
def test_core_and_lip_go_together(angle_deg: float) -> None:
    groove = _groove(8.0, 2.0, angle_deg)
    left = _middle(groove - _taken(groove))
    across = np.abs(_middle(_across(angle_deg)))
    core, lip = across < 0.3, np.abs(across - 1.5) < 0.2
    assert abs(left[core]).mean() < 0.5 * _middle(groove)[core].mean()
    assert abs(left[lip].mean()) < 0.5 * abs(_middle(groove)[lip].mean())


def test_nothing_is_taken_between_lines() -> None:
    groove = _groove(8.0, 0.0)
    beside = np.abs(_middle(_across())) > 6
    assert abs(_middle(_taken(groove))[beside]).max() < 0.02


def test_even_skin_has_no_lines() -> None:
    even = np.full((SIDE, SIDE), 30.0, np.float32)
    assert abs(_taken(even)).max() < 1e-3


def test_a_gradient_of_the_light_is_no_line() -> None:
    sloping = np.asarray(np.linspace(0, 40, SIDE)[:, None] * np.ones((1, SIDE)), np.float32)
    assert abs(_middle(_taken(sloping))).max() < 0.3


def test_pores_along_a_line_stay() -> None:
    pores = _pores()
    with_pores = _groove(8.0, 2.0) + pores
    left = with_pores - _taken(with_pores)
    on_line = np.abs(_middle(_across())) < 0.5
    assert np.corrcoef(_middle(left)[on_line], _middle(pores)[on_line])[0, 1] > 0.9


def test_lines_across_the_expected_direction_stay() -> None:
    upright = _groove(8.0, 0.0, 90.0)
    assert abs(_middle(_taken(upright))).max() < 0.5


def test_half_as_deep_is_half_as_much() -> None:
    deep, shallow = (_middle(_taken(_groove(core, 0.0))) for core in (8.0, 4.0))
    core = np.abs(_middle(_across())) < 0.3
    assert shallow[core].mean() == pytest.approx(deep[core].mean() / 2, rel=0.1)
