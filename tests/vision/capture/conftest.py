"""One shot of the astronaut, to be altered; and plain charts, to be drawn on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from vision.capture.shot import Shot
from vision.chart import ChartMaker, FaceChart
from vision.face import Face
from vision.photo import Photo
from vision.zones import ZoneAtlas

SKIN = (0.45, 0.28, 0.22)  # linear sRGB of a light skin


@pytest.fixture(scope="session")
def shot(astronaut: Photo, astronaut_face: Face, chart_maker: ChartMaker, atlas: ZoneAtlas) -> Shot:
    return Shot.of(astronaut, astronaut_face, chart_maker.unwrap(astronaut, astronaut_face), atlas)


@pytest.fixture(scope="session")
def posed(shot: Shot) -> Callable[..., Shot]:
    """The shot with the head turned: only the pose is altered."""

    def pose(**angles: float) -> Shot:
        return replace(shot, face=replace(shot.face, pose=replace(shot.face.pose, **angles)))

    return pose


@pytest.fixture
def plain_chart(shot: Shot) -> FaceChart:
    """An even skin, seen squarely everywhere, to be drawn on."""
    side = shot.chart.seen.shape[0]
    return replace(
        shot.chart,
        linear_rgb=np.broadcast_to(np.array(SKIN, np.float32), (side, side, 3)).copy(),
        seen=np.ones((side, side), bool),
        facing=np.ones((side, side), np.float32),
    )


@pytest.fixture
def on_chart(shot: Shot) -> Callable[[FaceChart], Shot]:
    def put(chart: FaceChart, **others: Any) -> Shot:
        return replace(shot, chart=chart, **others)

    return put
