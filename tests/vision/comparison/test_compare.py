"""What is said of a change: the size, the sign, or nothing; and never more than the photos carry."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.vision.comparison.conftest import Look, Pixels
from vision.analysis import Analysis, Analyzer, Declaration
from vision.capture import CaptureIssue, CaptureReport
from vision.comparison import Change, Comparer, Comparison, Label, depends_on_expression
from vision.comparison.limits import load_limits
from vision.comparison.scatter import load_scatter
from vision.concerns import CONCERNS

DEPENDENT = {concern.name for concern in CONCERNS if depends_on_expression(concern)}


def declared(analysis: Analysis, declaration: Declaration, *issues: CaptureIssue) -> Analysis:
    return replace(analysis, capture=CaptureReport(declaration, issues))


def the_change(comparison: Comparison, zone: str, concern: str) -> Change:
    return next(change for change in comparison.changes if (change.zone, change.concern) == (zone, concern))


@pytest.fixture(scope="module")
def same(comparer: Comparer, earlier: Analysis) -> Comparison:
    return comparer.compare(earlier, earlier)


def test_the_same_photo_has_not_changed(same: Comparison) -> None:
    told = [change for change in same.changes if change.label == Label.COMPARABLE]
    assert told and {change.outcome for change in told} == {"no_measurable_change"}
    assert max(abs(change.change or 0.0) for change in told) <= 5


def test_every_finding_is_answered(same: Comparison, earlier: Analysis) -> None:
    assert [(c.zone, c.concern) for c in same.changes] == [(f.zone, f.concern) for f in earlier.findings]


def test_a_flush_is_found_where_it_is(reddened: Comparison) -> None:
    change = the_change(reddened, "mid_cheek_left", "redness")
    assert change.outcome == "rose" and change.change is not None and change.change > 20
    assert change.interval is not None and change.interval[0] < change.change < change.interval[1]
    assert not the_change(reddened, "mid_cheek_right", "redness").measurable


def test_the_other_way_round_it_fell(comparer: Comparer, reddened: Comparison) -> None:
    back = comparer.compare(reddened.after, reddened.before)
    assert the_change(back, "mid_cheek_left", "redness").outcome == "fell"


def test_what_one_photo_does_not_carry_is_not_comparable(same: Comparison, earlier: Analysis) -> None:
    silent = {(f.zone, f.concern): f.reason for f in earlier.findings if f.reason is not None}
    assert silent
    for (zone, concern), reason in silent.items():
        change = the_change(same, zone, concern)
        assert (change.label, change.outcome, change.change) == (Label.NOT_COMPARABLE, None, None)
        assert change.caveats[0].code == reason


def test_only_comparable_changes_have_a_size(reddened: Comparison, comparer: Comparer) -> None:
    smiled = comparer.compare(reddened.before, declared(reddened.after, Declaration(expression="smile")))
    for comparison in (reddened, smiled):
        for change in comparison.changes:
            assert (change.change is not None) == (change.label == Label.COMPARABLE)
            assert (change.interval is not None) == (change.label == Label.COMPARABLE)
            assert (change.basis is None) == (change.least is None)
            assert (change.outcome is None) == (change.label == Label.NOT_COMPARABLE)
            assert bool(change.caveats) == (change.label != Label.COMPARABLE)


def test_another_expression_leaves_no_size_to_what_moves(comparer: Comparer, earlier: Analysis) -> None:
    changes = comparer.compare(earlier, declared(earlier, Declaration(expression="smile"))).changes
    moving = [change for change in changes if change.concern in DEPENDENT]
    assert moving and all(change.label == Label.NOT_COMPARABLE for change in moving)
    assert {change.label for change in changes} == {Label.DIRECTIONAL, Label.NOT_COMPARABLE}
    assert the_change(comparer.compare(earlier, earlier), "chin", "redness").label == Label.COMPARABLE


def test_another_view_leaves_nothing(comparer: Comparer, earlier: Analysis) -> None:
    changes = comparer.compare(earlier, declared(earlier, Declaration(view="left_oblique"))).changes
    assert {change.label for change in changes} == {Label.NOT_COMPARABLE}


@pytest.mark.parametrize(("yaw", "label"), [(3, Label.COMPARABLE), (8, Label.DIRECTIONAL), (15, Label.NOT_COMPARABLE)])
def test_a_turned_head_leaves_less(comparer: Comparer, earlier: Analysis, yaw: float, label: Label) -> None:
    pose = replace(earlier.face.pose, yaw_deg=earlier.face.pose.yaw_deg + yaw)
    turned = replace(earlier, face=replace(earlier.face, pose=pose))
    assert the_change(comparer.compare(earlier, turned), "chin", "redness").label == label


def test_another_version_of_a_measure_does_not_compare(comparer: Comparer, earlier: Analysis) -> None:
    older = replace(earlier, versions=earlier.versions | {"redness": "0"})
    comparison = comparer.compare(older, earlier)
    assert the_change(comparison, "chin", "redness").label == Label.NOT_COMPARABLE
    assert the_change(comparison, "chin", "uneven_tone").label == Label.COMPARABLE


def test_another_network_compares_nothing(comparer: Comparer, earlier: Analysis) -> None:
    older = replace(earlier, versions=earlier.versions | {"face_mesh": "0"})
    assert {change.label for change in comparer.compare(older, earlier).changes} == {Label.NOT_COMPARABLE}


def test_a_fault_that_unsettles_a_concern_leaves_the_sign(comparer: Comparer, earlier: Analysis) -> None:
    (redness,) = [concern for concern in CONCERNS if concern.name == "redness"]
    issue = CaptureIssue(redness.unsettled_by[0], "Something is wrong.", 1.0, 0.5, False)
    comparison = comparer.compare(earlier, declared(earlier, Declaration(), issue))
    change = the_change(comparison, "chin", "redness")
    assert change.label == Label.DIRECTIONAL and "later photo" in change.caveats[0].message


def test_a_fault_that_both_photos_have_alike_does_not_count(comparer: Comparer, earlier: Analysis) -> None:
    (redness,) = [concern for concern in CONCERNS if concern.name == "redness"]
    labels = []
    for value in (1.0, 1.1, 2.0):
        first, second = (
            declared(earlier, Declaration(), CaptureIssue(redness.unsettled_by[0], "Wrong.", each, 0.9, False))
            for each in (1.0, value)
        )
        labels.append(the_change(comparer.compare(first, second), "chin", "redness").label)
    assert labels == [Label.COMPARABLE, Label.COMPARABLE, Label.DIRECTIONAL]


def test_without_a_measured_scatter_no_size_is_told(analyzer: Analyzer, reddened: Comparison) -> None:
    changes = Comparer(analyzer, {}).compare(reddened.before, reddened.after).changes
    assert Label.COMPARABLE not in {change.label for change in changes}
    assert {c.caveats[-1].code for c in changes if c.label == Label.DIRECTIONAL} == {"repeatability_unknown"}


def test_light_from_one_side_is_noticed(comparer: Comparer, look: Look, earlier: Analysis, portrait: Pixels) -> None:
    fading = np.linspace(0.5, 1.0, portrait.shape[1])[:, None]
    lit = np.round(((portrait / 255.0) ** 2.2 * fading) ** (1 / 2.2) * 255).astype(np.uint8)
    codes = {caveat.code for _, caveat in comparer.compare(earlier, look(lit)).conditions.caveats}
    assert "side_of_light_differs" in codes


def test_a_coarser_photo_is_compared_at_its_own_size(comparer: Comparer, look: Look, earlier: Analysis) -> None:

    small = look(np.asarray(cv2.resize(earlier.photo.image_rgb, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)))
    comparison = comparer.compare(earlier, small)
    sizes = [a.face.mm_per_px for a in (comparison.matched_before, comparison.matched_after)]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.03)
    assert comparison.size_ratio == pytest.approx(0.6, rel=0.03)
    assert not [change for change in comparison.changes if change.outcome in ("rose", "fell") and change.change]
    lost = [c for c in comparison.changes if c.caveats and "brought to the other's size" in c.caveats[0].message]
    assert lost and {change.caveats[0].code for change in lost} == {"resolution"}


def test_limits_rise_and_name_their_source() -> None:
    for limit in load_limits():
        assert limit.source.strip() and limit.sentence.format(value=limit.directional)
        assert limit.not_comparable is None or limit.directional < limit.not_comparable
        assert limit.judge(limit.directional * 0.99) is None
        assert limit.judge(-limit.directional * 1.01) is not None


def test_what_counts_as_a_change_exceeds_its_interval() -> None:
    for scatter in load_scatter().values():
        assert scatter.least > scatter.reach > 0
