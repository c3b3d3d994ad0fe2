"""Documents over HTTP: no draft leaves without its mark, and none reaches software before it was shared."""

from __future__ import annotations

import asyncio
import io
import json
import re
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from sqlalchemy import select

from planning.wording.words import Words
from serving.app import create_app
from serving.audit.tables import AuditEvent
from serving.database import Database
from serving.documents.rendering import KINDS
from serving.plans.states import STATES
from serving.settings import Settings
from serving.signing.pdf import read_signed_pdf
from tests.serving.consents.test_consents import sign
from tests.serving.plans.planning_day import NAME, Day

DRAFTS = ("draft", "in_review", "declined")


def mark(made: str = "by_hand_") -> str:
    """Most plans here are made by hand."""
    return Words("en")[f"{made}draft_mark"]


def get(day: Day, plan: str, name: str, caller: Any = None, **asked: str) -> Any:
    return day.http(caller).get(f"/v1/plans/{plan}/documents/{name}", params=asked)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def says_draft(name: str, data: bytes, made: str = "by_hand_") -> bool:
    """On every page."""
    return all(mark(made).casefold() in page.casefold() for page in texts(name, data))


def texts(name: str, data: bytes) -> list[str]:
    """By page; of calendars without their folds and escapes."""
    if name.endswith(".pdf"):
        return pages(data)
    text = data.decode().replace("\r\n ", "").replace("\\", "")
    return [" ".join(text.split())]


@pytest.mark.parametrize("state", STATES)
def test_no_draft_leaves_without_its_mark(day: Day, state: str) -> None:
    plan = day.reached(state)
    for name in KINDS:
        read = get(day, plan, name)
        assert read.status_code == 200, (name, read.text)
        assert read.headers["content-type"] == KINDS[name].media_type
        assert mark("").casefold() not in "".join(texts(name, read.content)).casefold(), name
        if state in DRAFTS:
            assert says_draft(name, read.content), name
        else:
            text = "".join(texts(name, read.content))
            assert mark().casefold() not in text.casefold() and f"Approved by {NAME}" in text, name
            assert "November 22, 2026" in text, name
        assert "not a diagnosis" in "".join(texts(name, read.content)).casefold(), name
    form = day.http().get(f"/v1/plans/{plan}/consent-forms/hydradermabrasion")
    assert form.status_code == 200
    assert says_draft("form.pdf", form.content) is (state in DRAFTS)


def test_a_draft_of_the_softwares_says_whose_it_is(day: Day) -> None:
    plan = day.drafted()
    assert all(says_draft(name, get(day, plan, name).content, made="") for name in KINDS)


@pytest.mark.parametrize(
    ("state", "status", "intent", "visits"),
    [
        ("draft", "draft", "proposal", "TENTATIVE"),
        ("in_review", "draft", "proposal", "TENTATIVE"),
        ("declined", "revoked", "proposal", "CANCELLED"),
        ("approved", "active", "plan", "TENTATIVE"),
        ("shared", "active", "plan", "TENTATIVE"),
        ("superseded", "revoked", "plan", "CANCELLED"),
    ],
)
def test_machines_read_how_a_plan_stands(day: Day, state: str, status: str, intent: str, visits: str) -> None:
    """And no visit is ever confirmed: an approval books nothing."""
    plan = day.reached(state)
    told = json.loads(get(day, plan, "careplan.json").content)["entry"][0]["resource"]
    assert (told["status"], told["intent"]) == (status, intent)
    assert told.get("author") == (None if intent == "proposal" else {"display": NAME})
    calendar = Calendar.from_ical(get(day, plan, "visits.ics").content)
    assert {str(event["status"]) for event in calendar.walk("VEVENT")} == {visits}


def test_a_plan_names_the_one_whose_place_it_takes_and_calendars_know_the_newer(day: Day) -> None:
    """Events keep their names, so that what a calendar holds moves; the later edition has the higher number."""
    first = day.reached("approved")
    numbers = [sequence(day, first)]
    second = day.approved_from(first)
    numbers += [sequence(day, first), sequence(day, second)]
    assert numbers == sorted(set(numbers))
    told = json.loads(get(day, second, "careplan.json").content)["entry"][0]["resource"]
    assert told["replaces"] == [{"identifier": {"value": first}}]


