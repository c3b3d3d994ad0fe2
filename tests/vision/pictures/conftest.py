"""A large portrait cut from the astronaut."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.pictures.sitters import Sitter
from vision.chart import ChartMaker
from vision.face import Face, FaceFinder
from vision.photo import Photo
from vision.zones import ZoneAtlas

FRAME = slice(0, 330), slice(80, 370)  # head and some room, of the astronaut's 512 × 512


@pytest.fixture(scope="session")
def sit(finder: FaceFinder, chart_maker: ChartMaker, atlas: ZoneAtlas) -> Callable[[NDArray[np.uint8]], Sitter]:
    """Finds the face in pixels."""

    def find(image_rgb: NDArray[np.uint8]) -> Sitter:
        photo = Photo.from_array(image_rgb)
        (face,) = finder.find([photo])
        assert isinstance(face, Face)
        return Sitter(photo, face, chart_maker, atlas)

    return find


@pytest.fixture(scope="session")
def portrait(astronaut: Photo) -> NDArray[np.uint8]:
    """(1155, 1015, 3): the astronaut's head at 3.5 times its size, so that zones are large."""
    head = astronaut.image_rgb[FRAME]
    return np.asarray(cv2.resize(head, None, fx=3.5, fy=3.5, interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.fixture(scope="session")
def sitter(sit: Callable[[NDArray[np.uint8]], Sitter], portrait: NDArray[np.uint8]) -> Sitter:
    return sit(portrait)


@pytest.fixture(scope="session")
def dark_sitter(sitter: Sitter) -> Sitter:
    """The same face with a sixth of the light coming back from it (linear), as from dark skin."""
    linear = (sitter.photo.image_rgb / 255.0) ** 2.2 / 6
    darkened = Photo.from_array(np.rint(255 * linear ** (1 / 2.2)).astype(np.uint8))
    return Sitter(darkened, sitter.face, sitter.maker, sitter.atlas)
