"""Dynamic lines: what an expression adds to the lines at rest, and when nothing may be said of it."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.conftest import Portraits
from vision.analysis import Analysis, AnalysisDocument, Analyzer, Declaration, DynamicFinding, PairReason, dynamic_lines
from vision.capture import CaptureIssue, CaptureReport
from vision.concerns import CONCERNS, Reason
from vision.face import Face, FaceFinder
from vision.findings import Finding, grade_of, interval_reach
from vision.zones import load_zones

AT_REST, SMILE, BROWS_UP = Declaration(), Declaration("front", "smile"), Declaration("front", "brows_up")
MISMATCH = CaptureIssue("expression_mismatch", "Please smile.", 0.0, 0.02, rejects=False)


def _finding(
    severity: float | Reason, concern: str = "crows_feet", zone: str = "crows_feet_left", **more: Any
) -> Finding:
    if isinstance(severity, Reason):
        return Finding(zone, concern, False, severity, "Hair covers it.")
    interval = max(severity - 10, 0.0), min(severity + 10, 100.0)
    return Finding(zone, concern, True, severity=severity, grade=grade_of(severity), interval=interval, **more)


def _taken(finding: Finding, declaration: Declaration = AT_REST, *issues: CaptureIssue) -> Any:
    concerns = (replace(CONCERNS[0], name=finding.concern, moves_with_expression=True),)
    return SimpleNamespace(capture=CaptureReport(declaration, issues), findings=(finding,), concerns=concerns)


def _compared(rest: Finding, animated: Finding) -> DynamicFinding:
    (found,) = dynamic_lines(_taken(rest), _taken(animated, SMILE))
    return found


# The difference.


def test_it_is_what_the_expression_adds() -> None:
    found = _compared(_finding(30.0), _finding(52.5))
    assert (found.rest, found.animated, found.increase, found.assessable) == (30.0, 52.5, 22.5, True)
    assert (found.zone, found.concern, found.expression) == ("crows_feet_left", "crows_feet", "smile")


def test_it_is_never_below_zero_but_its_interval_may_reach_there() -> None:
    found = _compared(_finding(30.0), _finding(28.0))
    assert found.increase == 0
    assert found.interval is not None and found.interval[0] < 0 < found.interval[1]


@pytest.mark.parametrize(("rest", "animated"), [(0, 0), (0, 100), (100, 0), (50, 45), (20, 90)])
def test_its_interval_holds_it(rest: float, animated: float) -> None:
    found = _compared(_finding(float(rest)), _finding(float(animated)))
    assert found.interval is not None and found.increase is not None
    assert -100 <= found.interval[0] <= found.increase <= found.interval[1] <= 100


def test_its_interval_is_that_of_two_independent_photos() -> None:
    found, reach = _compared(_finding(30.0), _finding(60.0)), interval_reach("crows_feet")
    assert reach is not None
    assert found.interval == pytest.approx((30 - sqrt(2) * reach, 30 + sqrt(2) * reach))


@pytest.mark.parametrize("unknown", ["rest", "animated"])
def test_without_one_of_the_intervals_there_is_none(unknown: str) -> None:
    findings = {"rest": _finding(30.0), "animated": _finding(60.0)}
    findings[unknown] = replace(findings[unknown], interval=None)
    assert _compared(**findings).interval is None


def test_a_concern_of_unknown_repeatability_has_no_interval() -> None:
    found = _compared(_finding(3.0, "never_measured"), _finding(9.0, "never_measured"))
    assert (found.increase, found.interval) == (6.0, None)


def test_its_details_are_differences() -> None:
    rest = _finding(30.0, details={"count": 2.0, "length_mm": 20.0})
    animated = _finding(60.0, details={"count": 5.0, "length_mm": 75.5})
    assert _compared(rest, animated).details == {"count": 3.0, "length_mm": 55.5}


# When nothing can be said.


def test_what_one_photo_does_not_carry_is_not_compared() -> None:
    found = _compared(_finding(30.0), _finding(Reason.COVERED))
    assert (found.assessable, found.reason, found.increase, found.interval) == (False, Reason.COVERED, None, None)
    assert found.reason_message == "Animated: Hair covers it."
    assert found.rest == 30.0, "what the other photo does carry stays"


def test_the_photo_at_rest_may_be_the_one_that_lacks_it() -> None:
    found = _compared(_finding(Reason.OBLIQUE), _finding(30.0))
    assert (found.reason, found.reason_message) == (Reason.OBLIQUE, "At rest: Hair covers it.")


def _reason(rest: Any, animated: Any) -> tuple[Any, str | None]:
    (found,) = dynamic_lines(rest, animated)
    assert not found.assessable and found.increase is None
    return found.reason, found.reason_message


def test_an_expression_that_is_not_shown_is_no_expression() -> None:
    reason, message = _reason(_taken(_finding(30.0)), _taken(_finding(31.0), SMILE, MISMATCH))
    assert reason is PairReason.EXPRESSION and message is not None and "second photo" in message


def test_nor_is_rest() -> None:
    assert _reason(_taken(_finding(30.0)), _taken(_finding(31.0)))[0] is PairReason.EXPRESSION


@pytest.mark.parametrize("rest", [_taken(_finding(30.0), SMILE), _taken(_finding(30.0), AT_REST, MISMATCH)])
def test_what_is_not_at_rest_is_nothing_to_start_from(rest: Any) -> None:
    reason, message = _reason(rest, _taken(_finding(31.0), SMILE))
    assert reason is PairReason.EXPRESSION and message is not None and "first photo" in message


def test_two_sides_of_a_face_are_not_compared() -> None:
    other = _taken(_finding(30.0), Declaration("left_oblique", "smile"))
    assert _reason(_taken(_finding(30.0)), other)[0] is PairReason.VIEW


def test_an_expression_says_nothing_of_skin_that_it_does_not_fold() -> None:
    reason, message = _reason(_taken(_finding(30.0)), _taken(_finding(60.0), BROWS_UP))
    assert reason is PairReason.EXPRESSION
    assert message == "The skin here is not folded by raised brows; that takes a smile."


def test_skin_that_nothing_folds_says_so() -> None:
    chin = {"concern": "lines_of_the_chin", "zone": "chin"}
    (found,) = dynamic_lines(_taken(_finding(30.0, **chin)), _taken(_finding(60.0, **chin), SMILE))
    assert found.reason_message == "The skin here is not folded by a smile; nor does any other that can be asked for."


def test_the_codes_do_not_clash_with_those_of_findings() -> None:
    assert not {reason.value for reason in PairReason} & {reason.value for reason in Reason}


# Real faces.


@pytest.fixture(scope="module")
def pairs(
    analyzer: Analyzer, finder: FaceFinder, portraits: Portraits, portrait_faces: dict[str, Face]
) -> list[tuple[Analysis, Analysis]]:
    """Eleven people at rest and smiling."""
    made = []
    for person in portraits.ids[::3]:
        smiling = portraits.photo(person, "smiling")
        (face,) = finder.find([smiling])
        assert isinstance(face, Face)
        rest = analyzer.measure(portraits.photo(person), portrait_faces[person])
        made.append((rest, analyzer.measure(smiling, face, SMILE)))
    return made


@pytest.mark.evaluation_data
def test_a_smile_makes_crows_feet(pairs: list[tuple[Analysis, Analysis]]) -> None:
    """Of each person the deeper side. Not everybody has them: half of these people rise by 8 points or more."""
    increases = []
    for rest, animated in pairs:
        found = [d.increase for d in dynamic_lines(rest, animated) if d.concern == "crows_feet" and d.assessable]
        if found:
            increases.append(max(increase for increase in found if increase is not None))
    assert len(increases) >= 6
    assert np.median(increases) > 4


@pytest.mark.evaluation_data
def test_a_photo_compared_with_itself_adds_nothing(pairs: list[tuple[Analysis, Analysis]]) -> None:
    rest, _ = pairs[0]
    smiling = replace(rest, capture=CaptureReport(SMILE, ()))
    unmoved = replace(rest, capture=CaptureReport(AT_REST, ()))
    assert {d.increase for d in dynamic_lines(unmoved, smiling) if d.assessable} == {0.0}


@pytest.mark.evaluation_data
def test_the_document_says_where_there_was_no_second_photo(pairs: list[tuple[Analysis, Analysis]]) -> None:
    document = AnalysisDocument.of(pairs[0][0])
    assert (document.dynamic, document.animated) == (None, None)
    assert '"dynamic":null' in document.model_dump_json()


@pytest.mark.evaluation_data
def test_the_document_holds_every_zone_of_every_moving_concern(pairs: list[tuple[Analysis, Analysis]]) -> None:
    document = AnalysisDocument.of(*pairs[0])
    moving = [(z.name, c.name) for c in CONCERNS if c.is_dynamic for z in load_zones() if z.kind in c.zones]
    assert document.dynamic is not None and document.animated is not None
    assert [(d.zone, d.concern) for d in document.dynamic] == moving
    assert document.animated.photo.sha256 == pairs[0][1].photo.sha256
    assert document.animated.photo.expression == "smile"
    assert AnalysisDocument.model_validate_json(document.model_dump_json()) == document
