"""Dark circles: three causes told apart, each counted as far as it darkens, against the cheek below."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas, Color
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter
from vision.concerns import Reading, Reason

(CIRCLES,) = (concern for concern in CONCERNS if concern.name == "dark_circles")
ZONE, CHEEK = "tear_trough_left", ("malar_cheek", "mid_cheek")
PARTS: dict[str, Color] = {"pigmented": MELANIN, "vascular": HEMOGLOBIN, "shadow": SHADE}
UNITS = 10.0
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
WEIGHT = 0.01
LIT_UNITS = 2.0  # what light on the lid takes off at most
FLUSH_UNITS = 0.5  # what a flush on the cheek may take off


def painted(canvas: Canvas, units: float, color: Color, *kinds: str) -> Canvas:
    zones = [zone for zone, _ in canvas.atlas.by_kind(kinds)]
    return canvas.absorbing(units * canvas.over(zones, 2.0), color)


def read(canvas: Canvas) -> Reading:
    return canvas.readings(CIRCLES)[ZONE]


@pytest.mark.parametrize("part", PARTS)
def test_each_cause_is_told_by_its_part(part: str, any_sitter: Sitter) -> None:
    before = read(any_sitter.coarse).details
    after = read(painted(any_sitter.coarse, UNITS, PARTS[part], "tear_trough")).details
    gained = {name.removesuffix("_absorbance"): after[name] - before[name] for name in after}
    assert max(gained, key=lambda name: gained[name]) == part
    assert gained[part] >= 0.95 * sum(map(abs, gained.values()))


@pytest.mark.parametrize("part", PARTS)
def test_each_cause_counts_as_far_as_it_darkens(part: str, even_sitter: Sitter) -> None:
    even = even_sitter.coarse
    gained = read(even.tinted(ZONE, UNITS, PARTS[part])).quantity - read(even).quantity
    assert gained / UNITS == pytest.approx(np.dot(PARTS[part], LUMINANCE), abs=WEIGHT)


def test_the_parts_make_the_whole(light_sitter: Sitter) -> None:
    reading = read(light_sitter.with_dose(CIRCLES, 0.6).coarse)
    assert reading.quantity == pytest.approx(sum(reading.details.values()))


def test_gloss_does_not_hide_the_pigment(even_sitter: Sitter) -> None:
    brown = painted(even_sitter.coarse, UNITS, MELANIN, "tear_trough")
    lit = painted(brown, -UNITS, SHADE, "tear_trough")
    assert read(lit).quantity == pytest.approx(read(brown).quantity - LIT_UNITS, abs=0.1)


def test_a_flushed_cheek_does_not_hide_the_blood(even_sitter: Sitter) -> None:
    dark = painted(even_sitter.coarse, UNITS, HEMOGLOBIN, "tear_trough")
    flushed = dark
    for zone in ("malar_cheek_left", "mid_cheek_left"):
        flushed = flushed.tinted(zone, UNITS, HEMOGLOBIN)
    assert read(flushed).quantity == pytest.approx(read(dark).quantity, abs=FLUSH_UNITS)


def test_without_a_cheek_to_compare_with_it_says_so(even_sitter: Sitter) -> None:
    hidden = even_sitter.coarse
    for kind in CHEEK:
        hidden = hidden.hair(f"{kind}_left")
    answers = hidden.answers(CIRCLES)
    assert answers[ZONE] is Reason.REFERENCE
    assert isinstance(answers[ZONE.replace("left", "right")], Reading)
