"""Dark circles of one kind, painted on portraits: the part that stands for it grows most."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.looks import Pixels
from tests.evaluation.perturb import TARGETS, FaceFrame
from tests.evaluation.perturb.canvas import Canvas
from tests.evaluation.perturb.under_eye import ONE_KIND
from tests.evaluation.subjects import Subject, points_of, read_pixels, read_subjects, spread
from vision.analysis import Analyzer
from vision.concerns import CONCERNS
from vision.face import Face, FaceFinder
from vision.photo import Photo

FACES = 6
RIGHT = 0.9  # share of faces and zones
ZONES = ("lower_eyelid_left", "tear_trough_right")


@pytest.fixture(scope="module")
def subjects(evaluation_data: Path) -> tuple[Subject, ...]:
    return spread(read_subjects(evaluation_data), FACES)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(concerns=tuple(concern for concern in CONCERNS if concern.name == "dark_circles"))


def parts(pixels: Pixels, zone: str, finder: FaceFinder, analyzer: Analyzer) -> dict[str, float]:
    photo = Photo.from_array(np.ascontiguousarray(pixels))
    (face,) = finder.find([photo], choose="largest")
    assert isinstance(face, Face)
    (found,) = (finding for finding in analyzer.measure(photo, face).findings if finding.zone == zone)
    return {name.removesuffix("_absorbance"): value for name, value in found.details.items()}


def painted(subject: Subject, kind: str, zone: str) -> Pixels:
    target = replace(TARGETS["dark_circles"], painter=ONE_KIND[kind])
    pixels = read_pixels(subject.photo)
    canvas = Canvas(FaceFrame(points_of(subject.photo)), zone, pixels.shape[:2], target.margin_mm)
    rng = np.random.default_rng(zlib.crc32(subject.name.encode()))
    return canvas.absorb(pixels, target.painter(canvas, rng))


@pytest.mark.parametrize("kind", ONE_KIND)
def test_each_kind_is_told_on_portraits(
    kind: str, subjects: tuple[Subject, ...], finder: FaceFinder, analyzer: Analyzer
) -> None:
    told = []
    for subject in subjects:
        for zone in ZONES:
            before = parts(read_pixels(subject.photo), zone, finder, analyzer)
            after = parts(painted(subject, kind, zone), zone, finder, analyzer)
            gained = {name: after[name] - before[name] for name in before.keys() & after.keys()}
            told += [max(gained, key=lambda name, gained=gained: gained[name]) == kind] if gained else []
    assert len(told) > FACES and np.mean(told) >= RIGHT
