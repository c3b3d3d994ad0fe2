"""The skin itself lays two charts over each other; what is new on it has no say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vision.analysis import Analysis, Analyzer
from vision.comparison.registration import FURTHEST_MM, register, registered
from vision.skin import read_skin

OFF_MM = 0.8
LEFT_OVER = 0.5  # of the shift, at the most, mean over the skin


@pytest.fixture(scope="module")
def skin(analyzer: Analyzer, earlier: Analysis) -> np.ndarray:
    return read_skin(earlier.chart, analyzer.atlas).mask


def shifted(analyzer: Analyzer, analysis: Analysis, off_mm: float) -> Analysis:
    """The same photo with all landmarks a little to the right."""
    landmarks = analysis.face.landmarks_px.copy()
    landmarks[:, 0] += np.float32(off_mm / analysis.face.mm_per_px)
    return analyzer.measure(analysis.photo, replace(analysis.face, landmarks_px=landmarks))


def test_a_chart_lies_on_itself(earlier: Analysis, skin: np.ndarray) -> None:
    assert register(earlier.chart, earlier.chart, skin).mean_mm < 0.02


def test_landmarks_that_are_off_are_put_right(analyzer: Analyzer, earlier: Analysis, skin: np.ndarray) -> None:
    later = shifted(analyzer, earlier, OFF_MM)
    found = register(earlier.chart, later.chart, skin)
    face = registered(later.face, later.chart, found, analyzer.geometry)
    zone = analyzer.atlas.masks["mid_cheek_right"]
    assert float(np.median(zone.take(found.shift_mm[..., 0]))) == pytest.approx(-OFF_MM, abs=LEFT_OVER * OFF_MM)
    off = np.hypot(*(face.landmarks_px - earlier.face.landmarks_px)[:468, :2].T) * earlier.face.mm_per_px
    assert np.median(off) < LEFT_OVER * OFF_MM


def test_it_never_goes_far(analyzer: Analyzer, earlier: Analysis, skin: np.ndarray) -> None:
    found = register(earlier.chart, shifted(analyzer, earlier, 5.0).chart, skin)
    assert np.hypot(found.shift_mm[..., 0], found.shift_mm[..., 1]).max() <= FURTHEST_MM + 1e-3


def test_skin_that_has_nothing_in_common_stays_where_it_is(earlier: Analysis, skin: np.ndarray) -> None:
    noise = np.random.default_rng(0).normal(1, 0.05, earlier.chart.linear_rgb.shape[:2]).astype(np.float32)
    other = replace(earlier.chart, linear_rgb=np.full_like(earlier.chart.linear_rgb, 0.3) * noise[..., None])
    assert register(earlier.chart, other, skin).mean_mm < 0.2
