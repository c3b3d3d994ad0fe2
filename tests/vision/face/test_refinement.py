"""Refined landmarks put the pupils where people put them, and say how sure they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vision.face import IRIS_DIAMETER_MM, Face, FaceFinder
from vision.photo import decode_photo

REFINED_LIMIT = 0.008  # mean pupil error over the pupil distance; measured 0.0065
RAW_EXPECTED, RAW_TOLERANCE = 0.0156, 0.001
_PUPILS = (468, 473)


def _pupil_error(landmarks: np.ndarray, marked: np.ndarray) -> float:
    """Mean distance of both pupils to the marks as they stand in the file, over the pupil distance."""
    distances = np.hypot(*(landmarks[list(_PUPILS), :2] - marked).T)
    return float(distances.mean() / np.hypot(*(marked[1] - marked[0])))


@pytest.fixture(scope="module")
def marked(portraits: Any) -> dict[str, np.ndarray]:
    return {person: portraits.pupils_px(person) for person in portraits.ids}


def test_refined_pupils_are_where_people_mark_them(
    portrait_faces: dict[str, Face], marked: dict[str, np.ndarray]
) -> None:
    errors = [_pupil_error(face.landmarks_px, marked[person]) for person, face in portrait_faces.items()]
    assert np.mean(errors) <= REFINED_LIMIT


def test_refined_pupils_on_portraits_that_nothing_was_set_on(evaluation_data: Path, finder: FaceFinder) -> None:
    errors = []
    for path in sorted((evaluation_data / "canada").glob("*.jpg")):
        (face,) = finder.find([decode_photo(path.read_bytes())])
        assert isinstance(face, Face)
        lines = path.with_suffix(".tem").read_text().split("\n")
        marks = np.array([line.split()[:2] for line in lines[1:3]], np.float64)
        errors.append(_pupil_error(face.landmarks_px, marks))
    assert np.mean(errors) <= REFINED_LIMIT


def test_raw_pupils_are_twice_as_far_off(portrait_faces: dict[str, Face], marked: dict[str, np.ndarray]) -> None:
    errors = [_pupil_error(face.raw_px, marked[person]) for person, face in portrait_faces.items()]
    assert np.mean(errors) == pytest.approx(RAW_EXPECTED, abs=RAW_TOLERANCE)


def test_spread_is_positive_and_small(portrait_faces: dict[str, Face]) -> None:
    for face in portrait_faces.values():
        assert (face.spread_px > 0).all()
        assert np.median(face.spread_px) < 0.02 * face.interpupillary_px  # some 1.2 mm


def test_iris_ruler_agrees_with_the_pupil_distance(portrait_faces: dict[str, Face]) -> None:
    """Adults have 63 ± 3.7 mm between the pupils (Dodgson 2004, SPIE 5291:36), a little less when converging."""
    distances_mm = [face.interpupillary_px * face.mm_per_px for face in portrait_faces.values()]
    assert np.mean(distances_mm) == pytest.approx(63.0, abs=2.0)


def test_iris_ring_stands_around_its_center(astronaut_face: Face) -> None:
    for center in _PUPILS:
        ring = astronaut_face.landmarks_px[center + 1 : center + 5, :2]
        sides = np.hypot(*(ring[0] - ring[2])), np.hypot(*(ring[1] - ring[3]))
        assert sides[0] == pytest.approx(sides[1], rel=1e-4)


def test_ruler_is_the_iris(astronaut_face: Face) -> None:
    assert astronaut_face.mm_per_px * astronaut_face.iris_px == pytest.approx(IRIS_DIAMETER_MM)


def test_both_irises_of_a_face_have_one_size(portrait_faces: dict[str, Face]) -> None:
    for face in portrait_faces.values():
        right, left = (np.hypot(*(face.landmarks_px[c + 1] - face.landmarks_px[c + 3])[:2]) for c in _PUPILS)
        assert right == pytest.approx(left, rel=1e-4)
