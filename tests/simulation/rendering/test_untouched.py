"""What is not treated keeps its code values: outside, under hair and gloss, where no provider painted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.rendering import Dose, Rendered, render
from tests.simulation.marks import LAYERS, STRENGTHS, doses, marked
from tests.simulation.painted import Painted, Painter, moved
from vision.analysis import Analyzer

POINTS = 6.0
BRIDGE_MM = 3.0  # the strip between zones that are treated alike is treated with them
BORDER_MM = 0.6  # an outline is drawn as a polygon here, and on the chart as pixels of 0.45 mm
DOSE = Dose("hemoglobin", "mid_cheek_left", {"redness": 8.0})


@pytest.fixture(scope="module")
def flushed(painter: Painter) -> Painted:
    return painter.paint(marked("redness"))


def _changed(painted: Painted, rendered: Rendered) -> NDArray[np.bool_]:
    """(H, W) bool."""
    return np.asarray((rendered.image_rgb != painted.image).any(-1))


@pytest.mark.parametrize("concern", STRENGTHS)
def test_nothing_changes_outside_the_zones(concern: str, painter: Painter, analyzer: Analyzer) -> None:
    painted = painter.paint(marked(concern))
    (asked, *_) = doses(painted, concern, POINTS)
    rendered = render(analyzer, painted.laid, [asked])
    changed = _changed(painted, rendered)
    assert changed.any()
    assert not (changed & ~rendered.treated).any()
    assert not (changed & ~painted.inside(asked.zone, BORDER_MM)).any()


def test_a_share_of_nothing_gives_the_photo_back(flushed: Painted, analyzer: Analyzer) -> None:
    rendered = render(analyzer, flushed.laid, [Dose("shadow", "temple_left", share=0.0)])
    assert np.array_equal(rendered.image_rgb, flushed.image)
    assert not rendered.treated.any()


def test_no_dose_gives_the_photo_back(flushed: Painted, analyzer: Analyzer) -> None:
    rendered = render(analyzer, flushed.laid, [])
    assert np.array_equal(rendered.image_rgb, flushed.image)
    assert rendered.shares == ()


def test_a_painted_mask_bounds_the_change(flushed: Painted, analyzer: Analyzer) -> None:
    inside = flushed.inside("mid_cheek_left")
    allowed = inside.copy()
    allowed[:, : int(np.nonzero(inside)[1].mean())] = False
    changed = _changed(flushed, render(analyzer, flushed.laid, [DOSE], allowed))
    assert changed.any()
    assert not (changed & ~allowed).any()


def test_hair_over_a_zone_stays(flushed: Painted, painter: Painter, analyzer: Analyzer) -> None:
    """A black lock falls over the cheek."""
    lock = _drawn(flushed, "mid_cheek_left", width_px=14)
    image = np.where(lock[..., None], np.uint8(12), flushed.image)
    hairy = painter.photo(np.ascontiguousarray(image))
    changed = _changed(hairy, render(analyzer, hairy.laid, [DOSE]))
    assert changed.any()
    assert not (changed & lock).any()


def test_gloss_on_a_zone_stays(flushed: Painted, painter: Painter, analyzer: Analyzer) -> None:
    gloss = _drawn(flushed, "mid_cheek_left", width_px=5)
    image = np.where(gloss[..., None], np.uint8(252), flushed.image)
    glossy = painter.photo(np.ascontiguousarray(image))
    changed = _changed(glossy, render(analyzer, glossy.laid, [DOSE]))
    assert changed.any()
    assert not (changed & gloss).any()


def test_a_zone_beyond_the_border_is_changed_as_far_as_it_is_seen(painter: Painter, analyzer: Analyzer) -> None:
    """The photo ends within the cheek."""
    painted = painter.paint(marked("redness"))
    columns = np.nonzero(painted.inside("lateral_cheek_left"))[1]
    cut = int(columns.mean() + 0.25 * np.ptp(columns))
    cropped = painter.photo(np.ascontiguousarray(painted.image[:, :cut]))
    rendered = render(analyzer, cropped.laid, [Dose("hemoglobin", "lateral_cheek_left", {"redness": 8.0})])
    assert rendered.image_rgb.shape == cropped.image.shape
    assert _changed(cropped, rendered).any()


def test_a_zone_outside_the_photo_changes_nothing(painter: Painter, analyzer: Analyzer) -> None:
    painted = painter.paint(marked("redness"))
    cut = int(np.nonzero(painted.inside("lateral_cheek_left"))[1].min()) - 2
    cropped = painter.photo(np.ascontiguousarray(painted.image[:, :cut]))
    rendered = render(analyzer, cropped.laid, [Dose("hemoglobin", "lateral_cheek_left", {"redness": 8.0})])
    assert rendered.shares == (0.0,)
    assert not rendered.treated.any()


def test_a_fine_photo_is_changed_in_its_own_pixels(painter: Painter, analyzer: Analyzer) -> None:
    """As many pixels as 12 megapixels give a face: worked out on fewer, given back to all."""
    painted = painter.paint(marked("redness"))
    large = cv2.resize(painted.image, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    fine = painter.photo(np.ascontiguousarray(large), moved(painter.face, 3.0, (0.0, 0.0)))
    assert fine.laid.chart.photo_mm_per_px < 0.1
    rendered = render(analyzer, fine.laid, [DOSE])
    changed = _changed(fine, rendered)
    assert rendered.image_rgb.shape == fine.image.shape
    assert 0.85 * 8.0 <= fine.fall("redness", DOSE.zone, rendered) <= 8.0
    assert not (changed & ~rendered.treated).any()
    assert not (changed & ~fine.inside(DOSE.zone, BORDER_MM)).any()


def test_treatments_that_overlap_touch_nothing_but_their_zones_and_the_strip_between(
    painter: Painter, analyzer: Analyzer
) -> None:
    painted = painter.paint(marked("redness", "brown_spots"))
    zones = ("mid_cheek_left", "malar_cheek_left")
    asked = [Dose(LAYERS[name], zone, {name: 5.0}) for zone in zones for name in ("redness", "brown_spots")]
    changed = _changed(painted, render(analyzer, painted.laid, asked))
    treated = painted.inside(zones[0], BRIDGE_MM) | painted.inside(zones[1], BRIDGE_MM)
    assert not (changed & ~treated).any()


def _drawn(painted: Painted, zone: str, width_px: int) -> NDArray[np.bool_]:
    """(H, W) bool: an upright stroke through a zone."""
    rows, columns = np.nonzero(painted.inside(zone))
    stroke = np.zeros(painted.image.shape[:2], bool)
    middle = int(columns.mean())
    stroke[rows.min() : rows.max() + 1, middle - width_px // 2 : middle + width_px // 2 + 1] = True
    return stroke
