"""What the director has not let in the software does not suggest, approve alone, or hand to clients."""

from __future__ import annotations

from typing import Any

import pytest

from planning.library import load_library
from tests.serving.plans.planning_day import FACIAL, Day
from tests.serving.plans.test_decisions import decide_all

FORMS = "consent-forms/hydradermabrasion"


def roll_out(day: Day, **said: Any) -> None:
    director = day.http(day.staff("medical_director"))
    body = {"why": "As we begin"} | said
    number = director.get("/v1/rollout").headers["etag"]
    put = director.put("/v1/rollout", json=body, headers={"If-Match": number})
    assert put.status_code == 200, put.text


def draft_of(day: Day, plan: str) -> dict[str, Any]:
    return day.document(plan)


def kinds(draft: dict[str, Any]) -> set[str]:
    library = load_library()
    items = [item for option in draft["options"] for part in ("primary", "supporting") for item in option[part]]
    return {library.treatment(item["treatment"]).kind for item in items}


@pytest.mark.parametrize("mode", ["off", "shadow"])
def test_a_kind_that_is_not_let_in_is_not_suggested_and_said_to_be_left_out(day: Day, mode: str) -> None:
    [kind, *_] = sorted(kinds(draft_of(day, day.plan(by_hand=False))))
    roll_out(day, settings=[{"category": kind, "mode": mode}])
    draft = draft_of(day, day.plan(by_hand=False))
    assert kind not in kinds(draft)
    assert "not_let_in" in {each["why"] for each in draft["left_out"]}


def test_elsewhere_the_kind_is_suggested_as_before(day: Day) -> None:
    before = kinds(draft_of(day, day.plan(by_hand=False)))
    roll_out(day, settings=[{"location": day.house.reno, "mode": "off"}])
    assert kinds(draft_of(day, day.plan(by_hand=False))) == before


def test_the_line_that_names_place_person_and_kind_goes_before_those_that_name_less(day: Day) -> None:
    before = kinds(draft_of(day, day.plan(by_hand=False)))
    [kind, *_] = sorted(before)
    for role in ("provider", "medical_director"):
        day.account(f"acc_{role}", role=role)
    mine = {"location": day.house.oakland, "provider": "acc_provider", "category": kind, "mode": "on"}
    roll_out(day, default_mode="off", settings=[{"category": kind, "mode": "off"}, mine])
    assert kinds(draft_of(day, day.plan(by_hand=False))) == {kind}
    roll_out(
        day,
        default_mode="off",
        settings=[{"category": kind, "mode": "off"}, mine | {"provider": "acc_medical_director"}],
    )
    assert kinds(draft_of(day, day.plan(by_hand=False))) == set()


def test_where_all_is_off_the_software_suggests_nothing_and_a_person_plans(day: Day) -> None:
    roll_out(day, default_mode="off")
    draft = draft_of(day, day.plan(by_hand=False))
    assert kinds(draft) == set() and not any(option["regimen"] for option in draft["options"])
    by_hand = day.plan()
    assert day.edit(by_hand, FACIAL).status_code == 200
    assert kinds(draft_of(day, by_hand)) == {load_library().treatment("hydradermabrasion").kind}


@pytest.fixture
def without_supervision(day: Day) -> None:
    """The location itself asks for no second signature."""
    admin, path = day.http(day.house.caller("admin")), f"/v1/locations/{day.house.oakland}"
    match = {"If-Match": admin.get(path).headers["etag"]}
    assert admin.patch(path, json={"cosignature_required": False}, headers=match).status_code == 200


def decided(day: Day) -> str:
    plan = day.drafted()
    decide_all(day, plan)
    return plan


@pytest.mark.usefixtures("without_supervision")
def test_in_a_pilot_a_director_signs_beside_whoever_approves(day: Day) -> None:
    roll_out(day, default_mode="pilot")
    plan = decided(day)
    first = day.approve(plan)
    assert first.status_code == 201, first.text
    assert (day.shown(plan)["state"], day.shown(plan)["cosignature_due"]) == ("in_review", True)
    assert day.cosign(plan, day.staff("medical_director")).status_code == 201
    assert day.shown(plan)["state"] == "approved"


@pytest.mark.usefixtures("without_supervision")
def test_without_a_pilot_nobody_signs_beside(day: Day) -> None:
    plan = decided(day)
    assert day.approve(plan).status_code == 201
    assert day.shown(plan)["state"] == "approved"


@pytest.mark.usefixtures("without_supervision")
def test_a_plan_by_hand_is_on_no_trial(day: Day) -> None:
    roll_out(day, default_mode="pilot")
    plan = day.in_review()
    assert day.approve(plan).status_code == 201
    assert day.shown(plan)["state"] == "approved"


@pytest.mark.parametrize("name", ["documents/client.pdf", "documents/visits.ics", FORMS])
def test_documents_for_clients_have_a_switch_of_their_own(day: Day, name: str) -> None:
    plan = day.approved()
    assert day.http().get(f"/v1/plans/{plan}/{name}").status_code == 200
    roll_out(day, default_client_documents=False)
    refused = day.http().get(f"/v1/plans/{plan}/{name}")
    assert (refused.status_code, refused.json()["code"]) == (409, "client_documents_off")
    assert day.http().get(f"/v1/plans/{plan}/documents/provider.pdf").status_code == 200
