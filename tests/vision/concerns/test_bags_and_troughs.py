"""Bags and troughs: what of the shade under an eye is a bulge, what a groove, and what is neither."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas, Color
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import LINES
from tests.vision.concerns.sitter import Sitter, points
from vision.concerns import Concern

BY_NAME = {concern.name: concern for concern in CONCERNS}
BAGS, TROUGH = BY_NAME["eye_bags"], BY_NAME["tear_trough"]
LID, GROOVE = "lower_eyelid_right", "tear_trough_right"
SIZE_MM = (9.0, 24.0)
UNITS = 5.0
RECOVERED = 0.35  # of the contrast at the slope, at least: the mean along the lid of a bulge that tapers
FULLER_MM = (7.0, 12.0)  # heights that are bags as well
OF_A_HEIGHT = 0.5  # of what a bag of 9 mm reads, at least
OF_ANOTHER_COLOR = 1.0  # points
TROUGH_UNITS, TROUGH_DEG = 7.0, 160.0
WIDTHS_MM = {1.3: 0.7, 2.5: 0.7}  # standard deviation, and the least share of what one of 1.7 mm adds
HOLLOW_POINTS = 0.0


def severity(canvas: Canvas, concern: Concern, zone: str) -> float:
    """On a scale without ends."""
    return points(concern, {zone: concern.anchors[0]}, canvas.quantities(concern))[zone]


@pytest.fixture
def skin(light_sitter: Sitter) -> Canvas:
    return light_sitter.coarse


def trough(canvas: Canvas, sigma_mm: float = 1.7, turned_deg: float = 0.0, color: Color = SHADE) -> Canvas:
    return canvas.lines(GROOVE, TROUGH_UNITS, TROUGH_DEG + turned_deg, length_mm=20, sigma_mm=sigma_mm, color=color)


def test_a_bag_reads_by_its_contrast(even_sitter: Sitter) -> None:
    bagged = even_sitter.coarse.bulge(LID, UNITS, SIZE_MM).quantities(BAGS)[LID]
    contrast = UNITS * np.log(10)
    assert RECOVERED * contrast <= bagged <= contrast


@pytest.mark.parametrize("tall_mm", FULLER_MM)
def test_low_and_tall_bags_are_bags(tall_mm: float, even_sitter: Sitter) -> None:
    usual, other = (
        even_sitter.coarse.bulge(LID, UNITS, (tall, SIZE_MM[1])).quantities(BAGS)[LID] for tall in (SIZE_MM[0], tall_mm)
    )
    assert other >= OF_A_HEIGHT * usual


def test_a_hollow_is_no_bag(skin: Canvas) -> None:
    """Darker above and brighter below."""
    before = severity(skin, BAGS, LID)
    assert severity(skin.bulge(LID, -UNITS, SIZE_MM), BAGS, LID) <= max(before, HOLLOW_POINTS) + 5


@pytest.mark.parametrize("color", [MELANIN, HEMOGLOBIN], ids=["brown", "red"])
def test_color_is_no_bag_and_no_trough(color: Color, even_sitter: Sitter) -> None:
    even = even_sitter.coarse
    patched = even.patch(LID, UNITS, 8, color)
    assert severity(patched, BAGS, LID) == pytest.approx(severity(even, BAGS, LID), abs=OF_ANOTHER_COLOR)
    banded = trough(even, color=color)
    assert severity(banded, TROUGH, GROOVE) == pytest.approx(severity(even, TROUGH, GROOVE), abs=OF_ANOTHER_COLOR)


@pytest.mark.parametrize(("sigma_mm", "at_least"), WIDTHS_MM.items())
def test_a_narrow_and_a_wide_trough_count(sigma_mm: float, at_least: float, skin: Canvas) -> None:
    bare = severity(skin, TROUGH, GROOVE)
    usual = severity(trough(skin), TROUGH, GROOVE) - bare
    assert severity(trough(skin, sigma_mm), TROUGH, GROOVE) - bare >= at_least * usual


def test_a_band_across_is_no_trough(skin: Canvas) -> None:
    bare = severity(skin, TROUGH, GROOVE)
    along, across = (severity(trough(skin, turned_deg=turned), TROUGH, GROOVE) - bare for turned in (0, 90))
    assert across <= 0.1 * along


def test_fine_lines_are_far_less_of_a_trough_than_a_band_is(skin: Canvas) -> None:
    bare = severity(skin, TROUGH, GROOVE)
    course = LINES["infraorbital_lines"]["tear_trough"]
    (zone,) = (zone for zone in skin.atlas.zones if zone.name == GROOVE)
    fine = severity(course(skin, zone, TROUGH_UNITS), TROUGH, GROOVE) - bare
    assert fine <= 0.5 * (severity(trough(skin), TROUGH, GROOVE) - bare)


def test_the_width_of_a_bag_is_told_in_millimeters(even_sitter: Sitter) -> None:
    narrow, wide = (
        even_sitter.coarse.bulge(LID, UNITS, (SIZE_MM[0], across)).readings(BAGS)[LID].details["width_mm"]
        for across in (14.0, 26.0)
    )
    assert 6 <= narrow < wide <= 30
