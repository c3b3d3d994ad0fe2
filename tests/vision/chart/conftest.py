"""Faces made from the canonical mesh, so that every number about them is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.chart import ChartGeometry
from vision.face import Face, Pose

PX_PER_CM = 40.0


@pytest.fixture(scope="session")
def geometry(canonical: CanonicalFace) -> ChartGeometry:
    """A small chart: geometry holds at every size, and this one is quick."""
    return ChartGeometry(canonical, 192)


@pytest.fixture(scope="session")
def canonical_px(canonical: CanonicalFace) -> NDArray[np.float32]:
    """(478, 3) landmarks of the canonical face seen squarely at 40 px per cm, nose near (500, 400).

    The irises are drawn about the eyes' middles, 1.17 cm across.
    """
    mesh = canonical.vertices_cm * np.array([PX_PER_CM, -PX_PER_CM, -PX_PER_CM]) + np.array([500, 400, 0])
    rings = []
    for inner, outer in ((133, 33), (362, 263)):
        middle = (mesh[inner] + mesh[outer]) / 2
        radius = 0.585 * PX_PER_CM
        ring = [[0, 0, 0], [radius, 0, 0], [0, -radius, 0], [-radius, 0, 0], [0, radius, 0]]
        rings.append(middle + np.array(ring))
    return np.concatenate([mesh, *rings]).astype(np.float32)


@pytest.fixture(scope="session")
def face_of() -> Callable[[NDArray[np.float32]], Face]:
    """A Face around landmarks."""

    def make(landmarks_px: NDArray[np.float32]) -> Face:
        spread = np.zeros(len(landmarks_px), np.float32)
        return Face(landmarks_px, landmarks_px, spread, {}, Pose(0.0, 0.0, 0.0), 1.0, 1)

    return make
