"""The bundle is valid FHIR, proposes and never orders, and names nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from planning.documents import DocumentRequest, care_plan
from tests.planning.documents.drafted import TIMELINE, checks, draft, option, request
from tests.planning.documents.sampled import sampled
from tests.planning.documents.test_pages import approved


def _resources(**changes: Any) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in json.loads(care_plan(request(**changes)))["entry"]]


def test_it_reads_back_as_it_was_written() -> None:
    written = care_plan(request())
    read = Bundle.model_validate_json(written)
    assert json.loads(read.model_dump_json()) == json.loads(written)


def test_it_is_a_draft_and_a_proposal() -> None:
    plan, *goals = _resources()
    assert (plan["resourceType"], plan["status"], plan["intent"]) == ("CarePlan", "draft", "proposal")
    assert {goal["lifecycleStatus"] for goal in goals} == {"proposed"}
    assert "AI-generated draft" in plan["note"][0]["text"]
    assert "Not a diagnosis" in plan["note"][0]["text"]


def _plan(asked: DocumentRequest) -> dict[str, Any]:
    return dict(json.loads(care_plan(asked))["entry"][0]["resource"])


def test_an_approval_makes_it_a_plan_that_nobody_is_ordered_to_act_on() -> None:
    bundle = json.loads(care_plan(approved()))
    plan, *goals = [entry["resource"] for entry in bundle["entry"]]
    assert (plan["status"], plan["intent"]) == ("active", "plan")
    assert plan["author"] == {"display": "Dr. Amara Okafor (sample)"}
    assert plan["note"][0]["text"] == "Approved by Dr. Amara Okafor (sample) on November 24, 2026. Not a diagnosis."
    assert {goal["lifecycleStatus"] for goal in goals} == {"accepted"}
    assert Bundle.model_validate(bundle)


def test_what_was_declined_or_replaced_is_revoked() -> None:
    declined, replaced = care_plan(request(ended="declined")), care_plan(approved(ended="superseded"))
    told = [[entry["resource"] for entry in json.loads(each)["entry"]] for each in (declined, replaced)]
    assert [(plan["status"], plan["intent"]) for plan, *_ in told] == [("revoked", "proposal"), ("revoked", "plan")]
    assert [{goal["lifecycleStatus"] for goal in goals} for _, *goals in told] == [{"rejected"}, {"cancelled"}]
    assert {each["detail"]["status"] for each in told[1][0]["activity"][:2]} == {"cancelled"}
    assert "A newer plan has taken its place." in told[1][0]["note"][0]["text"]
    assert Bundle.model_validate_json(declined) and Bundle.model_validate_json(replaced)


@pytest.mark.parametrize("ended", [None, "superseded"])
def test_once_every_visit_took_place_it_is_completed(ended: str | None) -> None:
    done = tuple(visit.model_copy(update={"done": True}) for visit in TIMELINE)
    settled = draft(options=(option(checks=checks(held=False), timeline=done),))
    plan = _plan(replace(approved(ended=ended), draft=settled))
    assert plan["status"] == "completed"
    assert plan["activity"][0]["detail"]["status"] == "completed"


def test_an_item_with_visits_to_come_is_in_progress() -> None:
    done = tuple(visit.model_copy(update={"done": visit.number < 3}) for visit in TIMELINE)
    plan = _plan(request(draft=draft(options=(option(timeline=done),))))
    told = {each["detail"]["code"]["text"]: each["detail"]["status"] for each in plan["activity"]}
    assert {"completed", "in-progress", "not-started"} <= set(told.values())


def test_each_item_and_product_is_an_activity_and_what_is_on_hold_is_on_hold() -> None:
    option, (plan, *_) = request().option, _resources()
    details = {each["detail"]["code"]["text"]: each["detail"] for each in plan["activity"]}
    assert list(details) == [item.title for item in option.items] + [line.title for line in option.regimen]
    held = {title for title, detail in details.items() if detail["status"] == "on-hold"}
    assert held == {"Hyaluronic acid, tear trough", "Intense pulsed light"}
    assert "blood thinner" in details["Hyaluronic acid, tear trough"]["statusReason"]["text"]


def test_times_carry_the_offset_of_their_day() -> None:
    plan = _resources()[0]
    events = {e["detail"]["code"]["text"]: e["detail"].get("scheduledTiming") for e in plan["activity"]}
    assert events["Botulinum toxin, upper face"]["event"] == ["2026-12-01T09:30:00-08:00"]
    assert events["Superficial chemical peel"]["event"] == ["2027-03-24T16:45:00-07:00"]
    assert events["Microneedling"]["event"][2] == "2027-04-28"
    assert events["Intense pulsed light"] is None


def test_goals_are_referred_to_and_no_code_is_invented() -> None:
    bundle = json.loads(care_plan(request()))
    plan = bundle["entry"][0]["resource"]
    assert [goal["reference"] for goal in plan["goal"]] == [entry["fullUrl"] for entry in bundle["entry"][1:]]
    assert '"coding"' not in json.dumps(bundle)


def test_the_client_is_an_opaque_id_or_nobody() -> None:
    assert "Alvarez" not in care_plan(request())
    assert _resources()[0]["subject"] == {"identifier": {"value": "sample-0001"}}
    assert "identifier" not in _resources(draft=draft(client=""))[0]["subject"]


def test_the_same_request_gives_the_same_text() -> None:
    assert care_plan(request()) == care_plan(request())


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "reference")
        yield from (each for value in node.values() for each in _references(value))
    elif isinstance(node, list):
        yield from (each for value in node for each in _references(value))


@pytest.mark.parametrize("photo", [True, False])
def test_every_reference_of_a_drafters_plan_leads_to_an_entry(photo: bool) -> None:
    bundle = json.loads(care_plan(sampled(photo=photo)))
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls) > 1
    found = list(_references(bundle))
    assert found and set(found) <= set(urls)
    assert Bundle.model_validate(bundle)


def test_activities_name_the_visits_that_people_count() -> None:
    stop = TIMELINE[0].model_copy(update={"number": 2, "start": time(11, 30), "items": TIMELINE[1].items})
    made = option(timeline=(TIMELINE[0], stop, TIMELINE[2].model_copy(update={"number": 3})))
    details = {
        each["detail"]["code"]["text"]: each["detail"]
        for each in _resources(draft=draft(options=(made,)))[0]["activity"]
    }
    assert "1 visit; Visit 1; " in details["Hyaluronic acid, tear trough"]["description"]
    assert "; Visit 2; " in details["Microneedling"]["description"]
