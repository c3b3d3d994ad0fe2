"""Every rule, gap and pause at its edge: a client or a day that just meets it, and one that just does not."""

from __future__ import annotations

import pytest

from planning.library import load_library
from tests.planning.vignettes.boundary import TABLE, Check, checks

LIBRARY = load_library()
PARTS = sorted({check.part for check in checks()})


@pytest.mark.parametrize("part", PARTS)
def test_what_just_meets_it_is_told_from_what_just_does_not(part: str) -> None:
    failed: list[Check] = [check for check in checks() if check.part == part and not check.met(LIBRARY)]
    assert failed == []


def test_every_rule_gap_and_pause_stands_in_the_table() -> None:
    everything = [*LIBRARY.rule_sets, *LIBRARY.treatments.values()]
    assert set(TABLE["rules"]) == {rule.id for rule in LIBRARY.all_rules()}
    assert set(TABLE["gaps"]) == {sourced.part.id for sourced in LIBRARY.gaps}
    assert set(TABLE["pauses"]) == {pause.id for each in everything for pause in each.pauses}
