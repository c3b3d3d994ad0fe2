"""Apparent age: only where asked, only with an interval, the same however it is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from models.apparent_age import AgeNetwork
from models.registry import APPARENT_AGE
from models.store import ModelStore
from vision.analysis import AnalysisDocument, Analyzer, Declaration
from vision.apparent_age import AgeEstimator, Calibration, Row
from vision.capture import CaptureIssue, CaptureReport
from vision.face import Face, FaceFinder
from vision.photo import Photo

YEARS_TOLERANCE = 0.5  # engines and processors differ by tenths of a pixel in landmarks
GOLDEN_YEARS = 30.6
PUBLISHER_TOLERANCE = 2.5  # other landmarks, other sampling
MIRROR_TOLERANCE = 1.0  # the landmarks of a mirrored photo differ a little
FLAT = Calibration((Row(0, -10, 15, 50), Row(81, -10, 15, 50)), 20.0)
FIT = CaptureReport(Declaration(), ())


@pytest.fixture(scope="module")
def estimator(store: ModelStore) -> AgeEstimator:
    return AgeEstimator(store, FLAT)


@pytest.fixture(scope="module")
def analyzer(store: ModelStore) -> Analyzer:
    return Analyzer(store)


def _turned(face: Face, yaw_deg: float) -> Face:
    return replace(face, pose=replace(face.pose, yaw_deg=yaw_deg))


def test_the_portrait_looks_as_old_as_measured(estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face) -> None:
    assert estimator.look([astronaut], [astronaut_face]) == pytest.approx([GOLDEN_YEARS], abs=YEARS_TOLERANCE)


def test_it_is_close_to_what_the_publisher_makes_of_it(
    estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face
) -> None:
    """With the five points and the sampling of dlib 20.0.1, over the face and its mirror image."""
    assert estimator.look([astronaut], [astronaut_face]) == pytest.approx([32.6], abs=PUBLISHER_TOLERANCE)


def test_batch_equals_single(estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face) -> None:
    dark = replace(astronaut, image_rgb=astronaut.image_rgb // 2)
    together = estimator.look([astronaut, dark], [astronaut_face] * 2)
    alone = [estimator.look([photo], [astronaut_face])[0] for photo in (astronaut, dark)]
    np.testing.assert_allclose(together, alone, rtol=0, atol=1e-2)


def test_callers_at_once_get_their_own_answers(store: ModelStore, astronaut: Photo, astronaut_face: Face) -> None:
    estimator = AgeEstimator(store, FLAT)  # its network is not loaded yet
    photos = [replace(astronaut, image_rgb=astronaut.image_rgb // divisor) for divisor in (1, 2, 3)] * 4
    with ThreadPoolExecutor(4) as callers:
        together = list(callers.map(lambda photo: estimator.look([photo], [astronaut_face])[0], photos))
    alone = [estimator.look([photo], [astronaut_face])[0] for photo in photos]
    np.testing.assert_allclose(together, alone, rtol=0, atol=1e-2)


def test_a_mirrored_face_is_as_old(
    estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face, finder: FaceFinder
) -> None:
    mirrored = Photo.from_array(np.ascontiguousarray(astronaut.image_rgb[:, ::-1]))
    (face,) = finder.find([mirrored])
    assert isinstance(face, Face)
    here, there = (estimator.look([p], [f])[0] for p, f in ((astronaut, astronaut_face), (mirrored, face)))
    assert here == pytest.approx(there, abs=MIRROR_TOLERANCE)


def test_it_is_told_with_interval_and_its_faces(
    estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face
) -> None:
    age = estimator.estimate(astronaut, astronaut_face, FIT)
    assert age.assessable and age.value_years is not None
    assert age.interval_years == pytest.approx((age.value_years - 10, age.value_years + 15))
    assert age.calibration_n == 50


def test_without_calibration_it_is_refused(store: ModelStore, astronaut: Photo, astronaut_face: Face) -> None:
    age = AgeEstimator(store, Calibration((), 20.0)).estimate(astronaut, astronaut_face, FIT)
    assert (age.reason, age.value_years, age.interval_years) == ("not_calibrated", None, None)


@pytest.mark.parametrize("yaw_deg", [-21.0, 21.0])
def test_a_turned_face_is_refused(
    estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face, yaw_deg: float
) -> None:
    assert estimator.estimate(astronaut, _turned(astronaut_face, yaw_deg), FIT).reason == "view"


def test_a_side_view_is_refused(estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face) -> None:
    report = CaptureReport(Declaration(view="left_profile"), ())
    assert estimator.estimate(astronaut, astronaut_face, report).reason == "view"


def test_a_rejected_photo_is_refused(estimator: AgeEstimator, astronaut: Photo, astronaut_face: Face) -> None:
    report = CaptureReport(Declaration(), (CaptureIssue("x", "X.", 1.0, 0.0, rejects=True),))
    assert estimator.estimate(astronaut, astronaut_face, report).reason == "capture"


def test_a_refusal_does_not_load_the_network(
    store: ModelStore, astronaut: Photo, astronaut_face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(AgeNetwork, "open")
    assert AgeEstimator(store).estimate(astronaut, _turned(astronaut_face, 40), FIT).reason == "view"


def test_off_by_default_nothing_is_loaded_computed_or_told(
    store: ModelStore, astronaut: Photo, astronaut_face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(AgeNetwork, "open")
    monkeypatch.delattr(AgeEstimator, "estimate")
    analysis = Analyzer(store).measure(astronaut, astronaut_face)
    assert AnalysisDocument.of(analysis).apparent_age is None
    assert APPARENT_AGE.name not in analysis.versions


def test_asked_for_it_stands_in_the_document(analyzer: Analyzer, astronaut: Photo, astronaut_face: Face) -> None:
    analysis = analyzer.measure(astronaut, astronaut_face, Declaration(expression="smile"), apparent_age=True)
    told = AnalysisDocument.of(analysis).apparent_age
    assert told is not None and told.assessable
    assert told.value_years == pytest.approx(GOLDEN_YEARS, abs=1)
    assert told.interval_years is not None and told.interval_years[0] < told.value_years < told.interval_years[1]
    assert analysis.versions[APPARENT_AGE.name] == APPARENT_AGE.version
