"""Projections of public-domain portraits on one labelled sheet, to be looked at: today, and single treatments.

python -m tests.evaluation.simulation.contact_sheet FILE PORTRAIT[:smile]=TREATMENT:LEVEL,… …
"""

from __future__ import annotations

import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from planning.library import load_library
from planning.plan_visits import treatment_effects
from serving.settings import Settings
from simulation.intended import Intended, intend, parse_asked
from simulation.labels import LabelFacts, TimePoint
from simulation.projection.features import features
from simulation.projection.picture import picture
from simulation.projection.subject import Subject
from simulation.views.composing import Tile, compose
from vision.analysis import Analyzer, Declaration
from vision.face import Face, FaceFinder
from vision.photo import decode_photo, encode_jpeg

_SIZE_HW = (560, 452)
_ROOM = 0.16  # around the mesh, in heights of it
Crop = tuple[slice, slice]


def rows(analyzer: Analyzer, finder: FaceFinder, path: Path, smiling: bool, asked: list[str]) -> list[Tile]:
    """One portrait: today, then each treatment by itself at its peak."""
    photo = decode_photo(path.read_bytes())
    (face,) = finder.find([photo], "largest")
    if not isinstance(face, Face):
        raise SystemExit(f"{path.name}: {face}")
    subject = Subject.of(analyzer, photo, face, Declaration(expression="smile" if smiling else "rest"))
    part = _head(subject)
    nothing = np.zeros(photo.size_hw, np.bool_)
    tiles = [Tile(_sized(photo.image_rgb[part]), _masked(nothing[part]), ~_masked(nothing[part]), "Today")]
    for each in map(_intended, asked):
        made = picture(analyzer, subject, [each])
        free = features(face, photo.size_hw)[part]
        caption = f"Projection · {each.title} · {each.level}"
        tiles.append(Tile(_sized(made.image_rgb[part]), _masked(made.treated[part]), _masked(free), caption))
    return tiles


def _intended(asked: str) -> Intended:
    wanted = parse_asked(asked)
    return intend(treatment_effects(load_library().treatment(wanted.treatment)), wanted)


def _head(subject: Subject) -> Crop:
    """The head in the sheet's proportions."""
    vertices = subject.laid.chart.placement.vertices_px[:, :2]
    low, high = vertices.min(0), vertices.max(0)
    middle, tall = (low + high) / 2, float(np.ptp(vertices[:, 1])) * (1 + 2 * _ROOM)
    half = np.array([tall * _SIZE_HW[1] / _SIZE_HW[0], tall]) / 2
    height, width = subject.photo.size_hw
    (left, top), (right, bottom) = (
        np.clip(np.round(end), 0, (width, height)).astype(int) for end in (middle - half, middle + half)
    )
    return slice(int(top), int(bottom)), slice(int(left), int(right))


def _sized(image_rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(image_rgb, _SIZE_HW[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def _masked(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(cv2.resize(mask.astype(np.uint8), _SIZE_HW[::-1], interpolation=cv2.INTER_NEAREST) > 0)


def main(target: Path, named: list[str]) -> None:
    """Writes the sheet as a JPEG."""
    settings = Settings()
    analyzer, finder = Analyzer(), FaceFinder.open(settings.device)
    tiles: list[Tile] = []
    for each in named:
        where, _, asked = each.partition("=")
        path, _, expression = where.partition(":")
        tiles += rows(analyzer, finder, Path(path), expression == "smile", asked.split(","))
    software = f"Countenance {version('countenance')}"
    said = LabelFacts(("Single treatments",), TimePoint.peak(), date.today(), "Public-domain portraits", software)
    columns = len(named[0].partition("=")[2].split(",")) + 1
    target.write_bytes(encode_jpeg(compose(tiles, said, columns).image_rgb))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
