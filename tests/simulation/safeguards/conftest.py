"""One public face on its chart, made once per worker."""

from __future__ import annotations

import pytest

from vision.analysis import Analyzer
from vision.analysis.laid import Laid
from vision.face import Face
from vision.photo import Photo


@pytest.fixture(scope="session")
def gauging() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="session")
def astronaut_laid(gauging: Analyzer, astronaut: Photo, astronaut_face: Face) -> Laid:
    return gauging.lay(astronaut, astronaut_face)
