"""Even skin, and the analyzer."""

from __future__ import annotations

import pytest

from tests.vision.concerns.canvas import LIGHT, Canvas
from vision.analysis import Analyzer
from vision.chart import ChartMaker
from vision.zones import ZoneAtlas


@pytest.fixture(scope="session")
def even_skin(chart_maker: ChartMaker, atlas: ZoneAtlas) -> Canvas:
    return Canvas.of_tone(chart_maker.geometry, atlas, LIGHT)


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()
