"""One typed answer per photo, whatever else is in the batch."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from vision.face import Face, FaceFinder, NoFaceError, SeveralFacesError
from vision.photo import Photo

BATCH_TOLERANCE_PX = 1e-4  # CPU engines give the same numbers for any batch; measured 0
ENGINE_TOLERANCE_PX = 0.005  # the detector's crop moves a little too; measured 0.002, in depth


def assert_same_face(found: object, expected: object) -> None:
    assert isinstance(found, Face)
    assert isinstance(expected, Face)
    for name in ("raw_px", "landmarks_px", "spread_px"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=0, atol=BATCH_TOLERANCE_PX)
    assert found.blendshapes == pytest.approx(expected.blendshapes, abs=BATCH_TOLERANCE_PX)
    for angle in fields(found.pose):
        assert getattr(found.pose, angle.name) == pytest.approx(getattr(expected.pose, angle.name), abs=1e-3)


def test_nothing_in_nothing_out(finder: FaceFinder) -> None:
    assert finder.find([]) == []


@pytest.mark.parametrize("picture", ["noise_photo", "blank_photo"])
def test_no_face_is_an_answer(finder: FaceFinder, request: pytest.FixtureRequest, picture: str) -> None:
    (answer,) = finder.find([request.getfixturevalue(picture)])
    assert isinstance(answer, NoFaceError)
    assert (answer.code, answer.status) == ("no_face", 422)


def test_tiny_photo_is_an_answer(finder: FaceFinder) -> None:
    (answer,) = finder.find([Photo.from_array(np.zeros((1, 1, 3), np.uint8))])
    assert isinstance(answer, NoFaceError)


def test_several_faces_are_refused(finder: FaceFinder, two_faces: Photo) -> None:
    (answer,) = finder.find([two_faces])
    assert isinstance(answer, SeveralFacesError)
    assert answer.details == {"faces": 2}


def test_largest_is_taken_when_asked_for(finder: FaceFinder, two_faces: Photo, astronaut_face: Face) -> None:
    (answer,) = finder.find([two_faces], choose="largest")
    assert isinstance(answer, Face)
    assert answer.interpupillary_px == pytest.approx(astronaut_face.interpupillary_px, rel=0.03)
    assert answer.landmarks_px[1, 0] > 250  # it stands on the right


def test_largest_says_how_many_were_seen(finder: FaceFinder, two_faces: Photo) -> None:
    (answer,) = finder.find([two_faces], choose="largest")
    assert isinstance(answer, Face)
    assert answer.faces_in_photo == 2


def test_largest_of_none_is_still_none(finder: FaceFinder, blank_photo: Photo) -> None:
    (answer,) = finder.find([blank_photo], choose="largest")
    assert isinstance(answer, NoFaceError)


def test_each_photo_has_its_own_choice(finder: FaceFinder, two_faces: Photo) -> None:
    first, second = finder.find([two_faces, two_faces], choose=["only", "largest"])
    assert isinstance(first, SeveralFacesError)
    assert isinstance(second, Face)


def test_choices_must_match_photos(finder: FaceFinder, astronaut: Photo) -> None:
    with pytest.raises(ValueError, match="zip"):
        finder.find([astronaut], choose=["only", "only"])


def test_bad_photos_do_not_disturb_their_neighbors(
    finder: FaceFinder,
    astronaut: Photo,
    astronaut_face: Face,
    blank_photo: Photo,
    noise_photo: Photo,
    two_faces: Photo,
) -> None:
    answers = finder.find([blank_photo, astronaut, two_faces, noise_photo, astronaut])
    assert [type(a) for a in answers] == [NoFaceError, Face, SeveralFacesError, NoFaceError, Face]
    assert_same_face(answers[1], astronaut_face)
    assert_same_face(answers[4], astronaut_face)


def test_batch_equals_single_on_portraits(finder: FaceFinder, portraits: object, portrait_faces: dict) -> None:
    for person in list(portrait_faces)[:5]:
        (alone,) = finder.find([portraits.photo(person)])  # type: ignore[attr-defined]
        assert_same_face(alone, portrait_faces[person])


def test_engines_find_the_same_face(store: object, astronaut: Photo, astronaut_face: Face) -> None:
    (other,) = FaceFinder(store, "cpu-onnxruntime").find([astronaut])  # type: ignore[arg-type]
    assert isinstance(other, Face)
    np.testing.assert_allclose(other.raw_px, astronaut_face.raw_px, rtol=0, atol=ENGINE_TOLERANCE_PX)


def test_blendshapes_carry_the_52_names(astronaut_face: Face) -> None:
    assert len(astronaut_face.blendshapes) == 52
    assert {"eyeBlinkLeft", "jawOpen", "mouthSmileRight", "browInnerUp"} <= set(astronaut_face.blendshapes)


def test_smiling_face_smiles(astronaut_face: Face) -> None:
    assert astronaut_face.blendshapes["mouthSmileLeft"] > 0.5
