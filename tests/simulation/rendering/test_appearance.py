"""How a result looks: skin stays skin, no seam shows, a mirrored face gets the mirrored result."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from simulation.rendering import Rendered, render
from tests.conftest import Portraits
from tests.simulation.marks import LAYERS, doses, marked
from tests.simulation.painted import Painted, Painter
from vision.analysis import Analyzer
from vision.face import Face
from vision.face.mirror import mirror_permutation
from vision.photo import LUMINANCE

Plane = NDArray[np.float32]
POINTS = 6.0
POWER = (0.90, 1.10)
SEAM = 1.05
PEOPLE = ("003", "021", "036", "061")
PATTERNED = ("forehead_lines", "glabellar_lines", "crows_feet", "brown_spots", "uneven_tone", "marionette_lines")


def _light(image: NDArray[np.uint8]) -> Plane:
    return np.asarray(image.astype(np.float32) @ LUMINANCE)


def power_kept(painted: Painted, rendered: Rendered) -> float:
    """Power of what is 0.6 to 1.2 photo pixels wide over the treated area, over the photo's."""
    images = (painted.image, rendered.image_rgb)
    before, after = (_detail(_light(image))[rendered.treated] for image in images)
    return float(np.square(after).mean() / np.square(before).mean())


def _detail(light: Plane) -> Plane:
    return np.asarray(cv2.GaussianBlur(light, (0, 0), 0.6) - cv2.GaussianBlur(light, (0, 0), 1.2))


def seam(painted: Painted, rendered: Rendered) -> float:
    """Mean gradient in a band of 1.5 mm around the border of what is treated, after over before."""
    reach = 2 * round(1.5 / painted.laid.chart.photo_mm_per_px) + 1
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    band = cv2.morphologyEx(rendered.treated.astype(np.uint8), cv2.MORPH_GRADIENT, element) > 0
    before, after = (_gradient(_light(image))[band].mean() for image in (painted.image, rendered.image_rgb))
    return float(after / before)


def _gradient(light: Plane) -> Plane:
    return np.asarray(np.hypot(*(cv2.Sobel(light, cv2.CV_32F, *order, ksize=3) for order in ((1, 0), (0, 1)))))


def _on(portraits: Portraits, faces: dict[str, Face], person: str, analyzer: Analyzer) -> Painted:
    return Painted(analyzer, analyzer.lay(portraits.photo(person), faces[person]))


@pytest.mark.parametrize("concern", PATTERNED)
def test_fine_detail_stays(concern: str, painter: Painter, analyzer: Analyzer) -> None:
    painted = painter.paint(marked(concern))
    rendered = render(analyzer, painted.laid, doses(painted, concern, POINTS))
    assert POWER[0] <= power_kept(painted, rendered) <= POWER[1]


@pytest.mark.parametrize("concern", LAYERS)
def test_no_seam_shows(concern: str, painter: Painter, analyzer: Analyzer) -> None:
    painted = painter.paint(marked(concern))
    assert seam(painted, render(analyzer, painted.laid, doses(painted, concern, POINTS))) <= SEAM


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("concern", LAYERS)
def test_on_portraits_a_dose_falls_and_not_beyond(
    concern: str, person: str, portraits: Portraits, portrait_faces: dict[str, Face], analyzer: Analyzer
) -> None:
    """And no seam shows, and skin stays skin."""
    portrait = _on(portraits, portrait_faces, person, analyzer)
    asked = doses(portrait, concern, POINTS)
    rendered = render(analyzer, portrait.laid, asked)
    before, after = portrait.severities(concern), portrait.severities(concern, rendered.image_rgb)
    for dose in asked:
        assert 0 < before[dose.zone] - after[dose.zone] <= POINTS
    if asked:
        assert seam(portrait, rendered) <= SEAM
        assert concern == "texture" or POWER[0] <= power_kept(portrait, rendered) <= POWER[1]


@pytest.mark.parametrize("concern", ["brown_spots", "redness", "forehead_lines", "nasolabial_folds"])
def test_a_mirrored_face_gets_the_mirrored_result(
    concern: str, painter: Painter, analyzer: Analyzer, canonical: CanonicalFace
) -> None:
    """With landmarks found anew they would differ by themselves: the face is mirrored by hand."""
    painted = painter.paint(marked(concern))
    mirror = painter.photo(np.ascontiguousarray(painted.image[:, ::-1]), _mirrored(painted, canonical))
    one = render(analyzer, painted.laid, doses(painted, concern, POINTS))
    other = render(analyzer, mirror.laid, doses(mirror, concern, POINTS))
    changes = [
        _smooth(rendered.image_rgb.astype(np.float32) - photo)
        for rendered, photo in ((one, painted.image), (other, mirror.image))
    ]
    away = np.abs(changes[0] - changes[1][:, ::-1])
    assert np.abs(changes[0]).max() > 0.5
    assert away.mean() < 0.1 * np.abs(changes[0]).mean() + 0.005


def _smooth(change: Plane) -> Plane:
    return np.asarray(cv2.GaussianBlur(change, (0, 0), 3.0), np.float32)


def _mirrored(painted: Painted, canonical: CanonicalFace) -> Face:
    face, order = painted.laid.sight.face, mirror_permutation(canonical.vertices_cm)
    width = painted.image.shape[1]

    def flipped(points: Plane) -> Plane:
        turned = points[order].copy()
        turned[:, 0] = width - turned[:, 0]
        return turned

    return replace(face, raw_px=flipped(face.raw_px), landmarks_px=flipped(face.landmarks_px))
