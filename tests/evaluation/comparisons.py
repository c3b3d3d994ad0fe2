"""Comparisons of photos whose true change is known: none (re-shot), a mark (painted), an expression (pairs)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from tests.evaluation.looks import Key, Pixels, product
from tests.evaluation.perturb import TARGETS, Painting, zones_of
from tests.evaluation.reshots import reshot_at_random
from tests.evaluation.subjects import Subject, points_of, read_pixels
from vision.analysis import Analysis, Analyzer, Declaration
from vision.capture import Expression
from vision.comparison import Change, Comparer, Comparison
from vision.concerns import CONCERNS, Concern
from vision.face import Face
from vision.findings import Finding
from vision.photo import Photo

ONE_GRADE = 20.0  # points
_DOSES = (0.5, 1.0, 1.5)
_STEPS, _NEAR_ENOUGH, _AT_MOST = 4, 1.0, 5.0  # steps and points
_Step = tuple[float, float]
_BY_NAME = {concern.name: concern for concern in CONCERNS}


@dataclass(frozen=True, slots=True, eq=False)
class Unchanged:
    """One face, re-shot.

    Attributes:
        changes: what the product said.
        moved: points by zone and concern, severities not cut off at 0 and 100.
    """

    subject: Subject
    changes: tuple[Change, ...]
    moved: dict[Key, float]


@dataclass(frozen=True, slots=True)
class PlantJob:
    subject: Subject
    target: str
    zone: str
    seed: int


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """A mark of one grade on one face, re-shot. `change` is None where that grade could not be painted."""

    job: PlantJob
    change: Change | None


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """One person neutral and smiling: what is said where the smile was declared, and where it was not."""

    subject: Subject
    declared: tuple[Change, ...]
    undeclared: tuple[Change, ...]


def calibrating(subjects: Sequence[Subject]) -> list[Subject]:
    """Every other face: on these, repeatability was measured; the studies look at the others."""
    return list(subjects[::2])


def reporting(subjects: Sequence[Subject]) -> list[Subject]:
    """Everybody else."""
    return list(subjects[1::2])


def compare_reshot(job: tuple[Subject, int]) -> Unchanged | None:
    """A neutral portrait against itself through another camera; the seed is the camera."""
    subject, seed = job
    before = _neutral(subject.photo)
    after = _analysis(reshot_at_random(read_pixels(subject.photo), seed))
    if before is None or after is None:
        return None
    compared = _comparer().compare(before, after)
    return Unchanged(subject, compared.changes, _moved(compared))


def plant_jobs(
    subjects: Sequence[Subject], faces_each: int, concerns: Sequence[str] | None = None
) -> Iterator[PlantJob]:
    """Each mark that can be painted, on some faces, another kind of zone on each."""
    for number, target in enumerate(name for name in TARGETS if name in _BY_NAME):
        kinds = [kind for kind in TARGETS[target].kinds if kind in _BY_NAME[target].zones]
        if not kinds or (concerns is not None and target not in concerns):
            continue
        for place in range(faces_each):
            subject = subjects[(place * len(subjects) // faces_each + number) % len(subjects)]
            sides = zones_of(target, (kinds[place % len(kinds)],))
            yield PlantJob(subject, target, sides[place % len(sides)], 7000 + place)


def plant(job: PlantJob) -> Planted | None:
    """Paints as much as raises the severity by one grade, re-shoots it, compares. None where it is not assessable."""
    pixels = read_pixels(job.subject.photo)
    narrow = _analyzer().narrowed([_BY_NAME[job.target]])
    before = _analysis(pixels, analyzer=narrow)
    if before is None or _severity(before, job) is None:
        return None
    painting = Painting(
        pixels, points_of(job.subject.photo), job.target, job.zone, zlib.crc32(job.subject.name.encode())
    )
    dose = _dose_for(job, painting, narrow, _severity(before, job) or 0.0)
    after = None if dose is None else _analysis(reshot_at_random(painting.at(dose), job.seed), analyzer=narrow)
    if after is None:
        return Planted(job, None)
    changes = Comparer(narrow).compare(before, after).changes
    return Planted(job, next(change for change in changes if (change.zone, change.concern) == (job.zone, job.target)))


def compare_pair(subject: Subject) -> Posed | None:
    """Neutral against smiling."""
    before = _neutral(subject.photo)
    after = _analysis(read_pixels(subject.smiling), "smile") if subject.smiling else None
    if before is None or after is None:
        return None
    silent = replace(after, capture=replace(after.capture, declaration=Declaration()))
    declared, undeclared = (_comparer().compare(before, each).changes for each in (after, silent))
    return Posed(subject, declared, undeclared)


def _dose_for(job: PlantJob, painting: Painting, narrow: Analyzer, start: float) -> float | None:
    """By interpolation, again until it is right; None where the strongest dose does not do."""
    low, high = (0.0, 0.0), (0.0, 0.0)
    for dose in _DOSES:
        rise = _rise(job, painting.at(dose), narrow, start)
        if rise is None:
            return None
        low, high = high, (dose, rise)
        if rise >= ONE_GRADE:
            return _refined(job, painting, narrow, start, low, high)
    return None


def _refined(
    job: PlantJob, painting: Painting, narrow: Analyzer, start: float, low: _Step, high: _Step
) -> float | None:
    """The dose between two, each with the points that it raises, that raises one grade."""
    for _ in range(_STEPS):
        dose = float(np.interp(ONE_GRADE, [low[1], high[1]], [low[0], high[0]]))
        rise = _rise(job, painting.at(dose), narrow, start)
        if rise is None or abs(rise - ONE_GRADE) <= _NEAR_ENOUGH:
            return None if rise is None else dose
        low, high = ((dose, rise), high) if rise < ONE_GRADE else (low, (dose, rise))
    return high[0] if high[1] <= ONE_GRADE + _AT_MOST else None


def _rise(job: PlantJob, pixels: Pixels, narrow: Analyzer, start: float) -> float | None:
    found = _analysis(pixels, analyzer=narrow)
    severity = None if found is None else _severity(found, job)
    return None if severity is None else severity - start


def _severity(analysis: Analysis, job: PlantJob) -> float | None:
    return next(f.severity for f in analysis.findings if (f.zone, f.concern) == (job.zone, job.target))


def _moved(compared: Comparison) -> dict[Key, float]:
    later = {(f.zone, f.concern): f for f in compared.matched_after.findings}
    return {
        (f.zone, f.concern): _unclipped(later[f.zone, f.concern]) - _unclipped(f)
        for f in compared.matched_before.findings
        if f.quantity is not None and later[f.zone, f.concern].quantity is not None
    }


def _unclipped(finding: Finding) -> float:
    concern: Concern = _BY_NAME[finding.concern]
    low, high = concern.anchors
    return ((finding.quantity or 0.0) - low) / (high - low) * 100


@lru_cache(maxsize=4)
def _neutral(photo: Path) -> Analysis | None:
    return _analysis(read_pixels(photo))


@lru_cache(maxsize=1)
def _comparer() -> Comparer:
    return Comparer(_analyzer())


def _analyzer() -> Analyzer:
    return product()[1]


def _analysis(pixels: Pixels, expression: Expression = "rest", analyzer: Analyzer | None = None) -> Analysis | None:
    photo = Photo.from_array(np.ascontiguousarray(pixels))
    (face,) = product()[0].find([photo], choose="largest")
    if not isinstance(face, Face):
        return None
    return (analyzer or _analyzer()).measure(photo, face, Declaration(expression=expression))
