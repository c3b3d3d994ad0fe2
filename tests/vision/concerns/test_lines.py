"""Line concerns on lines of known depth, direction, number and length."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import LINE, LINES, Course
from tests.vision.concerns.sitter import Sitter, points
from vision.concerns import Concern
from vision.concerns.lines import Lines, percent, separate_lines
from vision.zones import Zone


class Case(NamedTuple):
    """A concern in one kind of zone, on the client's right."""

    concern: Concern
    zone: str
    course: Course

    def planted(self, canvas: Canvas, turned_deg: float = 0.0, **other: object) -> Canvas:
        zone = _zone(canvas, self.zone)
        return replace(self.course, **other)(canvas, zone, LINE, turned_deg)  # type: ignore[arg-type]

    def quantity(self, canvas: Canvas) -> float:
        return canvas.quantities(self.concern)[self.zone]

    def gained(self, canvas: Canvas, planted: Canvas) -> float:
        return self.quantity(planted) - self.quantity(canvas)

    def points(self, canvas: Canvas, painted: Canvas) -> float:
        before, after = ({self.zone: self.quantity(c)} for c in (canvas, painted))
        return points(self.concern, before, after)[self.zone]


def _zone(canvas: Canvas, name: str) -> Zone:
    (zone,) = (zone for zone in canvas.atlas.zones if zone.name == name)
    return zone


MIDLINE = {"forehead", "glabella", "upper_lip"}
CASES = [
    Case(concern, kind if kind in MIDLINE else f"{kind}_right", LINES[concern.name][kind])
    for concern in CONCERNS
    if concern.name in LINES
    for kind in concern.zone_kinds
]
FINE_LINES = [case for case in CASES if isinstance(case.concern.measure, Lines)]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.zone)
each_of_lines = pytest.mark.parametrize("case", FINE_LINES, ids=lambda case: case.zone)
BY_ZONE = {case.zone: case for case in CASES}

WITHIN_15_DEG = 0.7  # of what a line in the expected direction adds
# A known failure, held to its size. The filter looks every 15°; a line halfway between two of its directions leaves the
# places where it must go on, and adds about half of what it adds along one of them. Measured 0.42 to 0.67.
BETWEEN_DIRECTIONS = 0.35
POINTS = 1.0
ADDED_UP = 0.1  # relative
# What a line adds, as a share of its depth times its width at half of that times its length over the zone's area. On
# even skin it adds all that the filter answers: 0.86 along the forehead, 0.55 to 0.75 for lines of 10 to 22 mm, for at
# each end the answer waits for the line to go on. The crow's feet leave out what is fainter than their grain.
SHARE = (0.45, 1.0)
SHARE_OF = {"forehead": (0.75, 1.0), "crows_feet_right": (0.15, 0.5)}
# A known failure, held to its size: so half the length adds less than half. Measured 0.46 of it down to 0.28.
HALF_THE_LENGTH = (0.22, 0.5)
LENGTH, DEPTH = 0.25, (0.4, 0.8)  # relative error; share of the core's depth, for its flanks count to the mean
# A known failure, held to its size: above the lip texture is read in three directions only.
COUNTED_ON_ROUGH_SKIN = {"upper_lip": 1}
LARGE_SPOT_POINTS = {"nasolabial_fold_right": 8.0, "marionette_right": 20.0}  # one spot there; measured 5 and 14
FRECKLES_POINTS = {"forehead": 6.0, "glabella": 12.0, "nasolabial_fold_right": 25.0, "marionette_right": 35.0}


@each_case
def test_lines_across_the_expected_direction_add_nothing(case: Case, light_sitter: Sitter) -> None:
    canvas = light_sitter.on(case.concern)
    assert case.points(canvas, case.planted(canvas, turned_deg=90)) <= POINTS + 0.05 * case.points(
        canvas, case.planted(canvas)
    )


@pytest.mark.parametrize("turned_deg", [-15, 15])
@each_case
def test_lines_near_the_expected_direction_count(case: Case, turned_deg: float, light_sitter: Sitter) -> None:
    canvas = light_sitter.on(case.concern)
    expected = case.gained(canvas, case.planted(canvas))
    assert case.gained(canvas, case.planted(canvas, turned_deg)) >= WITHIN_15_DEG * expected


