"""Even skin of two tones, with the fine texture that skin has."""

from __future__ import annotations

import pytest

from tests.vision.concerns.canvas import DARK, LIGHT, Canvas
from vision.chart import ChartMaker
from vision.zones import ZoneAtlas

TEXTURE = 0.01  # relative standard deviation: what smooth skin and sensor noise leave on the chart


@pytest.fixture(scope="session")
def light_skin(chart_maker: ChartMaker, atlas: ZoneAtlas) -> Canvas:
    return Canvas.of_tone(chart_maker.geometry, atlas, LIGHT, TEXTURE)


@pytest.fixture(scope="session")
def dark_skin(chart_maker: ChartMaker, atlas: ZoneAtlas) -> Canvas:
    return Canvas.of_tone(chart_maker.geometry, atlas, DARK, TEXTURE)


@pytest.fixture(params=["light_skin", "dark_skin"])
def skin_of_any_tone(request: pytest.FixtureRequest) -> Canvas:
    canvas: Canvas = request.getfixturevalue(request.param)
    return canvas
