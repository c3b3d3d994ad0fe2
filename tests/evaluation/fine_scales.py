"""Marks at five doses on synthetic skin, for scales that the portraits' own pixels do not carry."""

from __future__ import annotations

import zlib
from functools import lru_cache

from tests.evaluation.doses import DoseJob, DoseRun, painted_run
from tests.evaluation.looks import Look, look
from tests.evaluation.subjects import Subject, points_of, read_pixels
from tests.evaluation.synthetic import Pixels, Points, enlarged


@lru_cache(maxsize=1)
def _fine(subject: Subject) -> tuple[Pixels, Points, Look | None]:
    pixels, points = enlarged(read_pixels(subject.photo), points_of(subject.photo), zlib.crc32(subject.name.encode()))
    return pixels, points, look(pixels)


def run_fine_doses(job: DoseJob) -> DoseRun | None:
    """As `run_doses`, on the subject's face at 12 megapixels."""
    return painted_run(job, *_fine(job.subject))
