"""Published scales in our units: small, ordered, capped, and never more than is there."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.library import load_library
from simulation.course import Course
from simulation.effects import LEVELS, Effect, Level
from simulation.errors import ScaleUnitError, ScaleUnknownError
from simulation.scales import GRADE_POINTS, cap_points, fixed_share, load_scales, target_points

SHIPPED = [
    pytest.param(effect, id=f"{treatment.id}-{index}")
    for treatment in load_library().treatments.values()
    for index, effect in enumerate(treatment.effects)
]
SEVERITIES = st.floats(0, 100)


def effect(scale: str, unit: str, *magnitudes: float) -> Effect:
    low, expected, high, cap = magnitudes
    values = {"low": low, "expected": expected, "high": high, "cap": cap, "unit": unit, "scale": scale}
    layer = "shape" if unit == "mm" else "texture"
    course = Course(onset_days=0, peak_days=1)
    return Effect.model_validate({**values, "layer": layer, "course": course, "source": "s"})


@pytest.mark.parametrize("shipped", SHIPPED)
def test_every_effect_resolves_to_a_scale_of_its_unit(shipped: Effect) -> None:
    points = target_points(shipped, "expected", 50)
    assert (points is None) is (shipped.unit == "mm")


@pytest.mark.parametrize("shipped", SHIPPED)
@given(severity=SEVERITIES)
def test_levels_follow_each_other_and_stay_below_the_cap(shipped: Effect, severity: float) -> None:
    low, expected, high = (target_points(shipped, level, severity) for level in LEVELS)
    cap = cap_points(shipped, severity)
    if low is None or expected is None or high is None or cap is None:
        assert {low, expected, high, cap} == {None}
        return
    assert 0 <= low <= expected <= high <= cap <= severity


@pytest.mark.parametrize("shipped", SHIPPED)
def test_where_there_is_a_grade_or_more_it_falls(shipped: Effect) -> None:
    points = [target_points(shipped, "expected", severity) for severity in (20, 40, 60, 80, 100)]
    assert points == [None] * 5 or all(point and point > 0 for point in points)
    assert points == sorted(points, key=lambda point: point or 0)


@pytest.mark.parametrize("shipped", SHIPPED)
@pytest.mark.parametrize("level", LEVELS)
def test_without_a_finding_it_is_a_share_of_the_layer(shipped: Effect, level: Level) -> None:
    share = fixed_share(shipped, level)
    assert share is None if shipped.unit == "mm" else 0 < (share or 0) < 1


@pytest.mark.parametrize(
    ("scale", "grades", "severity", "points"),
    [
        ("own_grade", -1, 60, 20),
        ("own_grade", -0.5, 40, 10),
        ("own_grade", -1, 20, 10),  # half of moderate: half of it
        ("griffiths_photodamage", -1, 60, 10),  # a finer scale
        ("lemperle", -0.5, 100, 8.3),
        ("own_grade", -4, 10, 10),  # no more than is there
        ("own_grade", -1, 0, 0),
    ],
)
def test_a_grade_is_twenty_points_at_most(scale: str, grades: float, severity: float, points: float) -> None:
    given_effect = effect(scale, "grades", grades, grades, grades, grades)
    assert target_points(given_effect, "low", severity) == pytest.approx(points)


def test_percent_is_of_what_is_there() -> None:
    given_effect = effect("vessels_percent", "percent", -5, -10, -20, -40)
    assert [target_points(given_effect, level, 50) for level in LEVELS] == pytest.approx([2.5, 5, 10])
    assert cap_points(given_effect, 50) == pytest.approx(20)
    assert fixed_share(given_effect, "high") == pytest.approx(0.2)


def test_millimeters_claim_no_points() -> None:
    given_effect = effect("millimeters", "mm", 0.1, 0.2, 0.3, 0.4)
    assert (target_points(given_effect, "high", 80), cap_points(given_effect, 80)) == (None, None)


@pytest.mark.parametrize("name", load_scales().by_name)
def test_a_step_counts_its_part_of_a_hundred_rounded_down_and_at_most_a_grade(name: str) -> None:
    row = load_scales().scale(name)
    if row.maps_to == "points":
        assert row.grades is not None
        assert row.points_per_step == min(GRADE_POINTS, math.floor(1000 / row.grades) / 10)
    assert row.validated is False


def test_the_table_says_that_it_is_unvalidated() -> None:
    assert "not been validated" in load_scales().notice


def test_an_unknown_scale_is_a_typed_error() -> None:
    with pytest.raises(ScaleUnknownError) as caught:
        target_points(effect("nobody", "grades", -1, -1, -1, -1), "low", 50)
    assert caught.value.code == "scale_unknown"


def test_a_scale_that_gives_no_size_carries_no_effect() -> None:
    with pytest.raises(ScaleUnitError) as caught:
        cap_points(effect("global_improvement", "grades", -1, -1, -1, -1), 50)
    assert caught.value.details == {"scale": "global_improvement", "unit": "grades"}
