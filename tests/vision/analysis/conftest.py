"""Whole analyses, each made once per worker."""

from __future__ import annotations

import pytest

from tests.conftest import Portraits
from tests.vision.analysis.retakes import enlarged
from vision.analysis import Analysis, Analyzer
from vision.face import Face, FaceFinder
from vision.photo import Photo


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="session")
def portrait(astronaut: Photo) -> Photo:
    """The astronaut's head at 3.5 times its size, so that there are findings with numbers and findings without."""
    return enlarged(astronaut, 3.5, slice(0, 330), slice(80, 370))


@pytest.fixture(scope="session")
def portrait_face(finder: FaceFinder, portrait: Photo) -> Face:
    (face,) = finder.find([portrait])
    assert isinstance(face, Face)
    return face


@pytest.fixture(scope="session")
def portrait_analysis(analyzer: Analyzer, portrait: Photo, portrait_face: Face) -> Analysis:
    return analyzer.measure(portrait, portrait_face)


@pytest.fixture(scope="session")
def neutral_analyses(analyzer: Analyzer, portraits: Portraits, portrait_faces: dict[str, Face]) -> dict[str, Analysis]:
    """Every neutral London portrait, by person."""
    return {person: analyzer.measure(portraits.photo(person), face) for person, face in portrait_faces.items()}
