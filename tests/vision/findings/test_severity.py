"""From a quantity to severity, grade and interval."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vision.concerns.canvas import Canvas
from tests.vision.concerns.on_skin import sight
from tests.vision.findings.told import answering
from vision.concerns import CONCERNS
from vision.findings import GRADE_NAMES, Finding, Visibility, grade_of, measure_concern

NINETY_PERCENT = 1.645  # standard deviations either side of a normal distribution
scores = st.floats(min_value=0, max_value=100)
with_one_canvas = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
REPEATABILITY = json.loads((files("vision.findings") / "data" / "repeatability.json").read_text())["severity_sd"]


def finding(canvas: Canvas, quantity: float, name: str = "redness") -> Finding:
    visible = {zone.name: Visibility(1.0, None) for zone in canvas.atlas.zones}
    found, _ = measure_concern(answering(quantity, name), sight(canvas.skin(), canvas.chart()), canvas.atlas, visible)
    return found[0]


@pytest.mark.parametrize(
    ("severity", "grade"),
    [(0, 0), (19.9, 0), (20, 1), (39.9, 1), (40, 2), (59.9, 2), (60, 3), (79.9, 3), (80, 4), (100, 4)],
)
def test_grades_are_five_equal_steps(severity: float, grade: int) -> None:
    assert grade_of(severity) == grade


@given(one=scores, other=scores)
def test_a_higher_severity_is_never_a_lower_grade(one: float, other: float) -> None:
    lower, higher = sorted([one, other])
    assert grade_of(lower) <= grade_of(higher)


@given(severity=scores)
def test_every_grade_has_a_name(severity: float) -> None:
    assert GRADE_NAMES[grade_of(severity)]


@with_one_canvas
@given(quantity=scores)
def test_the_interval_contains_the_severity_and_stays_on_the_scale(quantity: float, even_skin: Canvas) -> None:
    found = finding(even_skin, quantity)
    assert found.interval is not None and found.severity is not None
    assert 0 <= found.interval[0] <= found.severity <= found.interval[1] <= 100


@with_one_canvas
@given(quantity=scores)
def test_the_grade_is_that_of_the_severity_as_shown(quantity: float, even_skin: Canvas) -> None:
    """19.96 is shown as 20.0: then it is mild too, or the page would contradict itself."""
    found = finding(even_skin, quantity)
    assert found.severity is not None
    assert found.severity == round(found.severity, 1) and found.grade == grade_of(found.severity)


def test_the_interval_is_made_of_the_measured_repeatability(even_skin: Canvas) -> None:
    reach = NINETY_PERCENT * REPEATABILITY["redness"]
    assert finding(even_skin, 50).interval == pytest.approx((50 - reach, 50 + reach), abs=1e-6)


def test_without_measured_repeatability_there_is_no_interval(even_skin: Canvas) -> None:
    found = finding(even_skin, 50, name="never_measured")
    assert (found.severity, found.interval) == (50, None)


@pytest.mark.parametrize("name", REPEATABILITY)
def test_a_measured_repeatability_is_a_scatter(name: str) -> None:
    assert 0 < REPEATABILITY[name] < 100


def test_no_repeatability_is_kept_of_concerns_that_are_gone() -> None:
    assert REPEATABILITY.keys() - {concern.name for concern in CONCERNS} == set()
