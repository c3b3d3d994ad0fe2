"""A whole draft as a plan to be shown over time: the option it recommends."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from planning.files import DocumentInvalidError
from planning.plan_visits import read_plan_visits


def option(tier: str, treatment: str, level: str, visits: int = 1) -> dict[str, Any]:
    item = {"item": "a", "treatment": treatment, "zones": ["nose"], "number": 1, "minutes": 30}
    timeline = [{"number": n + 1, "date": f"2026-12-0{n + 1}", "items": [item]} for n in range(visits)]
    return {"tier": tier, "primary": [{"id": "a", "level": level}], "supporting": [], "timeline": timeline}


def plan(**changes: Any) -> str:
    options = [option("good", "led_light", "low"), option("better", "superficial_peel", "high")]
    return json.dumps({"schema": "countenance.plan/1", "recommended": "better", "options": options, **changes})


def test_the_recommended_option_is_read_with_its_level() -> None:
    (visit,) = read_plan_visits(plan(), "plan.json").visits
    assert (visit.date, visit.items[0].treatment) == (date(2026, 12, 1), "superficial_peel")
    assert (visit.items[0].zones, visit.items[0].level) == (("nose",), "high")


def test_visits_at_the_top_are_read_as_they_stand() -> None:
    visits = [{"date": "2027-01-01", "items": [{"treatment": "led_light"}]}]
    (visit,) = read_plan_visits(plan(visits=visits), "plan.json").visits
    assert (visit.items[0].treatment, visit.items[0].level) == ("led_light", "expected")


@pytest.mark.parametrize("options", [[], [option("nothing_now", "led_light", "low", visits=0)], "none", [1]])
def test_a_draft_without_visits_is_refused_with_a_reason(options: Any) -> None:
    with pytest.raises(DocumentInvalidError, match="visits"):
        read_plan_visits(plan(options=options, recommended="nothing_now"), "plan.json")
