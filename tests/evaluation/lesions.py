"""Faces with painted lesions, and which of them the product's marks found."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.doses import unpainted
from tests.evaluation.looks import look
from tests.evaluation.perturb import TARGETS, FaceFrame, Painting
from tests.evaluation.perturb.canvas import Canvas
from tests.evaluation.perturb.lesions import Lesion, lesions_of
from tests.evaluation.subjects import Subject, points_of, read_pixels

ZONES = ("forehead", "mid_cheek_left", "lateral_cheek_right")
_CONCERN = "blemishes"
_NEAR_MM = 1.5  # a mark this near to a lesion's center, or within its radius, is of it
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sought:
    """One zone with lesions painted.

    Attributes:
        planted: how many, all of 1 mm and more.
        counted: marks in the zone.
        hits: lesions that a mark lies on.
        false: marks on no lesion, where the unpainted photo has none either.
    """

    subject: Subject
    zone: str
    planted: int
    counted: int
    hits: int
    false: int


def seek(job: tuple[Subject, str]) -> Sought | None:
    """Paints and asks; None where the product does not assess the zone."""
    subject, zone = job
    pixels, points = read_pixels(subject.photo), points_of(subject.photo)
    seed = zlib.crc32(subject.name.encode())
    before, after = unpainted(subject.photo), look(Painting(pixels, points, _CONCERN, zone, seed).at(1.0))
    if before is None or after is None or after.severity(zone, _CONCERN) is None:
        return None
    frame = FaceFrame(points)
    canvas = Canvas(frame, zone, (pixels.shape[0], pixels.shape[1]), TARGETS[_CONCERN].margin_mm)
    lesions = lesions_of(canvas, np.random.default_rng([seed, zlib.crc32(f"{_CONCERN}/{zone}".encode())]))
    marks, old = (one.spots_px.get((zone, _CONCERN), np.zeros((0, 2))) / frame.px_per_mm for one in (after, before))
    own = np.array([_on(marks, lesion, 0.5 / frame.px_per_mm) for lesion in lesions]).reshape(len(lesions), len(marks))
    known = np.array([len(old) > 0 and np.hypot(*(old - mark).T).min() <= _NEAR_MM for mark in marks], bool)
    stray = ~own.any(0) & ~known
    return Sought(subject, zone, len(lesions), len(marks), int(own.any(1).sum()), int(stray.sum()))


def _on(marks_mm: Points, lesion: Lesion, half_pixel_mm: float) -> NDArray[np.bool_]:
    """Which marks are of the lesion; the canvas counts from pixel centers, marks from pixel edges."""
    away = np.hypot(*(marks_mm - half_pixel_mm - np.array(lesion.place_mm)).T)
    return np.asarray(away <= max(_NEAR_MM, lesion.diameter_mm / 2))
