"""Summaries: several groups together, by their weights, and what is said where too little of them is known."""

from __future__ import annotations

import pytest

from vision.concerns import CONCERNS, Reason
from vision.concerns.concern import Group
from vision.findings import Composite, Summary, grade_of, summarize
from vision.findings.composite import GROUPS, Region
from vision.findings.summary import KINDS, SummaryKind

KIND = SummaryKind("told", "Told", "surface", {"surface": 2, "pigment": 1, "redness": 1})


def _group(group: Group, severity: float, reach: float | None = 5.0, region: Region = "face") -> Composite:
    interval = None if reach is None else (severity - reach, severity + reach)
    grade = grade_of(severity)
    return Composite(region, group, None, 1.0, True, severity=severity, grade=grade, interval=interval)


def _missing(group: Group, reason: Reason = Reason.COVERED) -> Composite:
    return Composite(
        "face", group, None, 0.3, False, reason, f"Only 30 % of what counts here can be assessed: {reason}."
    )


def _told(*composites: Composite) -> Summary:
    (one,) = summarize(composites, [KIND])
    return one


def test_it_is_the_weighted_mean_of_its_groups() -> None:
    summary = _told(_group("surface", 50), _group("pigment", 30), _group("redness", 10))
    assert (summary.severity, summary.grade, summary.interval) == (35.0, 1, (30.0, 40.0))
    assert dict(summary.weights) == {"surface": 0.5, "pigment": 0.25, "redness": 0.25}


def test_groups_that_it_does_not_name_do_not_count() -> None:
    assert _told(_group("surface", 50), _group("lines", 90)).severity == 50


def test_composites_of_single_concerns_do_not_count() -> None:
    alone = Composite("face", "surface", "texture", 1.0, True, severity=90.0, grade=4, interval=(85, 95))
    assert _told(_group("surface", 50), alone).severity == 50


def test_a_group_without_concerns_has_no_part() -> None:
    summary = _told(_group("surface", 50), _group("pigment", 20))
    assert (summary.severity, summary.coverage) == (40.0, 1.0)
    assert dict(summary.weights) == pytest.approx({"surface": 2 / 3, "pigment": 1 / 3})


def test_without_its_core_there_is_none() -> None:
    assert summarize([_group("pigment", 20), _group("redness", 20)], [KIND]) == ()


def test_each_region_has_its_own() -> None:
    regions = [
        each.region for each in summarize([_group("surface", 50), _group("surface", 10, region="t_zone")], [KIND])
    ]
    assert regions == ["t_zone", "face"]


def test_what_is_missing_lowers_the_coverage_and_not_the_severity() -> None:
    summary = _told(_group("surface", 50), _group("pigment", 50), _missing("redness"))
    assert (summary.severity, summary.coverage) == (50.0, 0.75)


def test_less_than_half_is_not_assessable() -> None:
    summary = _told(_missing("surface", Reason.RESOLUTION), _group("pigment", 50), _missing("redness"))
    assert (summary.assessable, summary.severity, summary.grade, summary.interval) == (False, None, None, None)
    assert summary.reason is Reason.RESOLUTION
    assert summary.reason_message is not None and "resolution" in summary.reason_message


def test_one_unknown_interval_makes_it_unknown() -> None:
    assert _told(_group("surface", 50), _group("pigment", 50, reach=None)).interval is None


def test_ours_are_of_groups_that_exist_and_named_as_worse_when_higher() -> None:
    for kind in KINDS:
        assert kind.core in kind.weights and set(kind.weights) <= set(GROUPS)
        assert all(weight > 0 for weight in kind.weights.values())
        assert kind.title.startswith("Loss of ")


def test_every_concern_of_the_skin_takes_part_in_skin_quality() -> None:
    """Except lines. By its group alone, so that a new concern needs its row and no more."""
    (skin,) = [kind for kind in KINDS if kind.name == "skin_quality"]
    counted = {concern.name for concern in CONCERNS if concern.group in skin.weights}
    assert counted >= {"texture", "brown_spots", "redness"}
    assert "forehead_lines" not in counted
