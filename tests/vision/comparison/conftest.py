"""One portrait, analyzed, and compared with what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.analysis.retakes import enlarged
from vision.analysis import Analysis, Analyzer, Declaration
from vision.capture import CaptureReport
from vision.comparison import Comparer, Comparison, Scatter
from vision.concerns import CONCERNS
from vision.face import Face, FaceFinder
from vision.photo import Photo

Pixels = NDArray[np.uint8]
Look = Callable[[Pixels], Analysis]


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="session")
def comparer(analyzer: Analyzer) -> Comparer:
    """With a scatter of its own, so that no test depends on what was last measured."""
    return Comparer(analyzer, {concern.name: Scatter(sd=4.0, least=10.0) for concern in CONCERNS})


@pytest.fixture(scope="session")
def look(finder: FaceFinder, analyzer: Analyzer) -> Look:
    """Analyses without the issues of her capture, which is lit from one side: here she stands for a good photo."""

    def analyze(pixels: Pixels) -> Analysis:
        photo = Photo.from_array(pixels)
        (face,) = finder.find([photo])
        assert isinstance(face, Face)
        return replace(analyzer.measure(photo, face), capture=CaptureReport(Declaration(), ()))

    return analyze


@pytest.fixture(scope="session")
def portrait(astronaut: Photo) -> Pixels:
    """The astronaut's head at 3.5 times its size, so that there are findings with numbers and findings without."""
    return enlarged(astronaut, 3.5, slice(0, 330), slice(80, 370)).image_rgb


@pytest.fixture(scope="session")
def earlier(look: Look, portrait: Pixels) -> Analysis:
    return look(portrait)


@pytest.fixture(scope="session")
def flushed(portrait: Pixels, earlier: Analysis) -> Pixels:
    """The portrait with a flush on the client's left cheek: a third of the green gone, a quarter of the blue."""
    return flush(portrait, earlier, "mid_cheek_left", (1.0, 0.67, 0.75))


@pytest.fixture(scope="session")
def reddened(comparer: Comparer, look: Look, earlier: Analysis, flushed: Pixels) -> Comparison:
    return comparer.compare(earlier, look(flushed))


def flush(pixels: Pixels, analysis: Analysis, zone: str, keeps: tuple[float, float, float]) -> Pixels:
    """A copy whose light in a zone is so much less, channel by channel, with a soft edge."""
    (outline,) = [view.polygon_px for view in analysis.zones if view.zone == zone]
    mask = np.zeros(pixels.shape[:2], np.float32)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1.0)
    soft = cv2.GaussianBlur(mask, (0, 0), 3.0)[..., None]
    linear = (pixels / 255.0) ** 2.2 * (1 + soft * (np.array(keeps) - 1))
    return np.round(linear ** (1 / 2.2) * 255).astype(np.uint8)
