"""Every suggestion of the software is decided by a person, and what was suggested stays beside what was decided."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text

from serving.database import Database
from serving.plans.deciding import reason_file, reasons
from serving.plans.schemas import Reason
from serving.plans.tables import PlanDecision
from tests.serving.plans.planning_day import FACIAL, Day

DIRECTOR: Any = "medical_director"
LASER, SUNSCREEN, CREAM = "pigment_laser", "sunscreen", "moisturizer"


def decide_all(day: Day, plan: str, but: str = "") -> None:
    for each in day.suggested(plan):
        item = each["suggestion"]["item"]
        out = each["suggestion"]["planned"] is None  # what it was for has left the plan
        if item != but:
            said = {"decision": "declined", "reason": "not_indicated"} if out else {}
            assert day.decide(plan, item, **said).status_code == 200


def test_what_was_suggested_is_decided_line_by_line(day: Day) -> None:
    plan = day.drafted()
    items = [each["suggestion"]["item"] for each in day.suggested(plan)]
    assert items == [LASER, CREAM, SUNSCREEN]
    director = day.staff(DIRECTOR)
    for missing in (items, items[1:], items[2:]):
        refused = day.approve(plan, director)
        assert (refused.status_code, refused.json()["code"]) == (409, "decisions_missing")
        assert refused.json()["details"]["items"] == missing
        assert day.decide(plan, missing[0]).status_code == 200
    assert day.approve(plan, director).json()["state"] == "approved"


def test_suggestion_and_decision_stand_side_by_side(day: Day) -> None:
    plan = day.drafted()
    day.decide(plan, LASER, "declined", reason="cost", words="She would rather wait")
    first = day.suggested(plan)[0]
    assert first["suggestion"]["suggested"]["visits"] == first["suggestion"]["planned"]["visits"] == 1
    assert first["decision"] == {
        "decision": "declined",
        "reason": "cost",
        "words": "She would rather wait",
        "number": 1,
        "at": first["decision"]["at"],
        "by": "acc_provider",
    }


@pytest.mark.parametrize(
    ("decision", "edit", "agrees"),
    [
        ("accepted", None, True),
        ("declined", None, False),
        ("modified", None, False),
        ("accepted", {"kind": "change_item", "item": LASER, "visits": 2}, False),
        ("modified", {"kind": "change_item", "item": LASER, "visits": 2}, True),
        ("declined", {"kind": "change_item", "item": LASER, "visits": 2}, False),
    ],
)
def test_a_decision_and_the_plan_agree(day: Day, decision: str, edit: dict[str, Any] | None, agrees: bool) -> None:
    plan = day.drafted()
    if edit is not None:
        assert day.edit(plan, edit).status_code == 200
    decide_all(day, plan, but=LASER)
    day.decide(plan, LASER, decision, **({} if decision == "accepted" else {"reason": "clinical_judgment"}))
    answer = day.approve(plan, day.staff(DIRECTOR))
    told = answer.json()
    assert (told.get("state"), told.get("code")) == (
        ("approved", None) if agrees else (None, "decision_contradicts_plan")
    )


def test_what_was_declined_and_taken_out_stays_on_record(day: Day) -> None:
    plan = day.drafted()
    assert day.edit(plan, FACIAL).status_code == 200
    assert day.edit(plan, {"kind": "remove_item", "item": LASER}).status_code == 200
    day.decide(plan, LASER, "declined", reason="client_preference")
    decide_all(day, plan, but=LASER)
    assert day.approve(plan, day.staff(DIRECTOR)).json()["state"] == "approved"
    by_item = {each["suggestion"]["item"]: each for each in day.suggested(plan)}
    assert by_item[LASER]["suggestion"]["planned"] is None
    assert by_item[LASER]["decision"]["decision"] == "declined"
    assert FACIAL["treatment"] not in by_item  # a person's own word is no suggestion


def test_a_later_decision_counts_and_the_earlier_one_stays(day: Day, database: Database) -> None:
    plan = day.drafted()
    day.decide(plan, LASER, "declined", reason="downtime")
    day.decide(plan, LASER)
    assert day.suggested(plan)[0]["decision"]["decision"] == "accepted"
    with database.reading() as session:
        rows = session.scalars(select(PlanDecision).where(PlanDecision.plan == plan).order_by(PlanDecision.step)).all()
        everything = repr(session.execute(text("SELECT item, decision FROM plan_decisions")).all())
    assert [row.decision for row in rows] == ["declined", "accepted"]
    assert LASER not in everything and b"downtime" not in bytes(rows[0].sealed)


@pytest.mark.parametrize("decision", ["modified", "declined"])
def test_a_no_has_a_reason(day: Day, decision: str) -> None:
    plan = day.drafted()
    assert day.decide(plan, LASER, decision).status_code == 422
    assert day.decide(plan, LASER, decision, reason="because").status_code == 422


def test_nobody_decides_on_what_was_not_suggested(day: Day) -> None:
    plan = day.in_review()
    for item in (FACIAL["treatment"], "no_such_item"):
        assert day.decide(plan, str(item)).json()["code"] == "not_suggested"


def test_a_decision_is_of_the_present_version(day: Day) -> None:
    plan = day.drafted()
    path, said = f"/v1/plans/{plan}/decisions/{LASER}", {"decision": "accepted"}
    assert day.http().put(path, json=said).status_code == 428
    assert day.http().put(path, json=said, headers={"If-Match": '"99"'}).status_code == 412


def test_a_coordinator_prepares_and_decides_nothing(day: Day) -> None:
    coordinator = day.house.caller()
    begun = day.begun(coordinator, by_hand=False)
    assert begun.status_code == 201
    plan = begun.json()["id"]
    assert day.post(plan, "submission", coordinator).status_code == 200
    assert day.decide(plan, LASER, caller=coordinator).status_code == 403
    assert day.post(plan, "decline", coordinator, reason="other").status_code == 403
    assert day.approve(plan, coordinator).status_code == 403


def test_every_reason_has_a_title_and_a_proposal() -> None:
    proposals = reason_file()["proposals"]
    assert set(reasons()) == set(Reason.__args__)  # type: ignore[attr-defined]
    for each in reasons().values():
        assert each["title"] and (not each["proposes"] or each["proposes"] in proposals)
