"""Sitters of two tones with the texture of skin and the noise of a sensor, an even one without; and a portrait."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from tests.vision.concerns.canvas import DARK, LIGHT, Canvas
from tests.vision.concerns.look import Look
from tests.vision.concerns.sitter import Sitter, Sitters
from vision.chart import FINER, ChartGeometry, ChartMaker, ScaleName
from vision.concerns import Sight
from vision.face import Face, FaceFinder, read_form
from vision.photo import Photo
from vision.skin import read_skin
from vision.zones import ZoneAtlas


@pytest.fixture(scope="session")
def sitters(canonical: CanonicalFace, chart_maker: ChartMaker) -> Sitters:
    finer: dict[ScaleName, ChartGeometry] = {scale.name: ChartGeometry(canonical, scale.size) for scale in FINER}
    return Sitters({"coarse": chart_maker.geometry} | finer)


@pytest.fixture(scope="session")
def light_sitter(sitters: Sitters) -> Sitter:
    return sitters.of(LIGHT)


@pytest.fixture(scope="session")
def dark_sitter(sitters: Sitters) -> Sitter:
    return sitters.of(DARK)


@pytest.fixture(scope="session")
def even_sitter(sitters: Sitters) -> Sitter:
    """Light skin without texture or noise."""
    return sitters.even()


@pytest.fixture(params=["light_sitter", "dark_sitter"])
def any_sitter(request: pytest.FixtureRequest) -> Sitter:
    sitter: Sitter = request.getfixturevalue(request.param)
    return sitter


@pytest.fixture(scope="session")
def light_skin(light_sitter: Sitter) -> Canvas:
    """On the coarse chart."""
    return light_sitter.coarse


@pytest.fixture(scope="session")
def even_skin(even_sitter: Sitter) -> Canvas:
    """On the coarse chart."""
    return even_sitter.coarse


@pytest.fixture(scope="session")
def look(finder: FaceFinder, chart_maker: ChartMaker, atlas: ZoneAtlas, canonical: CanonicalFace) -> Look:
    def sight(pixels: NDArray[np.uint8]) -> Sight:
        photo = Photo.from_array(np.ascontiguousarray(pixels))
        (face,) = finder.find([photo], choose="largest")
        assert isinstance(face, Face)
        chart = chart_maker.unwrap(photo, face)
        return Sight(photo, face, read_form(face, canonical.vertices_cm), chart, read_skin(chart, atlas))

    return sight


@pytest.fixture(scope="session")
def portrait_pixels(astronaut: Photo) -> NDArray[np.uint8]:
    """The astronaut at the size of a studio portrait."""
    return np.asarray(cv2.resize(astronaut.image_rgb, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.fixture(scope="session")
def straight(look: Look, portrait_pixels: NDArray[np.uint8]) -> Sight:
    return look(portrait_pixels)
