"""Pictures that differ from a portrait in one known way."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.face import Face, FaceError, FaceFinder
from vision.photo import Photo


@pytest.fixture(scope="session")
def find_one(finder: FaceFinder) -> Callable[[NDArray[np.uint8]], Face]:
    """The face in a picture that must hold one."""

    def find(image_rgb: NDArray[np.uint8]) -> Face:
        (face,) = finder.find([Photo.from_array(image_rgb)])
        assert isinstance(face, Face), face
        return face

    return find


@pytest.fixture(scope="session")
def two_faces(astronaut: Photo) -> Photo:
    """The astronaut twice: at full size on the right, a little smaller on the left."""
    canvas = np.full((300, 550, 3), 128, np.uint8)
    face = astronaut.image_rgb[:300, 80:380]
    canvas[:250, :250] = cv2.resize(face, (250, 250), interpolation=cv2.INTER_AREA)
    canvas[:, 250:] = face
    return Photo.from_array(canvas)


@pytest.fixture(scope="session")
def noise_photo() -> Photo:
    return Photo.from_array(np.random.default_rng(5).integers(0, 256, (480, 640, 3), dtype=np.uint8))


@pytest.fixture(scope="session")
def blank_photo() -> Photo:
    return Photo.from_array(np.full((400, 300, 3), 200, np.uint8))


Answers = list[Face | FaceError]
