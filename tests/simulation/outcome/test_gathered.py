"""Effects held against findings: what is shown, how far, and why something is not."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.library import load_library
from planning.plan_visits import treatment_effects
from simulation.effects import Level
from simulation.intended import Asked, Intended, intend
from simulation.outcome import Gathered, combined, gather
from simulation.scales import cap_points, target_points
from vision.analysis import Analysis
from vision.concerns import CONCERNS, Reason
from vision.findings import Finding
from vision.zones import load_zones

_LIBRARY = load_library()
_CONCERNS = {concern.name: concern for concern in CONCERNS}


def _analysis(severity: float = 50.0, unseen: tuple[str, ...] = ()) -> Analysis:
    """Every finding of one severity; some concerns not assessable."""
    findings = tuple(
        _finding(concern.name, zone.name, None if concern.name in unseen else severity)
        for concern in CONCERNS
        for zone in load_zones()
        if zone.kind in concern.zones
    )
    return cast(Analysis, SimpleNamespace(findings=findings))


def _finding(concern: str, zone: str, severity: float | None) -> Finding:
    if severity is None:
        return Finding(zone, concern, False, reason=Reason.COVERED, reason_message="Covered.")
    low, high = _CONCERNS[concern].anchors
    return Finding(
        zone,
        concern,
        True,
        severity=min(max(severity, 0.0), 100.0),
        quantity=low + severity / 100 * (high - low),
        unit=_CONCERNS[concern].unit,
    )


def _intended(name: str, zones: tuple[str, ...] = (), level: Level = "expected", day: int | None = None) -> Intended:
    return intend(treatment_effects(_LIBRARY.treatment(name)), Asked(name, zones, level), day=day)


def _points(gathered: Gathered) -> dict[tuple[str, str], float]:
    return {(each.concern, each.zone): each.points for each in gathered.targeted}


@pytest.mark.parametrize("level", ["low", "expected", "high"])
def test_a_finding_falls_by_what_its_effect_says_and_no_further_than_the_cap(level: Level) -> None:
    intended = _intended("ha_filler_nasolabial_fold", level=level)
    (effect,) = intended.effects
    gathered = gather([intended], _analysis(60))
    assert {each.zone for each in gathered.targeted} == {"nasolabial_fold_right", "nasolabial_fold_left"}
    for each in gathered.targeted:
        assert each.points == pytest.approx(target_points(effect, level, 60))
        assert each.cap_points == pytest.approx(cap_points(effect, 60))
        assert each.points <= each.cap_points + 1e-9


def test_on_another_day_less_is_shown() -> None:
    peak = _intended("botulinum_toxin_upper_face")
    later = gather([peak.at(90)], _analysis())
    assert all(0 < points < _points(gather([peak], _analysis()))[key] for key, points in _points(later).items())
    gone = gather([peak.at(400)], _analysis())
    assert gone.doses == () and {each.why for each in gone.not_shown} == {"not_yet_or_no_longer"}


def test_a_resting_face_shows_the_small_effect_and_says_what_needs_the_expression() -> None:
    gathered = gather([_intended("botulinum_toxin_upper_face")], _analysis())
    assert {dose.layer for dose in gathered.doses} == {"static_lines"}
    assert {each.why for each in gathered.not_shown} == {"needs_animated_photo"}


def test_a_moved_face_shows_the_dynamic_effect() -> None:
    toxin = _intended("botulinum_toxin_upper_face")
    moved = gather([toxin], _analysis(), at_rest=False)
    assert {dose.layer for dose in moved.doses} == {"dynamic_lines"}
    rest = _points(gather([toxin], _analysis()))
    assert all(points > rest[key] for key, points in _points(moved).items())


def test_what_cannot_be_assessed_is_not_changed_and_the_reason_is_kept() -> None:
    gathered = gather([_intended("ha_filler_nasolabial_fold")], _analysis(unseen=("nasolabial_folds",)))
    assert gathered.doses == () and gathered.targeted == ()
    assert {(each.why, each.concern) for each in gathered.not_shown} == {("not_assessable", "nasolabial_folds")}
    assert all(each.message.endswith("Covered.") for each in gathered.not_shown)


def test_where_nothing_is_to_be_seen_nothing_is_lessened() -> None:
    gathered = gather([_intended("ha_filler_nasolabial_fold")], _analysis(-5))
    assert gathered.doses == () and {each.why for each in gathered.not_shown} == {"nothing_to_lessen"}


def test_two_treatments_of_one_layer_share_one_dose() -> None:
    both = [_intended("topical_retinoid", ("lateral_cheek",)), _intended("poly_l_lactic_acid", ("lateral_cheek",))]
    together = gather(both, _analysis())
    alone = [_points(gather([each], _analysis())) for each in both]
    lines = [dose for dose in together.doses if dose.layer == "static_lines"]
    assert len(lines) == len({dose.zone for dose in lines})
    for key in alone[0].keys() & alone[1].keys():
        assert max(alone[0][key], alone[1][key]) < _points(together)[key] < alone[0][key] + alone[1][key]


def test_every_intended_effect_is_shown_or_accounted_for() -> None:
    for name, treatment in _LIBRARY.treatments.items():
        if not treatment.effects:
            continue
        intended = _intended(name)
        gathered = gather([intended], _analysis())
        told = {(dose.zone, dose.layer) for dose in gathered.doses}
        told |= {(zone, "shape") for move in gathered.moves for zone in move.zones}
        told |= {(each.zone, each.layer) for each in gathered.not_shown}
        meant = {(zone, effect.layer) for effect in intended.effects for zone in intended.zones_of(effect)}
        assert meant - told == set(), name


def test_a_change_of_shape_names_the_findings_it_lessens_in_their_own_millimeters() -> None:
    gathered = gather([_intended("ha_filler_lips")], _analysis())
    (move,), (lips,) = gathered.moves, gathered.targeted
    low, high = _CONCERNS["lip_volume"].anchors
    assert move.mm == pytest.approx(0.6)
    assert lips.points == pytest.approx(100 * 0.6 / (high - low))
    assert lips.cap_points == pytest.approx(100 * move.cap_mm / (high - low))


def test_a_lift_of_one_brow_is_told_of_that_brow() -> None:
    gathered = gather([_intended("focused_ultrasound", ("forehead",))], _analysis())
    zones = {each.zone for each in gathered.targeted if each.concern == "brow_position"}
    assert zones == {"upper_eyelid_right", "upper_eyelid_left"}


_SEVERITY = st.floats(0.5, 100)
_SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@given(_SEVERITY, _SHARES)
def test_together_treatments_take_no_more_than_their_sum_nor_than_there_is(
    severity: float, shares: list[float]
) -> None:
    points = [severity * share for share in shares]
    together = combined(severity, points)
    assert max(points) - 1e-6 <= together <= min(sum(points), severity) + 1e-6


@given(_SEVERITY, _SHARES)
def test_the_order_of_treatments_does_not_matter(severity: float, shares: list[float]) -> None:
    points = [severity * share for share in shares]
    assert combined(severity, points) == pytest.approx(combined(severity, points[::-1]))


def test_nothing_is_taken_from_nothing() -> None:
    assert combined(-3.0, [1.0]) == 0.0


def test_a_level_above_another_asks_for_more_of_everything() -> None:
    for name, treatment in _LIBRARY.treatments.items():
        if not treatment.effects:
            continue
        low, expected, high = (
            _points(gather([replace(_intended(name), level=level)], _analysis()))
            for level in cast(Any, ("low", "expected", "high"))
        )
        assert all(low[key] <= expected[key] <= high[key] for key in low), name
