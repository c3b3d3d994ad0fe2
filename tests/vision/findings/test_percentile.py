"""A percentile is of people who were really measured, alike; else there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vision.analysis import Declaration
from vision.capture import CaptureIssue, CaptureReport
from vision.concerns import CONCERNS, Concern
from vision.findings import Finding, Percentile, among_people
from vision.findings.percentile import FEWEST_PEOPLE, Reference, load_reference, parse_reference
from vision.zones import load_zones

(REDNESS,) = (concern for concern in CONCERNS if concern.name == "redness")
SEVERITIES = [0.0, 0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]
FIT = CaptureReport(Declaration(), ())
FOUND = Finding("nose", "redness", assessable=True, severity=45.0, grade=2)


def _people(**changes: object) -> Reference:
    row = {"concern": "redness", "version": REDNESS.version, "zone_kind": "nose", "n": 33, "severities": SEVERITIES}
    return parse_reference({"population": "people", "entries": [row | changes]})


def _told(finding: Finding = FOUND, capture: CaptureReport = FIT, **changes: object) -> Percentile | None:
    (answer,) = among_people([finding], CONCERNS, capture, _people(**changes))
    return answer.percentile


@pytest.mark.parametrize(("severity", "percentile"), [(0.0, 10), (5.0, 20), (10.0, 25), (45.0, 60), (100.0, 100)])
def test_it_is_the_share_below_and_half_of_those_alike(severity: float, percentile: int) -> None:
    assert _told(replace(FOUND, severity=severity)) == Percentile(percentile, "people", 33)


def test_it_says_of_how_many() -> None:
    told = _told(n=FEWEST_PEOPLE)
    assert told is not None and told.n == FEWEST_PEOPLE


def test_too_few_people_make_none() -> None:
    assert _told(n=FEWEST_PEOPLE - 1) is None


def test_people_measured_by_another_version_make_none() -> None:
    assert _told(version=REDNESS.version + "0") is None


@pytest.mark.parametrize("changes", [{"concern": "texture"}, {"zone_kind": "chin"}])
def test_another_concern_or_zone_makes_none(changes: dict[str, str]) -> None:
    assert _told(**changes) is None


@pytest.mark.parametrize("declared", [Declaration(expression="smile"), Declaration(view="left_oblique")])
def test_another_expression_or_view_makes_none(declared: Declaration) -> None:
    assert _told(capture=CaptureReport(declared, ())) is None


def test_what_unsettles_the_concern_makes_none() -> None:
    issue = CaptureIssue(REDNESS.unsettled_by[0], "Words.", 1.0, 0.0, rejects=False)
    assert _told(capture=CaptureReport(Declaration(), (issue,))) is None


def test_what_leaves_the_concern_alone_does_not() -> None:
    issue = CaptureIssue("of_no_matter", "Words.", 1.0, 0.0, rejects=False)
    assert _told(capture=CaptureReport(Declaration(), (issue,))) is not None


def test_what_was_not_assessable_has_none() -> None:
    finding = Finding("nose", "redness", assessable=False)
    assert among_people([finding], CONCERNS, FIT, _people()) == [finding]


@pytest.mark.parametrize("key", load_reference().entries, ids="-".join)
def test_the_people_were_measured_by_the_concerns_of_today(key: tuple[str, str]) -> None:
    """After a version was raised: python tests/evaluation/reference.py."""
    concerns: dict[str, Concern] = {concern.name: concern for concern in CONCERNS}
    concern, kind = key
    assert concern in concerns and kind in concerns[concern].zone_kinds
    assert load_reference().entries[key].version == concerns[concern].version


@pytest.mark.parametrize("key", load_reference().entries, ids="-".join)
def test_the_severities_are_those_of_that_many_people(key: tuple[str, str]) -> None:
    sides = sum(zone.kind == key[1] for zone in load_zones())
    entry = load_reference().entries[key]
    assert entry.people <= len(entry.severities) <= entry.people * sides
    assert list(entry.severities) == sorted(entry.severities)
    assert all(0 <= severity <= 100 for severity in entry.severities)
