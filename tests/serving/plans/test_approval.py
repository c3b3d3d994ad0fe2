"""Approval: who may sign what, and that nothing else is ever signed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from serving.access import Caller, Grant
from serving.audit.tables import AuditEvent
from serving.database import Database
from serving.plans.tables import PlanSignature
from serving.signing.pdf import read_signed_pdf
from serving.webhooks.tables import OutgoingEvent
from tests.serving.consents.test_consents import sign
from tests.serving.desk.standing import key
from tests.serving.plans.planning_day import FACIAL, LICENCE, NAME, TOLD, Day

DIRECTOR: Any = "medical_director"


def refused(day: Day, plan: str, code: str, caller: Caller | None = None, **said: Any) -> dict[str, Any]:
    """Nothing was signed."""
    answer = day.approve(plan, caller or day.staff(DIRECTOR), **said)
    assert answer.json().get("code") == code, answer.text
    assert day.shown(plan)["state"] != "approved"
    with day.house.office.database.reading() as session:
        assert session.scalars(select(PlanSignature).where(PlanSignature.plan == plan)).all() == []
    return dict(answer.json())


def test_a_director_approves_and_the_document_is_signed(day: Day, database: Database) -> None:
    plan = day.in_review()
    sha256 = day.shown(plan)["sha256"]
    approved = day.approve(plan, day.staff(DIRECTOR))
    assert (approved.status_code, approved.json()["state"]) == (201, "approved")
    (signature,) = approved.json()["signatures"]
    assert (signature["kind"], signature["by"], signature["number"]) == ("approval", "acc_medical_director", 2)
    assert (signature["name"], signature["license"]) == (NAME, "physician CA MD-1")
    assert signature["sha256"] == sha256
    with database.reading() as session:
        row = session.scalars(select(PlanSignature).where(PlanSignature.plan == plan)).one()
        event = session.scalars(select(AuditEvent).where(AuditEvent.event == "plan.approved")).one()
        told = session.scalars(select(OutgoingEvent).where(OutgoingEvent.kind == "plan.approved")).all()
    office = day.house.office
    assert row.document
    stored = office.objects.get(row.document)
    assert b"%PDF" not in stored
    pdf = office.sealing.unseal(day.client, f"plan_signatures.document:{row.id}", stored)
    said = asyncio.run(read_signed_pdf(pdf))
    assert said.intact and said.whole and NAME in said.reason and sha256 in said.reason
    assert sha256 in event.body and '"reviewer":"acc_medical_director"' in event.body
    assert [each.subject for each in told] == [plan]


def test_a_repeated_approval_signs_once(day: Day, database: Database) -> None:
    plan = day.in_review()
    body, header = {"sha256": day.shown(plan)["sha256"], "typed_name": NAME}, key()
    http = day.http(day.staff(DIRECTOR))
    first, second = (http.post(f"/v1/plans/{plan}/approval", json=body, headers=header) for _ in range(2))
    assert first.status_code == second.status_code == 201 and first.json() == second.json()
    with database.reading() as session:
        assert len(session.scalars(select(PlanSignature).where(PlanSignature.plan == plan)).all()) == 1


def test_only_the_newest_version_is_signed(day: Day) -> None:
    plan = day.in_review()
    seen = day.shown(plan)["sha256"]
    assert day.edit(plan, {"kind": "change_item", "item": "hydradermabrasion", "visits": 2}).status_code == 200
    refused(day, plan, "version_not_newest", sha256=seen)
    refused(day, plan, "version_not_newest", sha256="0" * 64)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"strong": False}, "reauthentication_needed"),
        ({"authenticated": -301}, "reauthentication_needed"),
        ({"role": "coordinator"}, "not_allowed"),
        ({"locations": "reno"}, "not_found"),
    ],
)
def test_a_signature_takes_a_person_who_has_just_proven_who_they_are(
    day: Day, changes: dict[str, Any], code: str
) -> None:
    plan, house = day.in_review(), day.house
    caller = day.staff(changes.get("role", "provider"), strong=changes.get("strong", True))
    if "locations" in changes:
        caller = house.caller("provider", house.reno, id="acc_provider", strong=True)
    house.clock.at -= timedelta(seconds=changes.get("authenticated", 0))
    refused(day, plan, code, caller)


@pytest.mark.parametrize("kind", ["integration", "system", "tablet"])
@pytest.mark.parametrize("role", ["provider", "medical_director"])
def test_software_decides_nothing_whatever_it_was_granted(day: Day, kind: Any, role: Any) -> None:
    plan = day.in_review()
    scopes = frozenset({"plans.read", "plans.write", "clients.read"})
    client = day.client if kind == "tablet" else None
    software = Caller(
        "acc_provider", kind, day.house.practice, (Grant(role),), scopes, client, day.house.clock(), strong=True
    )
    before = day.shown(plan)
    answers = [
        day.approve(plan, software),
        day.cosign(plan, software),
        day.post(plan, "decline", software, reason="other"),
        day.decide(plan, "hydradermabrasion", caller=software),
        day.post(plan, "shares", software, to="client"),
    ]
    assert {each.status_code for each in answers} == {403}, [each.text for each in answers]
    assert day.shown(plan) == before
    shared = day.approved()
    assert day.post(shared, "shares", software, to="client").status_code == 403


@pytest.mark.parametrize(
    ("licence", "why"),
    [
        ({"state": "NV"}, "state"),
        ({"expires": date(2026, 11, 21)}, "expired"),
        ({"treatments": ("botulinum_toxin_upper_face",)}, "scope"),
        ({"type": "laser_technician"}, "scope"),
    ],
)
def test_the_licence_covers_the_plan_here_and_today(day: Day, licence: dict[str, Any], why: str) -> None:
    plan = day.in_review()
    day.account("acc_medical_director", licences=(LICENCE.model_copy(update=licence),))
    assert refused(day, plan, "licence_missing")["details"]["why"] == why


def test_the_last_day_of_a_licence_is_one_where_the_plan_is_carried_out(day: Day) -> None:
    """An hour after midnight in London it is the day before in Oakland."""
    plan = day.in_review()
    day.account("acc_medical_director", licences=(LICENCE.model_copy(update={"expires": date(2026, 11, 22)}),))
    day.house.clock.at += timedelta(hours=16)
    assert day.approve(plan, day.staff(DIRECTOR)).status_code == 201


def test_one_of_several_licences_is_enough(day: Day) -> None:
    plan = day.in_review()
    others = (LICENCE.model_copy(update={"state": "NV"}), LICENCE.model_copy(update={"expires": date(2026, 1, 1)}))
    day.account("acc_medical_director", licences=(*others, LICENCE))
    assert day.approve(plan, day.staff(DIRECTOR)).status_code == 201


@pytest.mark.parametrize("account", ["none", "disabled"])
def test_who_has_no_account_here_signs_nothing(day: Day, account: str) -> None:
    plan = day.in_review()
    day.account("acc_gone", active=False)
    name = "acc_gone" if account == "disabled" else "acc_nobody"
    assert refused(day, plan, "licence_missing", day.staff(DIRECTOR, id=name))["details"]["why"] == "no_account"


@pytest.mark.parametrize("typed", ["Dr. Amara", "Somebody Else", "dr. amara okafor"])
def test_the_typed_name_is_the_accounts(day: Day, typed: str) -> None:
    refused(day, day.in_review(), "typed_name_differs", typed_name=typed)


def test_nothing_on_hold_by_todays_answers_is_signed(day: Day) -> None:
    """The version was fine; since then the client told of something that blocks."""
    plan = day.plan()
    assert day.edit(plan, {"kind": "add_item", "treatment": "superficial_peel"}).status_code == 200
    day.post(plan, "submission")
    path = f"/v1/clients/{day.client}/profile"
    told = TOLD | {"health": TOLD["health"] | {"active_herpes": "yes"}}
    http = day.http()
    assert http.put(path, json=told, headers={"If-Match": '"1"'}).status_code == 200
    held = refused(day, plan, "plan_not_approvable")
    assert held["details"]["items"] == ["superficial_peel"] and held["details"]["rules"]


def test_an_empty_plan_is_not_signed(day: Day) -> None:
    plan = day.plan()
    day.post(plan, "submission")
    refused(day, plan, "plan_empty")


def test_what_software_shaped_is_not_signed_once_the_client_took_that_back(day: Day) -> None:
    plan = day.drafted()
    consents = day.http().get(f"/v1/clients/{day.client}/consents").json()["consents"]
    day.http().post(f"/v1/consents/{consents[0]['id']}/withdrawal", headers=key())
    refused(day, plan, "consent_missing")
    assert day.edit(plan, FACIAL).json()["code"] == "consent_missing"
    assert day.begun(by_hand=False).json()["code"] == "consent_missing"
    assert sign(day.house, day.client, "planning").status_code == 201


def cosigned(day: Day, supervisor: str | None = None) -> str:
    """A plan that a provider approved where supervisors sign, too."""
    day.account("acc_provider", typed="Nia Provider", supervisor=supervisor)
    plan = day.in_review()
    approved = day.approve(plan, typed_name="Nia Provider")
    assert (approved.status_code, approved.json()["state"]) == (201, "in_review"), approved.text
    assert day.shown(plan)["cosignature_due"]
    return plan


def test_where_the_location_asks_a_supervisor_signs_too(day: Day) -> None:
    plan = cosigned(day)
    done = day.cosign(plan, day.staff(DIRECTOR))
    assert (done.status_code, done.json()["state"]) == (201, "approved"), done.text
    first, second = done.json()["signatures"]
    assert (first["name"], first["document_sha256"]) == ("Nia Provider", None)
    assert (second["kind"], second["name"]) == ("cosignature", NAME) and second["document_sha256"]


def test_where_the_location_does_not_ask_one_signature_is_enough(day: Day) -> None:
    path = f"/v1/locations/{day.house.oakland}"
    admin = day.http(day.house.caller("admin", strong=True))
    match = {"If-Match": admin.get(path).headers["etag"]}
    assert admin.patch(path, json={"cosignature_required": False}, headers=match).status_code == 200
    plan = day.in_review()
    assert day.approve(plan).json()["state"] == "approved"


CosignBy = Callable[[Day, str], Any]


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (lambda day, plan: day.cosign(plan, day.staff("provider", id="acc_medical_director")), "reviewer_not_accepted"),
        (lambda day, plan: day.cosign(plan, day.staff(DIRECTOR, strong=False)), "reauthentication_needed"),
        (lambda day, plan: day.cosign(plan, day.staff(DIRECTOR, id="acc_provider")), "cosignature_not_due"),
        (lambda day, plan: day.cosign(plan, day.staff(DIRECTOR), typed_name="Nia Provider"), "typed_name_differs"),
        (lambda day, plan: day.cosign(plan, day.staff(DIRECTOR), sha256="0" * 64), "version_not_newest"),
    ],
    ids=["no director", "no second factor", "the same person", "another name", "another version"],
)
def test_a_cosignature_is_a_supervisors_own(day: Day, by: CosignBy, code: str) -> None:
    plan = cosigned(day)
    answer = by(day, plan)
    assert answer.json()["code"] == code, answer.text
    assert day.shown(plan)["state"] == "in_review"


def test_where_an_account_names_its_supervisor_nobody_else_cosigns(day: Day) -> None:
    plan = cosigned(day, supervisor="acc_another")
    assert day.cosign(plan, day.staff(DIRECTOR)).json()["code"] == "cosignature_not_due"
    day.account("acc_another")
    assert day.cosign(plan, day.staff(DIRECTOR, id="acc_another")).status_code == 201


def test_an_edit_makes_an_approval_void(day: Day) -> None:
    plan = cosigned(day)
    assert day.edit(plan, {"kind": "change_item", "item": "hydradermabrasion", "visits": 2}).status_code == 200
    assert not day.shown(plan)["cosignature_due"]
    assert day.cosign(plan, day.staff(DIRECTOR)).json()["code"] == "cosignature_not_due"
