"""Marks painted on faces at five doses, and what the product says each time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.evaluation.looks import Key, Look, Pixels, look
from tests.evaluation.perturb import TARGETS, Painting, zones_of
from tests.evaluation.subjects import Subject, points_of, read_pixels
from vision.concerns import CONCERNS

DOSES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_NEAR_MM = 2.0  # a zone this near to what was painted counts as touched


@dataclass(frozen=True, slots=True)
class DoseJob:
    """One mark on one face."""

    subject: Subject
    target: str
    zone: str
    doses: tuple[float, ...] = DOSES


@dataclass(frozen=True, slots=True, eq=False)
class DoseRun:
    """What the product said at each dose.

    Attributes:
        series: severities at the job's doses, by zone and concern, where there was one at every dose.
        touched: zones that the paint reached, with how much of all that was painted lies in each.
        lengths_mm: what a mark that moves the skin should have changed (`Target.moved_mm`), at the job's doses; None
            where the mark moves nothing or there was no answer at some dose.
    """

    job: DoseJob
    series: dict[Key, NDArray[np.float64]]
    touched: dict[str, float]
    lengths_mm: NDArray[np.float64] | None = None

    @property
    def own(self) -> NDArray[np.float64] | None:
        """Severities of the painted concern in the painted zone; None where the product gave none."""
        return self.series.get((self.job.zone, self.job.target))


def jobs_for(
    subjects: Sequence[Subject], concerns: Sequence[str] | None = None, kinds_each: int | None = None
) -> Iterator[DoseJob]:
    """Every face with every concern that is both offered and paintable, one side of each kind of zone.

    Args:
        concerns: only these.
        kinds_each: at most so many kinds of zones for a concern, others on other faces.
    """
    offered = [c for c in CONCERNS if c.name in TARGETS and (concerns is None or c.name in concerns)]
    for place, subject in enumerate(subjects):
        for concern in offered:
            kinds = [kind for kind in TARGETS[concern.name].kinds if kind in concern.zones]
            first = place % max(len(kinds), 1)
            for kind in (kinds[first:] + kinds[:first])[:kinds_each]:
                yield DoseJob(subject, concern.name, _one_side(subject, concern.name, kind))


def _one_side(subject: Subject, target: str, kind: str) -> str:
    sides = zones_of(target, (kind,))
    return sides[zlib.crc32(f"{subject.name}/{target}/{kind}".encode()) % len(sides)]


@lru_cache(maxsize=4)
def unpainted(photo: Path) -> Look | None:
    """The photo as it is; a process asks once for each."""
    return look(read_pixels(photo))


def run_doses(job: DoseJob) -> DoseRun | None:
    """Paints and asks; None where the product finds no face or does not assess the zone unpainted."""
    photo = job.subject.photo
    return painted_run(job, read_pixels(photo), points_of(photo), unpainted(photo))


def painted_run(job: DoseJob, pixels: Pixels, points: NDArray[np.float64], base: Look | None) -> DoseRun | None:
    """The same on any picture of the subject; `base` is what the product says of it unpainted."""
    if base is None or base.severity(job.zone, job.target) is None:
        return None
    painting = Painting(pixels, points, job.target, job.zone, zlib.crc32(job.subject.name.encode()))
    looks = [base if dose == 0 else look(painting.at(dose)) for dose in job.doses]
    painted = (painting.at(max(job.doses)) != pixels).any(-1)
    return DoseRun(job, _series(looks), _touched(base, painted), _lengths_mm(job, looks))


def _series(looks: Sequence[Look | None]) -> dict[Key, NDArray[np.float64]]:
    found = [one for one in looks if one is not None]
    if len(found) < len(looks):
        return {}
    table = {key: [one.severity(*key) for one in found] for key in found[0].scores}
    return {key: np.array(row, np.float64) for key, row in table.items() if None not in row}


def _lengths_mm(job: DoseJob, looks: Sequence[Look | None]) -> NDArray[np.float64] | None:
    target = TARGETS[job.target]
    if target.moved_mm is None:
        return None
    scores = [one.scores[job.zone, job.target] for one in looks if one is not None]
    said = [one.quantity if target.detail is None else one.details.get(target.detail) for one in scores]
    return None if len(said) < len(looks) or None in said else np.array(said, np.float64)


def _touched(base: Look, painted: NDArray[np.bool_]) -> dict[str, float]:
    reach = max(round(_NEAR_MM / base.mm_per_px), 1)
    grown = cv2.dilate(painted.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    total = max(int(painted.sum()), 1)
    shares = {}
    for zone, outline in base.outlines_px.items():
        mask = np.zeros(painted.shape, np.uint8)
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)
        if (mask & grown).any():
            shares[zone] = float((mask & painted).sum() / total)
    return shares
