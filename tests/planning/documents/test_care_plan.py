"""The bundle is valid FHIR, proposes and never orders, and names nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from planning.documents import care_plan
from tests.planning.documents.drafted import TIMELINE, draft, option, request
from tests.planning.documents.sampled import sampled


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
