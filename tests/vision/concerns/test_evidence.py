"""Where a concern says it was seen, it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.concerns.canvas import SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import RELIEF
from tests.vision.concerns.sitter import Sitter, plant
from vision.concerns import Concern
from vision.concerns.concern import ZonePair
from vision.photo import LUMINANCE

each_concern = pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
# Texture lies everywhere; the others are marks with a place.
MARKS = [concern for concern in CONCERNS if concern.name != "texture"]
DARKER = 0.02  # of the light: where a mark lies
AROUND_MM = 2.0  # a filter answers a little beyond
ON_THE_MARKS, OFF_THEM = 0.9, 0.75  # shares of the evidence; the second of mottling, which lies in between too


def there(bare: Canvas, planted: Canvas, pair: ZonePair) -> NDArray[np.bool_]:
    """Where a zone became darker, and a little around."""
    rows, columns = pair[1].rows, pair[1].columns
    before, after = (canvas.linear_rgb[rows, columns] @ LUMINANCE for canvas in (bare, planted))
    side = 2 * round(AROUND_MM / bare.mm_per_px) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return cv2.dilate((after < (1 - DARKER) * before).astype(np.uint8), disc) > 0


@pytest.mark.parametrize("concern", MARKS, ids=lambda concern: concern.name)
def test_the_evidence_lies_on_what_was_planted(concern: Concern, light_sitter: Sitter) -> None:
    bare = light_sitter.on(concern)
    planted = plant(bare, concern, 1.0)
    readings = planted.readings(concern)
    on = total = 0.0
    for zone, mask in bare.atlas.by_kind(concern.zone_kinds):
        evidence = readings[zone.name].evidence
        on += float(evidence[there(bare, planted, (zone, mask))].sum())
        total += float(evidence.sum())
    assert on / total >= (OFF_THEM if concern.name == "uneven_tone" else ON_THE_MARKS)


@pytest.mark.parametrize("concern", MARKS, ids=lambda concern: concern.name)
def test_every_zone_with_marks_has_evidence(concern: Concern, light_sitter: Sitter) -> None:
    readings = plant(light_sitter.on(concern), concern, 1.0).readings(concern)
    assert [zone for zone, reading in readings.items() if not reading.evidence.any()] == []


@pytest.mark.parametrize("concern", MARKS, ids=lambda concern: concern.name)
def test_bare_skin_has_no_evidence(concern: Concern, light_sitter: Sitter) -> None:
    readings = light_sitter.on(concern).readings(concern)
    assert [zone for zone, reading in readings.items() if reading.evidence.any()] == []


def test_the_evidence_of_texture_lies_where_skin_is_rough(light_sitter: Sitter) -> None:
    """On one half of a cheek."""
    (texture,) = (concern for concern in CONCERNS if concern.name == "texture")
    smooth = light_sitter.fine
    mask = smooth.atlas.masks["mid_cheek_left"]
    middle = (mask.rows.start + mask.rows.stop) // 2
    half = np.arange(smooth.seen.shape[0])[:, None] < middle
    rough = smooth.absorbing(RELIEF * half * smooth.relief(), SHADE)
    evidence = rough.readings(texture)["mid_cheek_left"].evidence
    upper, lower = (part[part > 0].mean() for part in np.split(evidence, [middle - mask.rows.start]))
    assert upper > 2 * lower


@each_concern
def test_evidence_has_the_shape_of_its_zone(concern: Concern, light_sitter: Sitter) -> None:
    canvas = light_sitter.on(concern)
    for name, reading in canvas.readings(concern).items():
        assert reading.evidence.shape == canvas.atlas.masks[name].inside.shape


@each_concern
def test_evidence_is_never_negative(concern: Concern, light_sitter: Sitter) -> None:
    readings = plant(light_sitter.on(concern), concern, 0.6).readings(concern)
    assert min(reading.evidence.min() for reading in readings.values()) >= 0


@each_concern
def test_evidence_is_at_full_strength_for_what_is_severe(concern: Concern, light_sitter: Sitter) -> None:
    """At dose 1 the strongest of it is drawn at a third of the full strength at least."""
    readings = plant(light_sitter.on(concern), concern, 1.0).readings(concern)
    strongest = max(float(np.percentile(r.evidence[r.evidence > 0], 90)) for r in readings.values())
    assert strongest >= concern.evidence_full / 3
