"""What the product says of a photo, reduced to what the studies compare; and two processes to ask it in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.evaluation.subjects import read_pixels
from vision.analysis import Analysis, Analyzer, Declaration
from vision.capture import Expression
from vision.face import Face, FaceFinder
from vision.photo import Photo

Pixels = NDArray[np.uint8]
Key = tuple[str, str]  # zone, concern
_MOUTH_CORNERS = (61, 291)  # of the 478 landmarks
Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Score:
    """One finding. `severity` and `quantity` are None where it was not assessable, and `reason` says why."""

    severity: float | None
    quantity: float | None
    reason: str | None
    details: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One photo as the product saw it.

    Attributes:
        scores: by zone and concern.
        outlines_px: (K, 2) of each zone, photo pixels.
        ita_deg: of the skin, None where none was seen.
        mm_per_px: of the photo on the face; `pupils_px` is their distance.
        mouth: its width over the pupils' distance.
        issues: codes of the capture check.
        spots_px: by zone and concern, (K, 2) centers of the marks that outline single spots, photo pixels.
    """

    scores: dict[Key, Score]
    outlines_px: dict[str, NDArray[np.float32]]
    ita_deg: float | None
    mm_per_px: float
    pupils_px: float
    mouth: float
    issues: tuple[str, ...]
    spots_px: dict[Key, NDArray[np.float64]] = field(default_factory=dict)

    def severity(self, zone: str, concern: str) -> float | None:
        score = self.scores.get((zone, concern))
        return None if score is None else score.severity

    def mean_severity(self, concern: str) -> float | None:
        """Over the zones where it could be assessed."""
        values = [s.severity for (_, name), s in self.scores.items() if name == concern and s.severity is not None]
        return float(np.mean(values)) if values else None


@lru_cache(maxsize=1)
def product() -> tuple[FaceFinder, Analyzer]:
    """Opened once in each process."""
    cv2.setNumThreads(1)  # there is a process for every core already
    return FaceFinder.open(), Analyzer()


def look(pixels: Pixels, expression: Expression = "rest") -> Look | None:
    """Asks the product about a photo; None where it finds no face."""
    finder, analyzer = product()
    photo = Photo.from_array(np.ascontiguousarray(pixels))
    (face,) = finder.find([photo], choose="largest")
    if not isinstance(face, Face):
        return None
    return _reduced(analyzer.measure(photo, face, Declaration(expression=expression)))


def _reduced(analysis: Analysis) -> Look:
    corners = analysis.face.landmarks_px[list(_MOUTH_CORNERS), :2]
    return Look(
        scores={
            (f.zone, f.concern): Score(f.severity, f.quantity, f.reason and str(f.reason), dict(f.details))
            for f in analysis.findings
        },
        outlines_px={view.zone: view.polygon_px for view in analysis.zones},
        ita_deg=analysis.skin and analysis.skin.ita_deg,
        mm_per_px=float(analysis.chart.photo_mm_per_px),
        pupils_px=analysis.face.interpupillary_px,
        mouth=float(np.hypot(*(corners[1] - corners[0]))) / analysis.face.interpupillary_px,
        issues=tuple(issue.code for issue in analysis.capture.issues),
        spots_px=_spots(analysis),
    )


def _spots(analysis: Analysis) -> dict[Key, NDArray[np.float64]]:
    spots: dict[Key, list[NDArray[np.float64]]] = {}
    for mark in analysis.marks:
        if mark.shape == "spot":
            middle = (mark.points_px.min(0) + mark.points_px.max(0)) / 2
            spots.setdefault((mark.zone, mark.concern), []).append(np.asarray(middle, np.float64))
    return {key: np.array(middles) for key, middles in spots.items()}


def _leave_with_the_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


class Workers:
    """A few processes, each with the product opened once. Answers come as they are ready."""

    def __init__(self, count: int = 2, notice: Callable[[str, int, int], None] | None = None) -> None:
        # Spawned, not forked: the networks' threads do not survive a fork.
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_leave_with_the_parent)
        self._notice = notice or (lambda label, done, total: None)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, label: str, task: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        """The task's answer to each item, in no order; the label is shown while it runs."""
        waiting = [self._pool.submit(task, item) for item in items]
        self._notice(label, 0, len(waiting))
        for done, future in enumerate(as_completed(waiting), 1):
            self._notice(label, done, len(waiting))
            yield future.result()


def look_at(photo: Path, expression: Expression = "rest") -> Look | None:
    """A photo file as it is."""
    return look(read_pixels(photo), expression)