@each_of_lines
def test_a_small_turn_costs_no_more_than_is_known(case: Case, even_sitter: Sitter) -> None:
    canvas = even_sitter.on(case.concern)
    gained = [case.gained(canvas, case.planted(canvas, turned)) for turned in (-7.5, -3.75, 0.0, 3.75, 7.5)]
    assert min(gained) / max(gained) >= BETWEEN_DIRECTIONS


@each_of_lines
def test_lines_add_up(case: Case, even_sitter: Sitter) -> None:
    canvas = even_sitter.on(case.concern)
    all_together = case.gained(canvas, case.planted(canvas))
    one_by_one = [case.gained(canvas, case.planted(canvas, asides_mm=(aside,))) for aside in case.course.asides_mm]
    assert all_together == pytest.approx(sum(one_by_one), rel=ADDED_UP)


@each_of_lines
def test_a_line_adds_its_depth_times_its_width_times_its_length(case: Case, even_sitter: Sitter) -> None:
    """But for a share, which is not the same for all filters."""
    canvas, course = even_sitter.on(case.concern), case.course
    area_mm2 = canvas.atlas.masks[case.zone].inside.sum() * canvas.mm_per_px**2
    depth, width_mm = percent(np.float32(LINE)), 2.355 * course.sigma_mm
    expected = depth * width_mm * course.length_mm * len(course.asides_mm) / area_mm2
    low, high = SHARE_OF.get(case.zone, SHARE)
    assert low <= case.gained(canvas, case.planted(canvas)) / expected <= high


@each_of_lines
def test_half_the_length_adds_about_half(case: Case, even_sitter: Sitter) -> None:
    canvas = even_sitter.on(case.concern)
    halved = case.gained(canvas, case.planted(canvas, length_mm=case.course.length_mm / 2))
    low, high = HALF_THE_LENGTH
    assert low <= halved / case.gained(canvas, case.planted(canvas)) <= high


@each_of_lines
def test_lines_of_pigment_count_as_far_as_they_darken_red_light(case: Case, even_sitter: Sitter) -> None:
    """Drawn so dark that nothing is lost in grain: melanin takes 0.4 of what shade does, blood 0.2."""
    canvas = even_sitter.on(case.concern)
    inked = {
        color: canvas.lines(case.zone, units, case.course.direction_deg, color=color)
        for color, units in ((SHADE, 8.0), (MELANIN, 20.0), (HEMOGLOBIN, 40.0))
    }
    gained = [case.gained(canvas, painted) for painted in inked.values()]
    assert gained[1:] == pytest.approx([gained[0]] * 2, rel=0.01)


@each_case
def test_lines_are_counted(case: Case, light_sitter: Sitter) -> None:
    reading = case.planted(light_sitter.on(case.concern)).readings(case.concern)[case.zone]
    assert reading.details["count"] == len(case.course.asides_mm)


@each_case
def test_the_length_of_lines_is_told_in_mm(case: Case, light_sitter: Sitter) -> None:
    reading = case.planted(light_sitter.on(case.concern)).readings(case.concern)[case.zone]
    assert reading.details["length_mm"] == pytest.approx(case.course.length_mm * len(case.course.asides_mm), rel=LENGTH)


@each_case
def test_the_depth_of_lines_is_their_mean_darkening(case: Case, light_sitter: Sitter) -> None:
    reading = case.planted(light_sitter.on(case.concern)).readings(case.concern)[case.zone]
    low, high = (share * float(percent(np.float32(LINE))) for share in DEPTH)
    assert low <= reading.details["depth_percent"] <= high


@each_case
def test_bare_skin_has_no_lines_to_count(case: Case, any_sitter: Sitter) -> None:
    reading = any_sitter.on(case.concern).readings(case.concern)[case.zone]
    assert reading.details == {"count": 0, "length_mm": 0, "depth_percent": 0}


@each_case
def test_rough_skin_has_no_lines_to_count(case: Case, rough_sitter: Sitter) -> None:
    reading = rough_sitter.on(case.concern).readings(case.concern)[case.zone]
    assert reading.details["count"] <= COUNTED_ON_ROUGH_SKIN.get(case.zone, 0)


@each_case
def test_lines_are_counted_on_rough_skin(case: Case, rough_sitter: Sitter) -> None:
    reading = case.planted(rough_sitter.on(case.concern)).readings(case.concern)[case.zone]
    assert reading.details["count"] == len(case.course.asides_mm)


