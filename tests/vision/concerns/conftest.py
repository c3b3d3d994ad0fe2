"""Sitters of two tones, with the fine texture of skin and the noise of a sensor, and an even one without."""

from __future__ import annotations

import pytest

from models.canonical_face import CanonicalFace
from tests.vision.concerns.canvas import DARK, LIGHT, Canvas
from tests.vision.concerns.sitter import Sitter, Sitters
from vision.chart import FINER, ChartGeometry, ChartMaker, ScaleName


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
