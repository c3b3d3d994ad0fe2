"""What leads in a facial third, and every case in which nothing may be said to."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.concerns import Reason
from vision.concerns.concern import Group
from vision.findings import Composite, Drivers, grade_of, rank_drivers
from vision.zones import Third

Told = tuple[float, float] | None  # severity, and how far its interval reaches; None where not assessable
GROUPS: tuple[Group, ...] = get_args(Group)
told = st.none() | st.tuples(st.floats(0, 100), st.floats(0, 30))


def _composite(group: Group, value: Told, third: Third = "upper") -> Composite:
    if value is None:
        return Composite(third, group, None, 0.2, False, Reason.COVERED, "Hair.")
    severity, reach = value
    interval = max(severity - reach, 0), min(severity + reach, 100)
    return Composite(third, group, None, 1.0, True, severity=severity, grade=grade_of(severity), interval=interval)


def _upper(**groups: Told) -> Drivers:
    return rank_drivers([_composite(group, value) for group, value in groups.items()])[0]  # type: ignore[arg-type]


def test_there_is_an_entry_for_every_third() -> None:
    assert [drivers.third for drivers in rank_drivers([])] == ["upper", "middle", "lower"]


def test_groups_are_ranked_by_severity() -> None:
    drivers = _upper(lines=(20, 5), pigment=(60, 5), redness=(40, 5))
    assert [each.group for each in drivers.ranking] == ["pigment", "redness", "lines"]


def test_one_that_lies_clear_of_all_others_is_dominant() -> None:
    drivers = _upper(lines=(70, 5), pigment=(50, 5), redness=(10, 5))
    assert (drivers.outcome, drivers.dominant) == ("dominant", "lines")
    assert drivers.statement == "Dominant: lines, clear of pigment and redness."


def test_one_that_overlaps_the_next_is_not() -> None:
    drivers = _upper(lines=(55, 5), pigment=(50, 5), redness=(10, 5))
    assert (drivers.outcome, drivers.dominant) == ("no_clear_driver", None)
    assert "lines and pigment are too close" in drivers.statement


def test_nor_is_one_that_overlaps_a_lower_but_less_certain_one() -> None:
    """The second lies clear; the third might be anywhere."""
    drivers = _upper(lines=(70, 5), pigment=(50, 5), redness=(40, 30))
    assert (drivers.outcome, drivers.dominant) == ("no_clear_driver", None)
    assert "lines and redness are too close" in drivers.statement


def test_nothing_is_dominant_where_nothing_is_elevated() -> None:
    drivers = _upper(lines=(19.9, 1), pigment=(2, 1))
    assert (drivers.outcome, drivers.dominant) == ("nothing_elevated", None)


def test_volume_and_laxity_take_part() -> None:
    drivers = _upper(lines=(30, 5), volume=(70, 5), laxity=(50, 5))
    assert drivers.statement == "Dominant: volume, clear of laxity and lines."


def test_groups_are_named_as_people_read_them() -> None:
    drivers = _upper(surface=(60, 5), under_eye=(58, 5), laxity=(20, 5))
    assert drivers.statement == "No clear driver: skin surface and the under-eye area are too close to tell apart."


def test_one_group_alone_has_nothing_to_be_compared_with() -> None:
    drivers = _upper(lines=(90, 1), pigment=None)
    assert (drivers.outcome, drivers.dominant, drivers.not_assessed) == ("single_group", None, ("pigment",))


def test_where_nothing_is_assessable_nothing_leads() -> None:
    drivers = _upper(lines=None, pigment=None)
    assert (drivers.outcome, drivers.dominant, drivers.ranking) == ("not_assessable", None, ())


@pytest.mark.parametrize("unknown", ["lines", "pigment"])
def test_an_unknown_interval_forbids_the_claim(unknown: str) -> None:
    composites = [_composite("lines", (90, 1)), _composite("pigment", (10, 1))]
    composites = [replace(c, interval=None) if c.group == unknown else c for c in composites]
    assert rank_drivers(composites)[0].outcome == "no_clear_driver"


def test_what_was_not_assessed_is_said() -> None:
    drivers = _upper(lines=(70, 5), pigment=(20, 5), redness=None, surface=None)
    assert drivers.dominant == "lines"
    assert drivers.not_assessed == ("redness", "surface")
    assert drivers.statement.endswith("Not assessable here: redness and skin surface.")


def test_composites_of_single_concerns_and_of_the_face_do_not_count() -> None:
    alone = Composite("upper", "lines", "crows_feet", 1.0, True, severity=99.0, grade=4, interval=(98, 100))
    face = Composite("face", "redness", None, 1.0, True, severity=99.0, grade=4, interval=(98, 100))
    drivers = rank_drivers([alone, face, _composite("pigment", (50, 5)), _composite("surface", (10, 5))])[0]
    assert [each.group for each in drivers.ranking] == ["pigment", "surface"]


def test_a_third_knows_nothing_of_the_others() -> None:
    composites = [_composite("lines", (80, 1), "lower"), _composite("pigment", (30, 1), "lower")]
    assert [drivers.outcome for drivers in rank_drivers(composites)] == ["not_assessable", "not_assessable", "dominant"]


@given(values=st.tuples(*[told] * len(GROUPS)))
def test_what_is_claimed_is_true(values: tuple[Told, ...]) -> None:
    """Whatever the scores: a dominant group is above grade none and its interval above every other's."""
    drivers = _upper(**dict(zip(GROUPS, values, strict=True)))
    assert drivers.statement.endswith(".")
    assert (drivers.dominant is not None) == (drivers.outcome == "dominant")
    assert {each.group for each in drivers.ranking} | {*drivers.not_assessed} == {*GROUPS}
    if drivers.dominant is not None:
        first, *others = drivers.ranking
        assert first.group == drivers.dominant and first.grade >= 1 and others
        assert all(first.interval[0] > other.interval[1] for other in others)


@given(values=st.tuples(*[told] * len(GROUPS)), order=st.permutations(GROUPS))
def test_the_order_of_the_groups_does_not_decide(values: tuple[Told, ...], order: list[Group]) -> None:
    given_values = dict(zip(GROUPS, values, strict=True))
    shuffled = {group: given_values[group] for group in order}
    assert _upper(**given_values).dominant == _upper(**shuffled).dominant
