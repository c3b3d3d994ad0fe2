"""The published colors."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vision.color_card.correction import delta_e
from vision.color_card.reference import colorchecker_linear, gray_card_linear
from vision.photo import SRGB_TO_LINEAR
from vision.photo.cie import linear_to_lab

# CIE76 between two editions of the card: median and worst patch measured 1.9 and 6.3.
EDITIONS_MEDIAN, EDITIONS_WORST = 4, 10


def test_there_are_24() -> None:
    assert colorchecker_linear().shape == (24, 3)


def test_colors_are_near_those_of_the_earlier_edition_that_opencv_lists() -> None:
    """In the same order, too."""
    detector = cv2.mcc.CCheckerDetector.create()
    detector.setColorChartType(cv2.mcc.MCC24)
    codes = np.asarray(detector.getRefColors())[:, 0, ::-1]
    apart = delta_e(SRGB_TO_LINEAR[codes].astype(np.float64), colorchecker_linear())
    assert np.median(apart) < EDITIONS_MEDIAN and apart.max() < EDITIONS_WORST


def test_the_last_row_is_gray_and_falls() -> None:
    lab = linear_to_lab(colorchecker_linear()[18:])
    assert (np.diff(lab[:, 0]) < -10).all()
    assert np.hypot(lab[1:, 1], lab[1:, 2]).max() < 2  # the white is a little warm


def test_only_cyan_lies_outside_srgb() -> None:
    assert np.flatnonzero(colorchecker_linear().min(1) < 0).tolist() == [17]


def test_a_gray_card_sends_back_18_percent() -> None:
    assert gray_card_linear().tolist() == [[0.18, 0.18, 0.18]]


def test_nobody_can_change_them() -> None:
    with pytest.raises(ValueError, match="read-only"):
        colorchecker_linear()[0] = 0
