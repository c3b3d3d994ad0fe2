"""In shadow the software drafts unseen: for the director alone, once a provider has decided without it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from serving.access import Caller
from serving.desk import Work
from serving.plans.tables import PlanShadow
from tests.serving.desk.standing import key
from tests.serving.plans.planning_day import Day
from tests.serving.plans.test_decisions import decide_all
from tests.serving.plans.test_let_in import roll_out

LASER = "pigment_laser"
ADDED = {"kind": "add_item", "treatment": LASER, "zones": ["malar_cheek_left"], "visits": 1, "primary": True}
LASERS = [{"category": "laser", "mode": "shadow"}]
DIRECTOR: Any = "medical_director"


def unseen(day: Day, plan: str, caller: Caller | None = None) -> Any:
    return day.http(caller or day.staff(DIRECTOR)).get(f"/v1/plans/{plan}/shadow")


def drafted(day: Day, *edits: dict[str, Any]) -> str:
    plan = day.plan(by_hand=False)
    if edits:
        made = day.edit(plan, *edits)
        assert made.status_code == 200, made.text
    assert day.post(plan, "submission").status_code == 200
    return plan


def signed(day: Day, *edits: dict[str, Any]) -> str:
    plan = drafted(day, *edits)
    decide_all(day, plan)
    done = day.approve(plan, day.staff(DIRECTOR))
    assert done.status_code == 201, done.text
    return plan


def test_it_is_kept_beside_what_was_done_without_it(day: Day) -> None:
    roll_out(day, settings=LASERS)
    told = unseen(day, signed(day)).json()
    assert LASER in told["in_shadow"] and (told["state"], told["number"]) == ("approved", 1)
    [laser] = told["treatments"]
    assert (laser["treatment"], laser["planned"]) == (LASER, [])
    assert laser["suggested"][0]["visits"] == 1
    items = [item["treatment"] for option in told["document"]["options"] for item in option["primary"]]
    assert LASER in items


def test_what_was_chosen_anyway_stands_beside_it(day: Day) -> None:
    roll_out(day, settings=LASERS)
    [laser] = unseen(day, signed(day, ADDED)).json()["treatments"]
    assert laser["suggested"] and laser["planned"][0]["zones"] == ["malar_cheek_left"]


def test_before_a_provider_decided_nobody_opens_it(day: Day) -> None:
    """Or it would weigh in on what it is to be judged by."""
    roll_out(day, settings=LASERS)
    plan = day.plan(by_hand=False)
    for act in ("draft", "in_review"):
        refused = unseen(day, plan)
        assert (act, refused.status_code, refused.json()["code"]) == (act, 409, "plan_undecided")
        day.post(plan, "submission")
    assert day.post(plan, "decline", reason="other").status_code == 200
    assert unseen(day, plan).json()["treatments"][0]["planned"] == []


def test_what_people_see_is_what_they_would_with_all_of_it_off(day: Day) -> None:
    """Nothing in the draft tells what was drafted unseen."""
    seen = []
    for mode in ("off", "shadow"):
        roll_out(day, settings=[{"category": "laser", "mode": mode}])
        seen.append(day.document(day.plan(by_hand=False)))
    assert seen[0] == seen[1]


def test_for_everybody_else_there_is_none(day: Day) -> None:
    roll_out(day, settings=LASERS)
    plan, house = signed(day), day.house
    scopes = frozenset({"plans.read", "plans.write"})
    others = [house.caller(role, strong=True) for role in ("coordinator", "provider", "auditor", "admin")]
    others += [house.caller("integration", scopes=scopes), house.caller("tablet", client=day.client)]
    others += [house.caller(DIRECTOR, practice=house.other), house.caller(DIRECTOR, house.reno)]
    assert [unseen(day, plan, caller).status_code for caller in others] == [404] * len(others)
    assert "plan.shadow_read" not in events(day)
    assert unseen(day, plan).status_code == 200
    assert "plan.shadow_read" in events(day)


def events(day: Day) -> list[str]:
    read = day.http(day.staff(DIRECTOR)).get("/v1/audit", params={"client": day.client, "limit": 100})
    assert read.status_code == 200, read.text
    return [each["event"] for each in read.json()["items"]]


@pytest.mark.parametrize("rollout", [{}, {"settings": [{"category": "laser", "mode": "off"}]}])
def test_where_nothing_is_in_shadow_nothing_is_drafted_unseen(day: Day, rollout: dict[str, Any]) -> None:
    roll_out(day, **rollout)
    assert unseen(day, signed(day)).status_code == 404


def test_software_shapes_nothing_by_hand_unseen_either(day: Day) -> None:
    roll_out(day, default_mode="shadow")
    assert unseen(day, day.approved()).status_code == 404


def test_it_is_in_no_document_and_the_client_is_told_of_it_in_words(day: Day) -> None:
    roll_out(day, settings=LASERS)
    plan = signed(day)
    day.post(plan, "shares", to="client")
    title = unseen(day, plan).json()["treatments"][0]["title"].encode()
    for name in ("careplan.json", "visits.ics"):
        sent = day.http().get(f"/v1/plans/{plan}/documents/{name}")
        assert sent.status_code == 200 and title not in sent.content
    archive = zipfile.ZipFile(io.BytesIO(day.http().get(f"/v1/clients/{day.client}/export").content))
    [row] = json.loads(archive.read("plan_shadows.json"))
    assert row["plan"] == plan and row["words"].startswith("The software made a draft") and "content" not in row
    assert LASER.encode() not in archive.read("plan_shadows.json")


def test_it_is_counted_per_treatment(day: Day) -> None:
    roll_out(day, settings=LASERS)
    signed(day), signed(day, ADDED)
    declined = drafted(day)
    day.post(declined, "decline", reason="other")
    director = day.http(day.staff(DIRECTOR))
    told = director.get("/v1/reports/decisions").json()["in_shadow"]
    expected = {"treatment": LASER, "plans": 2, "suggested": 2, "chosen_anyway": 1, "chosen_without": 0}
    assert told == [expected | {"acceptance_rate": 0.5}]
    later = director.get("/v1/reports/decisions", params={"since": "2027-01-01"}).json()
    assert later["in_shadow"] == []


def test_it_is_sealed_and_erased_with_the_client(day: Day) -> None:
    roll_out(day, settings=LASERS)
    signed(day)
    office = day.house.office
    with office.database.reading() as session:
        [row] = session.scalars(select(PlanShadow))
        assert LASER.encode() not in row.sealed
    done = day.http(day.staff(DIRECTOR)).post(f"/v1/clients/{day.client}/erasure", json={}, headers=key())
    assert done.status_code == 201, done.text
    with office.database.reading() as session:
        assert session.scalars(select(PlanShadow)).all() == []
    assert day.http(day.staff(DIRECTOR)).get("/v1/reports/decisions").json()["in_shadow"] == []


def test_its_term_is_that_of_drafts_nobody_signed(day: Day) -> None:
    """Also beside a plan that was signed, which stays."""
    roll_out(day, settings=LASERS)
    plan = signed(day)
    office = day.house.office
    with office.database.writing() as session:
        work = Work(session, day.staff(DIRECTOR), office.now(), office)
        assert office.kept.destroy(work, day.client, "drafts") == 1
    assert unseen(day, plan).status_code == 404
    assert day.shown(plan)["state"] == "approved"
