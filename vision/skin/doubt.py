"""How far the color of skin may be off, and what of it comes from where.

Each source is moved by itself, and the moves are added in quadrature. What is not measured in the photo is ours, stated
as a standard deviation:
- without a card, or with a matrix stored on another day: exposure by 0.3 EV and the light by 400 K, which is how far
  pictures from one room differ when the camera chooses. Exposure moves the typology angle by some 10° on light skin,
  15° where L* is near 50, and 7° on dark skin;
- with a card: the light on it and on the face differ by 0.1 EV, as between two surfaces turned 20° from each other;
- the camera's own view of colors: what the correction left on the card's patches. Without a ColorChecker nothing says,
  and a median of CIE76 of 3 is assumed, which is what the simulated camera of our tests has;
- the face itself: how far its median color moves between two photos in one light, measured on 33 people, neutral and
  smiling.
What it does not hold: that skin is lit unevenly, so that zones of one color differ by what falls on them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vision.photo import ColorSource
from vision.photo.cie import daylight, linear_to_lab

_EXPOSURE_EV = 0.3
_LIGHT_K = 400.0
_CARD_EV = 0.1
_CAMERA_DELTA_E = 3.0
_RETAKE_LAB = np.array([1.0, 0.5, 0.5])  # London pairs; 2.2° of the typology angle in the median
_MEDIAN_OF_DISTANCES = 1.538  # of three normal variables of standard deviation 1: the root of chi squared's median
_WHITE_K = 6504.0
_NINETY_PERCENT = 1.645  # standard deviations either side

# The color, CIE L*a*b*, when one source is off by so many standard deviations.
Doubt = Callable[[float], NDArray[np.float64]]


def doubts(linear: NDArray[np.float64], source: ColorSource, delta_e: float | None) -> list[Doubt]:
    """Every source of doubt about the median color of a face.

    Args:
        linear: (3,) linear sRGB of the skin.
        source, delta_e: of the photo's color correction.
    """
    lab = linear_to_lab(linear)
    camera = (_CAMERA_DELTA_E if delta_e is None else delta_e) / _MEDIAN_OF_DISTANCES
    moves = [*(camera * np.eye(3)), *np.diag(_RETAKE_LAB)]
    by_card = source in ("colorchecker", "gray_card")
    light = [_exposed(linear, _CARD_EV)] if by_card else [_exposed(linear, _EXPOSURE_EV), _lit(linear)]
    return light + [_moved(lab, move) for move in moves]


def spread(sources: list[Doubt]) -> NDArray[np.float64]:
    """(3,) standard deviations of L*, a*, b*."""
    halves = np.array([(source(1) - source(-1)) / 2 for source in sources])
    return np.asarray(np.sqrt((halves**2).sum(0)))


def interval(
    sources: list[Doubt], quantity: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> tuple[float, float]:
    """Where a quantity of the color lies nine times in ten; the two sides need not be alike."""
    here = float(quantity(sources[0](0)))
    ends = np.array([[quantity(source(at)) for at in (-_NINETY_PERCENT, _NINETY_PERCENT)] for source in sources])
    up, down = np.maximum(ends.max(1) - here, 0), np.maximum(here - ends.min(1), 0)
    return here - float(np.sqrt((down**2).sum())), here + float(np.sqrt((up**2).sum()))


def _exposed(linear: NDArray[np.float64], stops: float) -> Doubt:
    return lambda at: linear_to_lab(linear * 2 ** (at * stops))


def _lit(linear: NDArray[np.float64]) -> Doubt:
    white = daylight(_WHITE_K)
    return lambda at: linear_to_lab(linear * daylight(_WHITE_K + at * _LIGHT_K) / white)


def _moved(lab: NDArray[np.float64], step: NDArray[np.float64]) -> Doubt:
    return lambda at: lab + at * step