@each_case
def test_one_strong_spot_hardly_counts_as_a_line(case: Case, any_sitter: Sitter) -> None:
    """20 units over 3.5 mm. Folds look for wider shadows too: a known failure, held to its size."""
    canvas = any_sitter.on(case.concern)
    assert case.points(canvas, canvas.spot(case.zone, 20)) <= LARGE_SPOT_POINTS.get(case.zone, 4.0)


@each_case
def test_freckles_leak_no_more_than_is_known(case: Case, light_sitter: Sitter) -> None:
    """A ninth of the zone under freckles of 2.5 mm, 12 units rich: a known failure, held to its size."""
    canvas = light_sitter.on(case.concern)
    leaked = case.points(canvas, canvas.spots(case.zone, 12, diameter_mm=2.5))
    assert abs(leaked) <= FRECKLES_POINTS.get(case.zone, 12.0)


def test_crows_feet_that_fan_out_count(light_sitter: Sitter) -> None:
    """30° up and 30° down from the corner of the eye."""
    case = BY_ZONE["crows_feet_right"]
    canvas = light_sitter.on(case.concern)
    level = case.gained(canvas, case.planted(canvas))
    assert min(case.gained(canvas, case.planted(canvas, turned)) for turned in (-30, 30)) >= 0.8 * level


def test_crows_feet_at_45_degrees_count_for_little(light_sitter: Sitter) -> None:
    """A known failure, held to its size: what is taken off for the direction across begins at 60°."""
    case = BY_ZONE["crows_feet_right"]
    canvas = light_sitter.on(case.concern)
    level = case.gained(canvas, case.planted(canvas))
    assert 0.05 <= case.gained(canvas, case.planted(canvas, 45)) / level <= 0.3


@pytest.fixture(scope="module")
def rough_sitter(even_sitter: Sitter) -> Sitter:
    """With relief of 1 to 3 mm that darkens by 5 % before the chart's blur."""
    return even_sitter.painted(lambda canvas: canvas.absorbing(2 * canvas.relief(21), SHADE))


@pytest.mark.parametrize(("texture", "count"), [(0.0, 1), (1.0, 1), (2.0, 0)])
def test_a_line_stands_out_from_the_texture(texture: float, count: int) -> None:
    """It is 5 units deep: four times the texture make 4, and 8."""
    line = np.zeros((60, 60), np.float32)
    line[30, 10:50] = 5.0
    assert separate_lines(line, 0.45, texture)[1]["count"] == count


def test_a_line_is_followed_down_to_half_of_what_makes_it_stand_out() -> None:
    line = np.zeros((60, 60), np.float32)
    line[30, 10:30], line[30, 30:50], line[30, 50:] = 2.5, 1.1, 0.9
    assert separate_lines(line, 1.0)[1]["length_mm"] == pytest.approx(40, rel=0.03)


def test_what_ends_within_a_few_mm_is_no_separate_line() -> None:
    short = np.zeros((60, 60), np.float32)
    short[30, 20:28] = 5.0  # 3.6 mm of 0.45 mm each
    assert separate_lines(short, 0.45)[1]["count"] == 0


def test_what_is_faint_all_along_is_no_separate_line() -> None:
    faint = np.zeros((60, 60), np.float32)
    faint[30, 10:50] = 1.5
    assert separate_lines(faint, 0.45)[1]["count"] == 0


def test_two_lines_that_do_not_touch_are_two() -> None:
    two = np.zeros((60, 60), np.float32)
    two[20, 10:50] = two[40, 10:30] = 5.0
    details = separate_lines(two, 0.5)[1]
    assert (details["count"], details["length_mm"]) == (2, pytest.approx(30, rel=0.03))


def test_a_slanting_line_has_the_length_along_it() -> None:
    slanting = np.zeros((60, 60), np.float32)
    slanting[np.arange(10, 50), np.arange(10, 50)] = 5.0
    assert separate_lines(slanting, 0.5)[1]["length_mm"] == pytest.approx(20 * np.sqrt(2), rel=0.03)


def test_the_depth_of_a_line_is_in_percent_of_the_light_beside_it() -> None:
    line = np.zeros((60, 60), np.float32)
    line[30, 10:50] = 100 * np.log10(1 / 0.8)
    assert separate_lines(line, 0.5)[1]["depth_percent"] == pytest.approx(20, abs=0.01)
