"""Shared by all tests: the real models once per worker, and faces to look at.

Portraits for evaluation stay outside the repository; tests that need them ask for `evaluation_data` (or for
something made from it) and are skipped by name where it is absent.
"""

from __future__ import annotations

import gc
import os
import shutil

if "PYTEST_XDIST_WORKER" in os.environ:
    # Workers beside each other fill the cores: a pool of OpenMP in each spins for its turn, at several times the cost.
    # Read when a library is loaded, so it is said before any is.
    os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace, load_canonical_face
from models.store import ModelStore
from vision.chart import ChartMaker
from vision.face import Face, FaceFinder
from vision.photo import Photo, decode_photo
from vision.zones import ZoneAtlas

_REPOSITORY = Path(__file__).resolve().parent.parent
_MEMORY, _ROOM_BYTES = Path("/dev/shm"), 4 * 1024**3

if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
    # A server syncs every commit and every key to its disk, and tests kill processes, never the machine: in memory
    # nothing waits for a disk. pytest asks for this when it makes its first folder.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs the evaluation portraits, so that `-m "not evaluation_data"` leaves it out."""
    for item in items:
        if "evaluation_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.evaluation_data)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end, so that the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What servers and commands keep while tests run them is the tests' own, and is thrown away."""
    folder = tmp_path_factory.mktemp("data")
    folder.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTENANCE_DATA_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """The folder of evaluation portraits."""
    named = os.environ.get("COUNTENANCE_EVAL_DATA")
    folder = Path(named) if named else _REPOSITORY.parent / "shared" / "faces"
    if not folder.is_dir():
        where = "COUNTENANCE_EVAL_DATA names no folder" if named else "set COUNTENANCE_EVAL_DATA to their folder"
        pytest.skip(f"the evaluation portraits are not here; {where}")
    return folder


class Portraits:
    """The London portraits: 33 people, neutral and smiling, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.ids: tuple[str, ...] = tuple(sorted(p.stem for p in (folder / "neutral").glob("*.jpg")))
        self.photo = cache(self._photo)

    def _photo(self, person: str, expression: str = "neutral") -> Photo:
        return decode_photo((self._folder / expression / f"{person}.jpg").read_bytes())

    def pupils_px(self, person: str, expression: str = "neutral") -> NDArray[np.float64]:
        """(2, 2) hand-marked pupils, x y: the one on the picture's left, then the one on its right."""
        lines = (self._folder / expression / f"{person}.tem").read_text().split("\n")
        return np.array([line.split()[:2] for line in lines[1:3]], np.float64)


@pytest.fixture(scope="session")
def portraits(evaluation_data: Path) -> Portraits:
    return Portraits(evaluation_data / "london")


@pytest.fixture(scope="session")
def portrait_faces(portraits: Portraits, finder: FaceFinder) -> dict[str, Face]:
    """The face of every neutral London portrait, by person."""
    found = finder.find([portraits.photo(person) for person in portraits.ids])
    faces = {person: face for person, face in zip(portraits.ids, found, strict=True) if isinstance(face, Face)}
    assert len(faces) == len(portraits.ids)
    return faces


@pytest.fixture(scope="session")
def store() -> ModelStore:
    return ModelStore()


@pytest.fixture(scope="session")
def finder(store: ModelStore) -> FaceFinder:
    return FaceFinder.open("cpu", store)


@pytest.fixture(scope="session")
def canonical(store: ModelStore) -> CanonicalFace:
    return load_canonical_face(store)


@pytest.fixture(scope="session")
def chart_maker(canonical: CanonicalFace) -> ChartMaker:
    return ChartMaker(canonical)


@pytest.fixture(scope="session")
def atlas(chart_maker: ChartMaker) -> ZoneAtlas:
    return ZoneAtlas(chart_maker.geometry)


@pytest.fixture(scope="session")
def astronaut() -> Photo:
    """A portrait that comes with scikit-image (public domain, NASA): 512 × 512, 43 px between the pupils."""
    from skimage import data

    return Photo.from_array(data.astronaut())


@pytest.fixture(scope="session")
def astronaut_face(finder: FaceFinder, astronaut: Photo) -> Face:
    (face,) = finder.find([astronaut])
    assert isinstance(face, Face)
    return face
