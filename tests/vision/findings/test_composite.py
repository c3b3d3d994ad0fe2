"""Composites: what zones add up to, and what is said where too few of them can be assessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vision.concerns import CONCERNS, Concern, Reason
from vision.findings import Composite, Finding, compose, grade_of
from vision.zones import Third, ZoneAtlas

severities = st.floats(min_value=0, max_value=100).map(lambda value: round(value, 1))
with_one_atlas = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
ROUNDING = 0.05  # severities are written to a tenth
WHOLE_FACE = {concern.name: concern.zone_kinds for concern in CONCERNS}


def _found(zone: str, concern: str, severity: float, reach: float | None = 5.0) -> Finding:
    interval = None if reach is None else (max(severity - reach, 0.0), min(severity + reach, 100.0))
    return Finding(zone, concern, True, severity=severity, grade=grade_of(severity), interval=interval)


def _hidden(zone: str, concern: str, reason: Reason = Reason.COVERED) -> Finding:
    return Finding(zone, concern, False, reason, f"Because of {reason.value}.")


def _everywhere(atlas: ZoneAtlas, severity: Callable[[str, str], float]) -> list[Finding]:
    """A finding of every concern in every zone that it is offered in."""
    pairs = [(zone.name, c.name) for c in CONCERNS for zone, _ in atlas.by_kind(c.zone_kinds)]
    return [_found(zone, concern, round(severity(zone, concern), 1)) for zone, concern in pairs]


def _scattered(zone: str, concern: str) -> float:
    return float(hash_of(zone, concern) % 1001) / 10


def hash_of(*words: str) -> int:
    """The same on every run, unlike `hash`."""
    return sum(ord(sign) * 31**i for i, sign in enumerate("".join(words))) % 100_003


def _of(composites: tuple[Composite, ...], region: str, concern: str | None, group: str | None = None) -> Composite:
    (one,) = [c for c in composites if c.region == region and c.concern == concern and group in (None, c.group)]
    return one


def _other_side(zone: str) -> str:
    if zone.endswith("_left"):
        return zone.removesuffix("_left") + "_right"
    return zone.removesuffix("_right") + "_left" if zone.endswith("_right") else zone


def _cheek(name: str = "told", group: str = "surface") -> Concern:
    """A concern of two kinds of zones on each side, of different size."""
    return replace(CONCERNS[0], name=name, group=group, zones={"mid_cheek": 1.0, "lateral_cheek": 1.0})  # type: ignore[arg-type]


CHEEKS = ("mid_cheek_right", "mid_cheek_left", "lateral_cheek_right", "lateral_cheek_left")


def _cheeks(*values: float | Reason, name: str = "told", reach: float | None = 5.0) -> list[Finding]:
    return [
        _hidden(zone, name, value) if isinstance(value, Reason) else _found(zone, name, value, reach)
        for zone, value in zip(CHEEKS, values, strict=True)
    ]


# What it adds up to.


@with_one_atlas
@given(severity=severities)
def test_the_same_everywhere_is_the_same_as_a_whole(severity: float, atlas: ZoneAtlas) -> None:
    composites = compose(_everywhere(atlas, lambda *_: severity), CONCERNS, atlas)
    assert {c.severity for c in composites} == {severity}
    assert {c.grade for c in composites} == {grade_of(severity)}


def test_a_composite_is_weighted_by_area(atlas: ZoneAtlas) -> None:
    composite = _of(compose(_cheeks(10, 20, 60, 80), [_cheek()], atlas), "face", "told")
    areas = [atlas.areas_mm2[zone] for zone in CHEEKS]
    expected = sum(a * s for a, s in zip(areas, (10, 20, 60, 80), strict=True)) / sum(areas)
    assert composite.severity == pytest.approx(expected, abs=ROUNDING)
    assert composite.severity > 42.5, "the lateral cheeks are larger than the mid cheeks"


def test_it_lies_between_its_zones(atlas: ZoneAtlas) -> None:
    findings = _everywhere(atlas, _scattered)
    for composite in compose(findings, CONCERNS, atlas):
        values = [f.severity for f in findings if composite.concern in (None, f.concern)]
        assert min(values) - ROUNDING <= composite.severity <= max(values) + ROUNDING


def test_the_face_lies_between_its_thirds(atlas: ZoneAtlas) -> None:
    composites = compose(_everywhere(atlas, _scattered), CONCERNS, atlas)
    for concern in CONCERNS:
        face = _of(composites, "face", concern.name)
        thirds = [c.severity for c in composites if c.concern == concern.name and c.region in get_args(Third)]
        assert min(thirds) - ROUNDING <= face.severity <= max(thirds) + ROUNDING


def test_cheeks_are_a_part_of_the_u_zone_and_not_of_the_t_zone(atlas: ZoneAtlas) -> None:
    composites = compose(_cheeks(10, 20, 60, 80), [_cheek()], atlas)
    assert _of(composites, "u_zone", "told").severity == _of(composites, "face", "told").severity
    assert "t_zone" not in {c.region for c in composites}


def test_t_and_u_zone_say_nothing_of_lines_and_form(atlas: ZoneAtlas) -> None:
    composites = compose(_cheeks(10, 20, 60, 80), [_cheek(group="laxity")], atlas)
    assert {c.region for c in composites} == {"middle", "face"}


def test_a_group_is_the_mean_of_its_concerns(atlas: ZoneAtlas) -> None:
    concerns = [_cheek("one"), _cheek("other")]
    findings = _cheeks(10, 10, 10, 10, name="one") + _cheeks(50, 50, 50, 50, name="other")
    group = _of(compose(findings, concerns, atlas), "face", None)
    assert (group.severity, group.grade) == (30, 1)


def test_a_group_leaves_out_a_concern_that_is_not_assessable(atlas: ZoneAtlas) -> None:
    hidden = [Reason.COVERED] * 4
    concerns = [_cheek("one"), _cheek("other")]
    findings = _cheeks(10, 10, 10, 10, name="one") + _cheeks(*hidden, name="other")
    group = _of(compose(findings, concerns, atlas), "face", None)
    assert (group.severity, group.coverage) == (10, 0.5)


def test_a_mirrored_face_has_the_same_composites(atlas: ZoneAtlas) -> None:
    findings = _everywhere(atlas, _scattered)
    mirrored = [replace(f, zone=_other_side(f.zone)) for f in findings]
    for one, other in zip(compose(findings, CONCERNS, atlas), compose(mirrored, CONCERNS, atlas), strict=True):
        assert one.severity == pytest.approx(other.severity, abs=2 * ROUNDING), one
        assert one.interval == pytest.approx(other.interval, abs=1e-9), one


def test_the_order_of_the_findings_does_not_matter(atlas: ZoneAtlas) -> None:
    findings = _everywhere(atlas, _scattered)
    there, back = compose(findings, CONCERNS, atlas), compose(findings[::-1], CONCERNS, atlas)
    assert [(c.region, c.group, c.concern, c.severity) for c in there] == [
        (c.region, c.group, c.concern, c.severity) for c in back
    ]


@with_one_atlas
@given(severity=severities, more=st.floats(min_value=0.1, max_value=50))
def test_one_zone_worse_never_makes_a_composite_better(severity: float, more: float, atlas: ZoneAtlas) -> None:
    worse = min(severity + more, 100.0)
    before = compose(_cheeks(severity, 30, 30, 30), [_cheek()], atlas)
    after = compose(_cheeks(worse, 30, 30, 30), [_cheek()], atlas)
    assert all(a.severity >= b.severity - 1e-9 for b, a in zip(before, after, strict=True))


# What the registry declares is there, and nothing else.


def test_every_region_has_each_concern_that_is_offered_in_it(atlas: ZoneAtlas) -> None:
    composites = compose(_everywhere(atlas, _scattered), CONCERNS, atlas)
    expected = {("face", concern.name) for concern in CONCERNS}
    offered = [(zone, c) for c in CONCERNS for zone, _ in atlas.by_kind(c.zone_kinds)]
    expected |= {(zone.third, c.name) for zone, c in offered}
    expected |= {
        (zone.belt, c.name) for zone, c in offered if zone.belt and c.group in ("pigment", "redness", "surface")
    }
    assert {(c.region, c.concern) for c in composites if c.concern is not None} == expected
    assert len({(c.region, c.group, c.concern) for c in composites}) == len(composites)


def test_a_group_stands_wherever_one_of_its_concerns_does(atlas: ZoneAtlas) -> None:
    composites = compose(_everywhere(atlas, _scattered), CONCERNS, atlas)
    of_concerns = {(c.region, c.group) for c in composites if c.concern is not None}
    assert {(c.region, c.group) for c in composites if c.concern is None} == of_concerns


def test_no_findings_make_no_composites(atlas: ZoneAtlas) -> None:
    assert compose([], CONCERNS, atlas) == ()


# What could not be assessed.


def test_a_hidden_zone_lowers_the_coverage_and_not_the_severity(atlas: ZoneAtlas) -> None:
    whole = _of(compose(_cheeks(30, 30, 30, 30), [_cheek()], atlas), "face", "told")
    part = _of(compose(_cheeks(Reason.COVERED, 30, 30, 30), [_cheek()], atlas), "face", "told")
    assert (whole.coverage, part.severity) == (1.0, whole.severity)
    expected = 1 - atlas.areas_mm2[CHEEKS[0]] / sum(atlas.areas_mm2[zone] for zone in CHEEKS)
    assert part.coverage == pytest.approx(expected)


def test_one_side_alone_is_enough(atlas: ZoneAtlas) -> None:
    composite = _of(compose(_cheeks(Reason.OBLIQUE, 30, Reason.OBLIQUE, 30), [_cheek()], atlas), "face", "told")
    assert (composite.assessable, composite.coverage) == (True, 0.5)


def test_less_than_half_is_not_assessable(atlas: ZoneAtlas) -> None:
    findings = _cheeks(30, Reason.OBLIQUE, Reason.OBLIQUE, Reason.OBLIQUE)
    composite = _of(compose(findings, [_cheek()], atlas), "face", "told")
    assert not composite.assessable and 0 < composite.coverage < 0.5
    assert (composite.severity, composite.grade, composite.interval) == (None, None, None)


def test_the_reason_is_that_of_most_of_the_missing_area(atlas: ZoneAtlas) -> None:
    """One forehead against two crow's feet, which are smaller together."""
    concern = replace(_cheek(), zones={"forehead": 1.0, "crows_feet": 1.0})
    findings = [_hidden(f"crows_feet_{side}", "told", Reason.COVERED) for side in ("right", "left")]
    composite = _of(compose([*findings, _hidden("forehead", "told", Reason.LIGHT)], [concern], atlas), "upper", "told")
    assert composite.reason is Reason.LIGHT
    assert composite.reason_message is not None and composite.reason_message.endswith("Because of light.")