def sequence(day: Day, plan: str) -> int:
    events = Calendar.from_ical(get(day, plan, "visits.ics").content).walk("VEVENT")
    return int(events[0]["sequence"])


@pytest.mark.parametrize("state", STATES)
def test_software_gets_what_was_shared_with_it_and_nothing_else(day: Day, state: str) -> None:
    plan = day.reached(state)
    sign(day.house, day.client, "sharing")
    system = day.house.caller("integration", scopes=frozenset({"plans.read", "clients.read"}))
    tablet = day.house.caller("tablet", client=day.client)
    paths = [f"/v1/plans/{plan}/documents/{name}" for name in KINDS]
    paths += [f"/v1/plans/{plan}/consent-forms/hydradermabrasion", f"/v1/plans/{plan}/versions/1"]
    given = state == "shared"  # with the client: the document that was signed for them, and nothing else
    for path in paths:
        refused = day.http(system).get(path)
        assert (refused.status_code, refused.json()["code"]) == (409, "plan_not_shared"), path
        read = day.http(tablet).get(path)
        assert read.status_code == (200 if given and path.endswith("client.pdf") else 404), path
    another = day.house.caller("tablet", client=day.house.enter())
    assert get(day, plan, "client.pdf", another).status_code == 404
    if state in ("approved", "shared"):
        assert day.post(plan, "shares", to="system").status_code == 200
        assert get(day, plan, "client.pdf", system).content.startswith(b"%PDF")


def test_the_clients_document_is_the_file_that_was_signed(day: Day) -> None:
    plan = day.reached("approved")
    first, second = (get(day, plan, "client.pdf").content for _ in range(2))
    said = asyncio.run(read_signed_pdf(first))
    assert first == second and said.intact and said.whole and NAME in said.reason


def test_each_option_of_a_draft_has_its_document(day: Day) -> None:
    plan = day.drafted()
    assert get(day, plan, "client.pdf", tier="good").status_code == 200
    missing = get(day, plan, "client.pdf", tier="best")
    assert (missing.status_code, missing.json()["code"]) == (422, "plan_option_unknown")


def test_a_form_is_of_something_planned(day: Day) -> None:
    plan = day.reached("draft")
    assert day.http().get(f"/v1/plans/{plan}/consent-forms/rf_microneedling").status_code == 404
    assert get(day, plan, "secrets.pdf").status_code == 422


def test_reading_is_on_record(day: Day, database: Database) -> None:
    plan = day.reached("draft")
    get(day, plan, "note.txt")
    with database.reading() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.event == "document.read")).one()
    assert event.client == day.client and '"name":"note.txt"' in event.body and '"state":"draft"' in event.body


def test_strangers_documents_are_not_there(day: Day) -> None:
    plan, house = day.reached("draft"), day.house
    for stranger in (
        house.caller("medical_director", practice=house.other),
        house.caller("provider", house.reno),
        house.caller("auditor"),
        house.caller("admin"),
    ):
        assert get(day, plan, "client.pdf", stranger).status_code == 404
        assert day.http(stranger).get(f"/v1/plans/{plan}/consent-forms/hydradermabrasion").status_code == 404


def test_a_care_plan_is_described_as_json_and_not_as_text() -> None:
    answers = create_app(Settings()).openapi()["paths"]["/v1/plans/{plan}/documents/{name}"]["get"]["responses"]
    described = {name: part["schema"]["type"] for name, part in answers["200"]["content"].items()}
    assert described["application/fhir+json"] == "object" and described["text/plain"] == "string"


def test_a_visits_time_of_day_is_not_described_as_one_with_a_zone() -> None:
    start = create_app(Settings()).openapi()["components"]["schemas"]["PlannedVisit"]["properties"]["start"]
    assert re.fullmatch(start["anyOf"][0]["pattern"], "09:00:00") and "format" not in start["anyOf"][0]
