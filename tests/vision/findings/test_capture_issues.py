"""What the capture check found bears on what may be claimed."""

from __future__ import annotations

import pytest

from tests.vision.concerns.canvas import Canvas
from tests.vision.concerns.on_skin import CONCERNS, sight
from vision.capture.limits import load_limits
from vision.concerns import Concern, Reason
from vision.findings import Finding, Visibility, interval_reach, measure_concern

each_concern = pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)


def _found(canvas: Canvas, concern: Concern, *issues: str) -> list[Finding]:
    visible = {zone.name: Visibility(1.0, None) for zone in canvas.atlas.zones}
    return measure_concern(concern, sight(canvas.skin(), canvas.chart()), canvas.atlas, visible, frozenset(issues))[0]


@each_concern
def test_no_interval_is_claimed_under_an_issue_that_unsettles_the_concern(concern: Concern, even_skin: Canvas) -> None:
    found = _found(even_skin, concern, concern.unsettled_by[0])
    assert all(finding.assessable and finding.interval is None for finding in found)


@pytest.mark.parametrize("concern", [c for c in CONCERNS if interval_reach(c.name)], ids=lambda concern: concern.name)
def test_an_issue_that_does_not_bear_on_it_leaves_the_interval(concern: Concern, even_skin: Canvas) -> None:
    assert all(finding.interval is not None for finding in _found(even_skin, concern, "roll"))


@pytest.mark.parametrize("concern", [c for c in CONCERNS if c.spoiled_by], ids=lambda concern: concern.name)
def test_where_the_light_took_the_color_nothing_is_measured(concern: Concern, even_skin: Canvas) -> None:
    found = _found(even_skin, concern, concern.spoiled_by[0])
    assert {finding.reason for finding in found} == {Reason.LIGHT}


@each_concern
def test_the_codes_are_those_of_the_capture_check(concern: Concern) -> None:
    known = {limit.code for limit in load_limits()}
    assert {*concern.spoiled_by, *concern.unsettled_by} <= known


def test_a_concern_names_what_unsettles_it() -> None:
    """An empty tuple would claim that no photo is too poor for its interval."""
    assert all(concern.unsettled_by for concern in CONCERNS)
