"""The people in the photographs, and what is known of them apart from any measure of ours."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.evaluation.perturb import FaceFrame, read_points
from tests.evaluation.statistics import thirds

TONES = ("dark", "medium", "light")  # thirds by ITA, in rising order
_TONE_ZONES = ("malar_cheek_left", "malar_cheek_right", "mid_cheek_left", "mid_cheek_right", "nose")
_EDGES_YEARS = (25, 35)


@dataclass(frozen=True, slots=True)
class Subject:
    """One person.

    Attributes:
        name: set and number, "london/003".
        photo: neutral; marked points lie beside it as `.tem`.
        smiling: the same person smiling, or None.
        age: years, or None.
        sex: as the set says.
        ita_deg: individual typology angle of cheeks and nose, by our own arithmetic.
        tone: the third of London that this angle falls into; None elsewhere, for an angle compares within one light.
    """

    name: str
    photo: Path
    smiling: Path | None
    age: float | None
    sex: str
    ita_deg: float
    tone: str | None

    @property
    def age_band(self) -> str:
        if self.age is None:
            return "unknown age"
        young, old = _EDGES_YEARS
        return (
            f"under {young}" if self.age < young else f"{young} to {old - 1}" if self.age < old else f"{old} and over"
        )


@lru_cache(maxsize=8)
def read_pixels(photo: Path) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 sRGB, read-only."""
    pixels = np.asarray(Image.open(photo).convert("RGB"))
    pixels.flags.writeable = False
    return pixels


def points_of(photo: Path) -> NDArray[np.float64]:
    return read_points(photo.with_suffix(".tem"))


def read_subjects(data: Path) -> tuple[Subject, ...]:
    """Everybody in `london` (neutral and smiling) and `canada` (neutral), by name."""
    london = sorted((data / "london" / "neutral").glob("*.jpg"))
    canada = sorted((data / "canada").glob("*.jpg"))
    known = _read_known(data)
    angles = [_ita_deg(photo) for photo in london]
    tones = [TONES[third] for third in thirds(angles)] if london else []
    found = [_subject("london", *row, known) for row in zip(london, angles, tones, strict=True)]
    return tuple(found + [_subject("canada", photo, _ita_deg(photo), None, known) for photo in canada])


def spread(subjects: tuple[Subject, ...], count: int) -> tuple[Subject, ...]:
    """A fixed choice from all: as many of each tone, and within a tone evenly over age."""
    chosen: list[Subject] = []
    for place, tone in enumerate(TONES):
        members = sorted((s for s in subjects if s.tone == tone), key=lambda s: (s.age or 0, s.name))
        share = min(count // 3 + (place < count % 3), len(members))
        chosen += [members[round(i)] for i in np.linspace(0, len(members) - 1, share)]
    return tuple(chosen)


def _subject(
    collection: str, photo: Path, ita_deg: float, tone: str | None, known: dict[str, dict[str, str]]
) -> Subject:
    name = f"{collection}/{photo.stem}"
    row = known.get(name, {})
    age, smiling = row.get("age", "NA"), photo.parents[1] / "smiling" / photo.name
    return Subject(
        name=name,
        photo=photo,
        smiling=smiling if smiling.exists() else None,
        age=None if age == "NA" else float(age),
        sex=row.get("sex", "unknown"),
        ita_deg=ita_deg,
        tone=tone,
    )


def _read_known(data: Path) -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for collection in ("london", "canada"):
        table = data / collection / "subjects.csv"
        if table.exists():
            rows = csv.DictReader(table.read_text().splitlines())
            known |= {f"{collection}/{row['id']}": row for row in rows}
    return known


def _ita_deg(photo: Path) -> float:
    """arctan((L* − 50) / b*) in degrees (Chardon 1991) of the median color of cheeks and nose."""
    pixels, frame = read_pixels(photo), FaceFrame(points_of(photo))
    mask = np.zeros(pixels.shape[:2], np.uint8)
    for zone in _TONE_ZONES:
        cv2.fillPoly(mask, [np.round(frame.region_px(zone)).astype(np.int32)], 1)
    color = np.median(pixels[mask > 0], axis=0).astype(np.float32) / 255
    lightness, _, yellow = cv2.cvtColor(color[None, None], cv2.COLOR_RGB2LAB)[0, 0]
    return float(np.degrees(np.arctan2(lightness - 50, yellow)))
