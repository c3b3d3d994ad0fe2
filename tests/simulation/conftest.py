"""An analyzer, and faces painted by hand, each made once per worker."""

from __future__ import annotations

import pytest

from models.canonical_face import CanonicalFace
from tests.simulation.painted import Painter
from vision.analysis import Analyzer
from vision.chart import FINE, ChartGeometry
from vision.face import Face

_PX_PER_MM = 3.6


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="session")
def painter(analyzer: Analyzer, astronaut_face: Face, canonical: CanonicalFace) -> Painter:
    """Faces that carry all but the finest concerns."""
    return Painter(analyzer, astronaut_face, ChartGeometry(canonical, FINE.size), _PX_PER_MM)
