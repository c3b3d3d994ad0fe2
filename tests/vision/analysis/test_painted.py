"""Real faces with painted marks: what is painted rises, step by step, and nothing else moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.conftest import Portraits
from tests.vision.analysis.makeup import Brush
from tests.vision.analysis.retakes import Key, severities
from vision.analysis import Analysis, Analyzer
from vision.face import Face, FaceFinder
from vision.photo import Photo

pytestmark = pytest.mark.xdist_group("portrait_analyses")

SITTERS = ("042", "081", "010")  # dark skin, on which spots answer least, and light skin
LEAST_RISE = 8.0  # points from bare to the strongest mark; no step may fall. Below the lower anchor, steps read 0
ELSEWHERE_POINTS = 2.0  # median of what the other findings move
RED_IS_NOT_BROWN = 5.0  # points of brown spots under a strong flush

Analyze = Callable[[Photo], Analysis]


@pytest.fixture(scope="module", params=SITTERS)
def sitter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def analyze(finder: FaceFinder, analyzer: Analyzer) -> Analyze:
    def run(photo: Photo) -> Analysis:
        (face,) = finder.find([photo])
        assert isinstance(face, Face)
        return analyzer.measure(photo, face)

    return run


@pytest.fixture(scope="module")
def brush(portraits: Portraits, portrait_faces: dict[str, Face], analyzer: Analyzer, sitter: str) -> Brush:
    return Brush(portraits.photo(sitter), portrait_faces[sitter], analyzer.geometry, analyzer.atlas)


@pytest.fixture(scope="module")
def bare(neutral_analyses: dict[str, Analysis], sitter: str) -> dict[Key, float]:
    return severities(neutral_analyses[sitter])


def steps_and_rest(
    bare: dict[Key, float], painted: Sequence[dict[Key, float]], target: Key
) -> tuple[np.ndarray, float]:
    """The target's severities, bare and painted; and the median of how far all others moved at the last."""
    moved = [abs(painted[-1][key] - severity) for key, severity in bare.items() if key != target and key in painted[-1]]
    return np.array([bare[target], *(found[target] for found in painted)]), float(np.median(moved))


def rises(steps: np.ndarray) -> bool:
    return bool((np.diff(steps) >= 0).all() and np.diff(steps)[-1] > 0 and steps[-1] - steps[0] >= LEAST_RISE)


@pytest.fixture(scope="module")
def grooved(brush: Brush, analyze: Analyze) -> list[dict[Key, float]]:
    return [severities(analyze(brush.forehead_grooves(depth))) for depth in (0.08, 0.16, 0.24)]


@pytest.fixture(scope="module")
def flushed(brush: Brush, analyze: Analyze) -> list[dict[Key, float]]:
    return [severities(analyze(brush.flush("mid_cheek_left", ei))) for ei in (3.0, 6.0, 9.0)]


@pytest.fixture(scope="module")
def spotted(brush: Brush, analyze: Analyze) -> list[dict[Key, float]]:
    return [severities(analyze(brush.spots("mid_cheek_right", mi))) for mi in (8.0, 16.0, 24.0)]


GROOVES: Key = ("forehead", "forehead_lines")
FLUSH: Key = ("mid_cheek_left", "redness")
SPOTS: Key = ("mid_cheek_right", "brown_spots")


def test_forehead_grooves_raise_forehead_lines(bare: dict[Key, float], grooved: list[dict[Key, float]]) -> None:
    steps, _ = steps_and_rest(bare, grooved, GROOVES)
    assert rises(steps), steps


def test_forehead_grooves_move_nothing_else(bare: dict[Key, float], grooved: list[dict[Key, float]]) -> None:
    assert steps_and_rest(bare, grooved, GROOVES)[1] <= ELSEWHERE_POINTS


def test_a_flushed_cheek_raises_its_redness(bare: dict[Key, float], flushed: list[dict[Key, float]]) -> None:
    steps, _ = steps_and_rest(bare, flushed, FLUSH)
    assert rises(steps), steps


def test_a_flushed_cheek_moves_nothing_else(bare: dict[Key, float], flushed: list[dict[Key, float]]) -> None:
    assert steps_and_rest(bare, flushed, FLUSH)[1] <= ELSEWHERE_POINTS


def test_a_flushed_cheek_is_not_brown(bare: dict[Key, float], flushed: list[dict[Key, float]]) -> None:
    key = ("mid_cheek_left", "brown_spots")
    assert abs(flushed[-1][key] - bare[key]) <= RED_IS_NOT_BROWN


def test_painted_spots_raise_brown_spots(bare: dict[Key, float], spotted: list[dict[Key, float]]) -> None:
    steps, _ = steps_and_rest(bare, spotted, SPOTS)
    assert rises(steps), steps


def test_painted_spots_move_nothing_else(bare: dict[Key, float], spotted: list[dict[Key, float]]) -> None:
    assert steps_and_rest(bare, spotted, SPOTS)[1] <= ELSEWHERE_POINTS
