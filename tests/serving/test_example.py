"""The example of an answer on the API's page is one that the software could give."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from models.registry import REGISTRY
from vision.analysis import AnalysisDocument
from vision.analysis.composed import CompositePart, DriversPart
from vision.analysis.document import FindingPart, IssuePart, ProportionPart
from vision.capture.limits import load_limits
from vision.concerns import CONCERNS, Reason
from vision.findings import Composite, grade_of, rank_drivers
from vision.marks import shape_of
from vision.proportions import NoProportionReason, load_accuracy, load_rows, no_proportion
from vision.skin import ita_class
from vision.zones import load_zones

LANDMARKS = 478
NINETY_PERCENT = 1.645  # standard deviations either side
CONCERN = {concern.name: concern for concern in CONCERNS}
ZONE = {zone.name: zone for zone in load_zones()}
REPEATABILITY = json.loads((files("vision.findings") / "data" / "repeatability.json").read_text())["severity_sd"]
WRITTEN = json.loads((files("serving.analyses") / "example.json").read_text(encoding="utf-8"))


def _document() -> AnalysisDocument:
    """The example with the landmarks that it leaves out."""
    shown = WRITTEN["face"]["landmarks_px"]
    landmarks = shown + shown[:1] * (LANDMARKS - len(shown))
    return AnalysisDocument.model_validate(WRITTEN | {"face": WRITTEN["face"] | {"landmarks_px": landmarks}})


EXAMPLE = _document()
ASSESSABLE = [finding for finding in EXAMPLE.findings if finding.assessable]
NOT_ASSESSABLE = [finding for finding in EXAMPLE.findings if not finding.assessable]


def test_it_shows_every_kind_of_part() -> None:
    """Or the tests below would have nothing to look at."""
    assert ASSESSABLE and NOT_ASSESSABLE and EXAMPLE.zones and EXAMPLE.capture.issues and EXAMPLE.versions


@pytest.mark.parametrize("zone", EXAMPLE.zones, ids=lambda zone: zone.zone)
def test_a_zone_is_one_of_the_zone_file(zone) -> None:
    row = ZONE[zone.zone]
    assert (zone.title, zone.third) == (row.title, row.third)


@pytest.mark.parametrize("finding", EXAMPLE.findings, ids=lambda finding: finding.concern)
def test_a_finding_is_of_a_concern_in_a_zone_it_is_offered_in(finding: FindingPart) -> None:
    assert ZONE[finding.zone].kind in CONCERN[finding.concern].zone_kinds
    assert finding.zone in {zone.zone for zone in EXAMPLE.zones}


@pytest.mark.parametrize("finding", ASSESSABLE, ids=lambda finding: finding.concern)
def test_its_numbers_follow_from_its_quantity(finding: FindingPart) -> None:
    concern = CONCERN[finding.concern]
    assert finding.severity == pytest.approx(concern.severity(finding.quantity), abs=0.1)
    assert (finding.grade, finding.unit) == (grade_of(finding.severity), concern.unit)
    assert EXAMPLE.capture.mm_per_px <= concern.zones[ZONE[finding.zone].kind]
    assert (finding.reason, finding.reason_message) == (None, None)


@pytest.mark.parametrize("finding", ASSESSABLE, ids=lambda finding: finding.concern)
def test_its_interval_is_made_of_the_measured_repeatability(finding: FindingPart) -> None:
    reach = NINETY_PERCENT * REPEATABILITY[finding.concern]
    expected = (round(max(finding.severity - reach, 0), 1), round(min(finding.severity + reach, 100), 1))
    assert finding.interval == expected


@pytest.mark.parametrize("finding", ASSESSABLE, ids=lambda finding: finding.concern)
def test_no_issue_of_its_photo_bears_on_what_it_shows(finding: FindingPart) -> None:
    concern = CONCERN[finding.concern]
    issues = {issue.code for issue in EXAMPLE.capture.issues}
    assert not issues & {*concern.spoiled_by, *concern.unsettled_by}


@pytest.mark.parametrize("finding", NOT_ASSESSABLE, ids=lambda finding: finding.concern)
def test_where_there_are_no_numbers_there_is_a_reason(finding: FindingPart) -> None:
    assert finding.reason in list(Reason) and finding.reason_message
    numbers = [finding.severity, finding.grade, finding.interval, finding.quantity, finding.unit]
    assert set(numbers) == {None}


@pytest.mark.parametrize("issue", EXAMPLE.capture.issues, ids=lambda issue: issue.code)
def test_an_issue_is_what_a_limit_says_of_its_value(issue: IssuePart) -> None:
    said = [judged[0] for row in load_limits() if row.code == issue.code and (judged := row.judge(issue.value))]
    assert (issue.message, issue.limit) in [(each.message, each.limit) for each in said]


def test_its_verdict_follows_from_its_issues() -> None:
    assert EXAMPLE.capture.verdict == "warn"


def test_its_skin_class_is_that_of_its_angle() -> None:
    assert EXAMPLE.skin is not None
    assert EXAMPLE.skin.ita_class == ita_class(EXAMPLE.skin.ita_deg)


def test_its_versions_are_those_of_models_and_measures() -> None:
    known = {spec.name: spec.version for spec in REGISTRY} | {concern.name: concern.version for concern in CONCERNS}
    assert EXAMPLE.versions.items() <= known.items()
    assert {finding.concern for finding in EXAMPLE.findings} <= EXAMPLE.versions.keys()


@pytest.mark.parametrize("composite", EXAMPLE.composites, ids=lambda composite: str(composite.concern))
def test_a_composite_is_one_that_findings_could_make(composite: CompositePart) -> None:
    assert composite.grade == grade_of(composite.severity)
    assert composite.interval[0] <= composite.severity <= composite.interval[1]
    alone = [f for f in ASSESSABLE if f.concern == composite.concern]
    assert [f.severity for f in alone] in ([], [composite.severity])  # one zone alone is the composite


@pytest.mark.parametrize("drivers", EXAMPLE.drivers, ids=lambda drivers: drivers.third)
def test_its_drivers_are_what_its_ranking_says(drivers: DriversPart) -> None:
    ranking = [
        Composite(drivers.third, r.group, None, 1.0, True, None, None, r.severity, r.grade, r.interval)
        for r in drivers.ranking
    ]
    (expected,) = [each for each in rank_drivers(ranking) if each.third == drivers.third]
    assert (drivers.outcome, drivers.dominant, drivers.statement) == (
        *(expected.outcome, expected.dominant),
        expected.statement,
    )
    groups = {c.group: c.severity for c in EXAMPLE.composites if c.concern is None and c.region == drivers.third}
    assert groups.items() <= {r.group: r.severity for r in drivers.ranking}.items()


def test_its_concerns_are_those_of_the_registry() -> None:
    assert {f.concern for f in EXAMPLE.findings} == {c.concern for c in EXAMPLE.concerns}
    for part in EXAMPLE.concerns:
        concern = CONCERN[part.concern]
        assert (part.title, part.group, part.unit) == (concern.title, concern.group, concern.unit)


def test_its_marks_are_of_what_it_shows() -> None:
    details = {(f.concern, f.zone): f.details for f in ASSESSABLE}
    assert EXAMPLE.marks
    assert all(shape_of(details[mark.concern, mark.zone]) == mark.shape for mark in EXAMPLE.marks)


@pytest.mark.parametrize("found", EXAMPLE.proportions, ids=lambda found: found.name)
def test_a_proportion_is_told_as_its_accuracy_allows(found: ProportionPart) -> None:
    (row,) = [row for row in load_rows() if row.name == found.name]
    assert found.title == row.title
    if found.assessable:
        interval = load_accuracy()[found.name].interval(found.value, in_mm=row.unit == "mm")
        assert (found.unit, found.interval) == (row.unit, tuple(round(end, 1) for end in interval))
    else:
        said = no_proportion(row.name, row.title, NoProportionReason(found.reason))
        assert (found.value, found.unit, found.interval, found.reason_message) == (
            None,
            None,
            None,
            said.reason_message,
        )


def test_it_shows_proportions_with_a_value_and_without() -> None:
    assert {found.assessable for found in EXAMPLE.proportions} == {True, False}


def test_it_has_no_second_photo_and_says_so() -> None:
    assert (WRITTEN["animated"], WRITTEN["dynamic"]) == (None, None)