def test_it_says_how_much_could_be_assessed(atlas: ZoneAtlas) -> None:
    hidden = [Reason.RESOLUTION] * 4
    composite = _of(compose(_cheeks(*hidden), [_cheek()], atlas), "middle", None)
    assert composite.reason_message == "Only 0 % of what counts here can be assessed. Because of resolution."


def test_a_rejected_photo_has_no_composite_with_a_number(atlas: ZoneAtlas) -> None:
    findings = [_hidden(f.zone, f.concern, Reason.CAPTURE) for f in _everywhere(atlas, _scattered)]
    composites = compose(findings, CONCERNS, atlas)
    assert {(c.severity, c.reason, c.coverage) for c in composites} == {(None, Reason.CAPTURE, 0.0)}


# How sure it is.


def test_the_interval_is_as_wide_as_fully_correlated_zones_make_it(atlas: ZoneAtlas) -> None:
    for composite in compose(_cheeks(50, 40, 60, 50, reach=7.0), [_cheek()], atlas):
        assert composite.interval[1] - composite.interval[0] == pytest.approx(14.0)


def test_the_interval_holds_the_severity(atlas: ZoneAtlas) -> None:
    for composite in compose(_everywhere(atlas, _scattered), CONCERNS, atlas):
        assert composite.interval[0] - ROUNDING <= composite.severity <= composite.interval[1] + ROUNDING


def test_one_unknown_interval_makes_the_whole_unknown(atlas: ZoneAtlas) -> None:
    findings = _cheeks(50, 50, 50, 50)
    findings[0] = replace(findings[0], interval=None)
    assert {c.interval for c in compose(findings, [_cheek()], atlas)} == {None}


def test_a_hidden_zone_does_not_make_the_interval_unknown(atlas: ZoneAtlas) -> None:
    for composite in compose(_cheeks(Reason.COVERED, 50, 50, 50), [_cheek()], atlas):
        assert composite.interval == pytest.approx((45, 55))
