"""Exposure, color, size and ruler: what a camera did is undone, what happened on the skin is not."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.comparison.conftest import Look, Pixels, flush
from vision.analysis import Analysis, Analyzer
from vision.comparison.grain import grain, grained
from vision.comparison.matching import LightMatch, match_light, relit, shrunk, size_ratio, with_ruler_of
from vision.skin import read_skin

GAINS = np.array([0.80, 0.86, 0.95])
GAIN_TOLERANCE = 0.01  # relative
SIZE_TOLERANCE = 0.01  # relative


@pytest.fixture(scope="module")
def relit_analysis(look: Look, earlier: Analysis) -> Analysis:
    return look(relit(earlier.photo, GAINS).image_rgb)


def match(analyzer: Analyzer, before: Analysis, after: Analysis) -> LightMatch:
    skins = [read_skin(analysis.chart, analyzer.atlas).mask for analysis in (before, after)]
    return match_light(before.chart, after.chart, *skins)


def test_another_light_is_found(analyzer: Analyzer, earlier: Analysis, relit_analysis: Analysis) -> None:
    found = match(analyzer, earlier, relit_analysis)
    assert found.gains == pytest.approx(1 / GAINS, rel=GAIN_TOLERANCE)
    assert found.exposure_ev > 0 and found.warmth_ev > 0


def test_a_mark_on_the_skin_is_no_light(analyzer: Analyzer, look: Look, earlier: Analysis, portrait: Pixels) -> None:
    marked = portrait
    for zone in ("mid_cheek_left", "mid_cheek_right", "forehead"):
        marked = flush(marked, earlier, zone, (0.9, 0.6, 0.7))
    found = match(analyzer, earlier, look(marked))
    assert found.gains == pytest.approx(np.ones(3), rel=2 * GAIN_TOLERANCE)
    assert found.share < 0.9


def test_without_skin_in_common_nothing_is_changed(analyzer: Analyzer, earlier: Analysis) -> None:
    none = np.zeros_like(earlier.chart.seen)
    found = match_light(earlier.chart, earlier.chart, none, none)
    assert (found.gains == 1).all() and found.share == 0


def test_relit_by_one_is_the_same_photo(earlier: Analysis) -> None:
    assert (relit(earlier.photo, np.ones(3)).image_rgb == earlier.photo.image_rgb).all()


def test_a_shrunk_face_keeps_its_millimeters(earlier: Analysis) -> None:
    photo, face = shrunk(earlier.photo, earlier.face, 0.7)
    assert photo.width == pytest.approx(0.7 * earlier.photo.width, abs=1)
    assert face.mm_per_px * 0.7 == pytest.approx(earlier.face.mm_per_px, rel=SIZE_TOLERANCE)
    assert size_ratio(earlier.face, face) == pytest.approx(0.7, rel=SIZE_TOLERANCE)
    assert photo.sha256 == earlier.photo.sha256


def test_next_to_nothing_is_not_shrunk(earlier: Analysis) -> None:
    photo, face = shrunk(earlier.photo, earlier.face, 0.98)
    assert photo is earlier.photo and face is earlier.face


def test_both_are_measured_by_one_iris(earlier: Analysis, relit_analysis: Analysis) -> None:
    ruled = with_ruler_of(earlier.face, relit_analysis.face)
    ratio = size_ratio(earlier.face, ruled)
    assert ruled.mm_per_px * ratio == pytest.approx(earlier.face.mm_per_px, rel=1e-3)
    assert (ruled.landmarks_px[:468] == relit_analysis.face.landmarks_px[:468]).all()


def test_grain_is_that_of_the_noise_added(earlier: Analysis) -> None:
    own = grain(earlier.photo, earlier)
    noisy = grained(earlier.photo, own, float(np.hypot(own, 4.0)))
    deviation = np.std(noisy.image_rgb.astype(float) - earlier.photo.image_rgb)
    assert deviation == pytest.approx(4.0, rel=0.1)
    assert grain(noisy, earlier) == pytest.approx(np.hypot(own, 4.0), rel=0.15)


def test_the_noisier_photo_gets_none(earlier: Analysis) -> None:
    assert grained(earlier.photo, 3.0, 2.0) is earlier.photo
