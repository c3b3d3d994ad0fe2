"""Plans over HTTP, on both databases: begun, edited, read, and by whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, text

from serving.audit.tables import AuditEvent
from serving.database import Database
from serving.desk import Work
from serving.plans.destroying import destroy_drafts
from serving.plans.tables import Plan, PlanVersion
from serving.webhooks.tables import OutgoingEvent
from tests.serving.consents.test_consents import sign
from tests.serving.desk.standing import key
from tests.serving.plans.planning_day import FACIAL, Day

DIRECTOR: Any = "medical_director"


def test_a_draft_is_made_of_profile_and_catalogue(day: Day) -> None:
    made = day.begun(by_hand=False)
    assert (made.status_code, made.json()["state"], made.json()["number"]) == (201, "draft", 1)
    assert made.headers["location"] == f"/v1/plans/{made.json()['id']}"
    version = day.http().get(f"{made.headers['location']}/versions/1").json()
    document = version["document"]
    assert (document["client"], document["location"], document["status"]) == (day.client, "oakland", "draft")
    assert [item["treatment"] for item in document["options"][0]["primary"]] == ["pigment_laser"]
    assert version["made_from"]["profile"] == version["made_from"]["catalogue"] == 1
    assert len(version["made_from"]["consents"]) == 1


def test_without_consent_only_a_person_plans(day: Day) -> None:
    """Declining blocks no care."""
    other = Day(day.house, day.house.enter())
    refused = other.begun(by_hand=False)
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
    plan = other.plan()
    assert other.edit(plan, FACIAL).status_code == 200
    option = other.document(plan)["options"][0]
    assert [item["treatment"] for item in option["primary"]] == ["hydradermabrasion"]
    assert option["supporting"] == option["regimen"] == option["left_out"] == []
    assert other.suggested(plan) == []


def test_every_edit_is_a_version_with_what_changed_who_and_why(day: Day) -> None:
    plan = day.plan()
    day.edit(plan, FACIAL)
    edited = day.edit(plan, {"kind": "change_item", "item": "hydradermabrasion", "visits": 2}, why="She asked for two")
    assert edited.json()["number"] == 3
    versions = day.http().get(f"/v1/plans/{plan}/versions").json()["items"]
    assert [each["number"] for each in versions] == [3, 2, 1]
    assert len({each["sha256"] for each in versions}) == 3
    shown = day.http().get(f"/v1/plans/{plan}/versions/3").json()
    assert shown["sha256"] == edited.json()["sha256"]
    visits = next(each for each in shown["changes"] if each["path"].endswith("[hydradermabrasion].visits"))
    assert (visits["was"], visits["now"], visits["who"], visits["why"]) == (1, 2, "acc_provider", "She asked for two")
    first = day.http().get(f"/v1/plans/{plan}/versions/1").json()
    assert first["document"]["options"][0]["primary"] == []  # what was stays


def test_an_edit_is_of_the_present_version(day: Day) -> None:
    plan, body = day.plan(), {"edits": [FACIAL], "why": "As she wants it"}
    path, http = f"/v1/plans/{plan}", day.http()
    assert http.patch(path, json=body).status_code == 428
    assert http.patch(path, json=body, headers={"If-Match": '"7"'}).status_code == 412
    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(lambda _: http.patch(path, json=body, headers={"If-Match": '"1"'}), range(2)))
    assert sorted(each.status_code for each in both) == [200, 412]
    assert day.shown(plan)["number"] == 2


@pytest.mark.parametrize(
    ("edit", "status", "code"),
    [
        ({"kind": "add_item", "treatment": "no_such_treatment"}, 422, "treatment_unknown"),
        ({"kind": "add_item", "treatment": "hydradermabrasion", "zones": ["elbow"]}, 422, "zone_not_served"),
        ({"kind": "remove_item", "item": "nothing"}, 404, "not_in_plan"),
        ({"kind": "book_visit", "visit": 1}, 422, "invalid_request"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_by_name(day: Day, edit: dict[str, Any], status: int, code: str) -> None:
    plan = day.plan()
    refused = day.edit(plan, edit)
    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text
    assert day.shown(plan)["number"] == 1


def test_what_a_rule_blocks_does_not_come_in(day: Day) -> None:
    told = day.http().get(f"/v1/clients/{day.client}/profile").json()["document"]
    told["health"]["pregnancy"] = {"answer": "yes"}
    day.http().put(f"/v1/clients/{day.client}/profile", json=told, headers={"If-Match": '"1"'})
    plan = day.plan()
    refused = day.edit(plan, {"kind": "add_item", "treatment": "rf_microneedling"})
    assert (refused.status_code, refused.json()["code"]) == (422, "edit_blocked"), refused.text


def test_the_same_request_twice_is_one_plan(day: Day) -> None:
    header, path = key(), f"/v1/clients/{day.client}/plans"
    first, second = (day.http().post(path, json={"by_hand": True}, headers=header) for _ in range(2))
    assert first.json() == second.json()
    listed = day.http().get(path).json()["items"]
    assert [each["id"] for each in listed] == [first.json()["id"]]


def test_plans_are_listed_the_newest_first_and_by_state(day: Day) -> None:
    names = []
    for _ in range(3):
        day.house.clock.at = day.house.clock.at.replace(microsecond=day.house.clock.at.microsecond + 2000)
        names.append(day.plan())
    day.post(names[1], "submission")
    path = f"/v1/clients/{day.client}/plans"
    page = day.http().get(path, params={"limit": 2}).json()
    rest = day.http().get(path, params={"limit": 2, "cursor": page["next_cursor"]}).json()
    assert [each["id"] for each in page["items"] + rest["items"]] == names[::-1]
    assert [each["id"] for each in day.http().get(path, params={"state": "in_review"}).json()["items"]] == [names[1]]


def test_nothing_of_a_plan_is_in_the_database_in_the_clear(day: Day, database: Database) -> None:
    day.approved()
    tables = ("plans", "plan_versions", "plan_decisions", "plan_signatures", "plan_shares", "outgoing_events")
    with database.reading() as session:
        everything = "".join(
            repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
            for name in tables
            for row in session.execute(text(f"SELECT * FROM {name}"))
        )
        events = repr(session.scalars(select(AuditEvent.body)).all())
    assert day.client in everything
    for secret in ("hydradermabrasion", "Amara", "MD-1", "As she wants it"):
        assert secret not in everything and secret not in events


def test_the_first_look_of_who_may_decide_is_on_record_and_no_edit(day: Day) -> None:
    plan = day.in_review()
    coordinator = day.house.caller()
    before = day.shown(plan, coordinator)
    assert before["opened_at"] is None
    opened = day.shown(plan)
    assert opened["opened_at"] and opened["etag"] == before["etag"]
    day.house.clock.at = day.house.clock.at.replace(hour=10)
    assert day.shown(plan)["opened_at"] == opened["opened_at"]


def test_strangers_plans_are_not_there(day: Day) -> None:
    plan, house = day.in_review(), day.house
    strangers = [
        house.caller(DIRECTOR, practice=house.other, strong=True),
        house.caller("provider", house.reno, strong=True),
        house.caller("provider", id="acc_9", assigned_only=True, strong=True),
        house.caller("auditor"),
        house.caller("admin", strong=True),
        house.caller("integration", scopes=frozenset({"photos.read"})),
        house.caller("tablet", client=house.enter()),
    ]
    sha256 = day.shown(plan)["sha256"]
    for stranger in strangers:
        http = day.http(stranger)
        match = {"If-Match": '"3"'}
        answers = [
            http.get(f"/v1/plans/{plan}"),
            http.get(f"/v1/plans/{plan}/versions"),
            http.get(f"/v1/plans/{plan}/versions/1"),
            http.get(f"/v1/plans/{plan}/decisions"),
            http.get(f"/v1/plans/{plan}/approval"),
            http.patch(f"/v1/plans/{plan}", json={"edits": [FACIAL], "why": "Because"}, headers=match),
            http.put(f"/v1/plans/{plan}/decisions/x", json={"decision": "accepted"}, headers=match),
            http.post(f"/v1/plans/{plan}/submission", headers=key()),
            http.post(f"/v1/plans/{plan}/return", headers=key()),
            http.post(f"/v1/plans/{plan}/decline", json={"reason": "other"}, headers=key()),
            http.post(f"/v1/plans/{plan}/shares", json={"to": "client"}, headers=key()),
            http.post(f"/v1/plans/{plan}/approval", json={"sha256": sha256, "typed_name": "A"}, headers=key()),
            http.post(f"/v1/plans/{plan}/cosignature", json={"sha256": sha256, "typed_name": "A"}, headers=key()),
            http.get(f"/v1/clients/{day.client}/plans"),
            http.post(f"/v1/clients/{day.client}/plans", json={"by_hand": True}, headers=key()),
        ]
        assert {each.status_code for each in answers} == {404}, stranger.grants


@pytest.mark.parametrize("kind", ["integration", "tablet"])
@pytest.mark.parametrize("state", ["draft", "in_review", "declined", "approved", "superseded"])
def test_no_draft_reaches_software(day: Day, kind: Any, state: str) -> None:
    plan = day.reached(state)
    sign(day.house, day.client, "sharing")
    scopes = frozenset({"plans.read", "clients.read"})
    software = day.house.caller(kind, scopes=scopes, client=day.client if kind == "tablet" else None)
    for path in ("versions/1", "decisions"):
        refused = day.http(software).get(f"/v1/plans/{plan}/{path}")
        expected = (409, "plan_not_shared") if kind == "integration" else (404, "not_found")
        assert (refused.status_code, refused.json()["code"]) == expected


def test_a_system_reads_what_was_shared_with_it_while_the_client_agrees(day: Day) -> None:
    plan = day.approved()
    system = day.house.caller("integration", scopes=frozenset({"plans.read", "clients.read"}))
    path = f"/v1/plans/{plan}/versions/2"
    assert day.post(plan, "shares", to="client").status_code == 200
    assert day.http(system).get(path).json()["code"] == "plan_not_shared"
    assert day.post(plan, "shares", to="system").json()["code"] == "consent_missing"
    consent = sign(day.house, day.client, "sharing").json()["id"]
    assert day.post(plan, "shares", to="system").status_code == 200
    assert day.http(system).get(path).status_code == 200
    day.http().post(f"/v1/consents/{consent}/withdrawal", headers=key())
    assert day.http(system).get(path).json()["code"] == "consent_missing"


def test_systems_are_told_of_plans(day: Day, database: Database) -> None:
    plan = day.approved()
    day.post(plan, "shares", to="client")
    day.post(day.in_review(), "decline", reason="other")
    with database.reading() as session:
        rows = session.scalars(select(OutgoingEvent).order_by(OutgoingEvent.id)).all()
        kinds = [row.kind for row in rows if row.kind.startswith("plan.")]
    assert sorted(kinds) == ["plan.approved", "plan.declined", "plan.drafted", "plan.drafted", "plan.shared"]


def test_drafts_end_and_what_was_signed_stays(day: Day, database: Database) -> None:
    signed, drafts = day.approved(), [day.plan(), day.in_review()]
    caller, office = day.staff(), day.house.office
    with database.writing() as session:
        assert destroy_drafts(Work(session, caller, day.house.clock(), office), day.client) == len(drafts)
    with database.reading() as session:
        assert session.scalars(select(Plan.id)).all() == [signed]
        assert set(session.scalars(select(PlanVersion.plan))) == {signed}
    assert all(day.http().get(f"/v1/plans/{plan}").status_code == 404 for plan in drafts)
