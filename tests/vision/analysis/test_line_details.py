"""The lines that are told beside a severity: coarse skin has none, and hides none."""

from __future__ import annotations

import pytest

from tests.vision.concerns.canvas import Canvas
from vision.chart import ChartMaker
from vision.concerns import CONCERNS, Reading
from vision.zones import ZoneAtlas

(FOREHEAD_LINES,) = (concern for concern in CONCERNS if concern.name == "forehead_lines")
COARSE = 0.06  # relative standard deviation; in grains of 1 mm it answers like 400 mm of faint lines
PLANTED_MM, ASIDES_MM = 60.0, (-9.0, 0.0, 9.0)
UNITS = 8.0


@pytest.fixture(scope="module", params=[3, 4, 5])
def coarse_skin(request: pytest.FixtureRequest, chart_maker: ChartMaker, atlas: ZoneAtlas) -> Canvas:
    return Canvas.of_tone(chart_maker.geometry, atlas).textured(COARSE, 1.0, seed=request.param)


def read(canvas: Canvas) -> Reading:
    reading = canvas.readings(FOREHEAD_LINES)["forehead"]
    assert isinstance(reading, Reading)
    return reading


def planted(canvas: Canvas) -> Canvas:
    return canvas.lines("forehead", UNITS, 0, ASIDES_MM, PLANTED_MM, 0.6)


def test_coarse_skin_without_lines_tells_of_few(coarse_skin: Canvas) -> None:
    details = read(coarse_skin).details
    assert details["length_mm"] <= PLANTED_MM / 3


def test_lines_on_coarse_skin_are_told_of(coarse_skin: Canvas) -> None:
    added = read(planted(coarse_skin)).details["length_mm"] - read(coarse_skin).details["length_mm"]
    assert added == pytest.approx(len(ASIDES_MM) * PLANTED_MM, rel=0.25)
