"""A photo that hangs head down is refused: the mesh network would lay an upright face on it, in good confidence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from vision.face import Face, FaceFinder, NoFaceError, UpsideDownError
from vision.photo import Photo


def _turned(photo: Photo) -> Photo:
    return Photo.from_array(np.ascontiguousarray(photo.image_rgb[::-1, ::-1]))


def test_a_photo_turned_by_half_is_refused(finder: FaceFinder, astronaut: Photo) -> None:
    (answer,) = finder.find([_turned(astronaut)], choose="largest")
    assert isinstance(answer, UpsideDownError)
    assert answer.code == "face_upside_down"


def test_it_does_not_disturb_its_neighbor_in_the_batch(finder: FaceFinder, astronaut: Photo) -> None:
    upright, turned = finder.find([astronaut, _turned(astronaut)], choose="largest")
    assert isinstance(upright, Face)
    assert isinstance(turned, UpsideDownError)


def test_where_there_is_no_face_either_way_there_is_no_face(finder: FaceFinder) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (400, 400, 3), dtype=np.uint8)
    (answer,) = finder.find([Photo.from_array(noise)])
    assert isinstance(answer, NoFaceError)


@pytest.mark.evaluation_data
def test_portraits_are_told_apart_from_their_turned_selves(finder: FaceFinder, portraits: Any) -> None:
    photos = [portraits.photo(person) for person in portraits.ids[:12]]
    upright = finder.find(photos)
    turned = finder.find([_turned(photo) for photo in photos])
    assert [isinstance(answer, Face) for answer in upright] == [True] * 12
    assert [isinstance(answer, UpsideDownError) for answer in turned] == [True] * 12
