"""How suggestions were weighed, told from the decisions themselves."""

from __future__ import annotations

from serving.database import new_id
from serving.plans.tables import PlanShare
from tests.serving.plans.planning_day import Day, day

__all__ = ["day"]


def told(day: Day, client: str | None = None) -> dict:
    http = day.house.client(day.house.caller("medical_director"))
    read = http.get("/v1/governance", params={"client": client} if client else {})
    assert read.status_code == 200, read.text
    return dict(read.json()["decisions"])


def share(day: Day, plan: str) -> None:
    """Given out past every route, as no route does it."""
    now = day.house.clock()
    with day.house.office.database.writing() as session:
        row = PlanShare(id=new_id("psh", now), practice=day.house.practice, client=day.client, plan=plan)
        row.to, row.at, row.by = "client", now, "acc_provider"
        session.add(row)


def test_decisions_are_counted_once_each_with_their_reasons(day: Day) -> None:
    plan = day.drafted()
    first, second, *_ = [each["suggestion"]["item"] for each in day.suggested(plan)]
    assert day.decide(plan, first).status_code == 200
    assert day.decide(plan, first, "declined", reason="cost").status_code == 200  # thought better of it
    assert day.decide(plan, second).status_code == 200
    day.reached("declined")
    counted = told(day)
    assert (counted["plans"], counted["by_software"], counted["plans_declined"]) == (2, 1, 1)
    assert [counted[name] for name in ("decided", "accepted", "modified", "declined")] == [2, 1, 0, 1]
    assert (counted["reasons"], counted["shared"]) == ({"cost": 1}, 0)
    assert counted["missing"] == ["no_shares"]
    other = day.house.enter()
    assert (told(day, other)["plans"], told(day, other)["decided"]) == (0, None)
    assert told(day, day.client)["decided"] == 2


def test_a_plan_that_got_out_undecided_would_be_seen(day: Day) -> None:
    """Routes refuse it, so that it is put there by hand; a plan made by hand has nothing to decide."""
    day.reached("shared")
    assert (told(day)["shared"], told(day)["shared_without_decision"]) == (1, 0)
    plan = day.drafted()
    share(day, plan)
    assert (told(day)["shared"], told(day)["shared_without_decision"]) == (2, 1)
    for each in day.suggested(plan):
        assert day.decide(plan, each["suggestion"]["item"]).status_code == 200
    assert told(day)["shared_without_decision"] == 0
