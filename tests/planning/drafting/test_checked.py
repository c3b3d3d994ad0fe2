"""The last word of the rules, on timelines that no schedule of ours would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planning.drafting import DraftRequest, draft
from planning.drafting.checked import blocked, checks
from planning.schedule import Scheduled, ScheduleRequest, schedule
from tests.planning.cases import TODAY, client
from tests.planning.drafting.test_draft import asked, treatments
from tests.planning.drafting.test_order import LIGHT, PEEL, item, visit

GOALS = {"goals": [{"codes": ["fewer_spots", "less_shine"]}], "downtime_days": 3}


def request(changes: dict[str, Any]) -> DraftRequest:
    plain = asked(photo=False)
    menu = tuple(entry for entry in plain.practice.menu if entry.treatment in (PEEL, LIGHT))
    return replace(plain, profile=client(changes), practice=plain.practice.model_copy(update={"menu": menu}))


@pytest.mark.parametrize(("day", "level"), [(3, "block"), (30, "clear")])
def test_each_line_is_screened_on_its_day(day: int, level: str) -> None:
    items, timeline = [item(PEEL, "nose"), item(LIGHT, "nose")], [visit(1, PEEL), visit(day, LIGHT)]
    light = checks(items, timeline, (), request({}))[1]
    assert (light.level == "block", light.approvable) == (level == "block", level != "block")
    assert bool(blocked(light)) is (level == "block")


def test_what_is_blocked_on_its_day_leaves_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a schedule ever wrong, nothing blocked would come of it."""

    def crowded(asked_for: ScheduleRequest) -> Scheduled:
        found = schedule(asked_for)
        moved = [each.model_copy(update={"date": TODAY + timedelta(each.number)}) for each in found.visits]
        return replace(found, visits=tuple(moved))

    both = {PEEL, LIGHT}
    assert treatments(draft(request(GOALS)).options[-1]) >= both
    monkeypatch.setattr("planning.drafting.tried.schedule", crowded)
    for option in draft(request(GOALS)).options:
        assert not both <= treatments(option)
        assert all(check.level != "block" for check in option.checks)
        assert "blocked" in {each.why for each in option.left_out}
