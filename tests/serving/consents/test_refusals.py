"""Saying no: on record as a signature is, ending what was agreed to before, and blocking no care."""

from __future__ import annotations

import json

import httpx
import pytest
from sqlalchemy import select, text

from serving.audit.tables import AuditEvent
from serving.consents import SCOPES
from serving.consents.tables import ConsentRefusal
from serving.consents.texts import shipped
from serving.database import Database
from serving.webhooks.tables import OutgoingEvent
from tests.serving.desk.standing import Standing, key
from tests.serving.photos.conftest import ALL, House, house
from tests.serving.plans.planning_day import FACIAL, TOLD, Day

from .test_consents import sign

__all__ = ["house"]


def decline(house: Standing, client: str, scope: str, **changed: object) -> httpx.Response:
    mine = shipped("en")[scope]  # type: ignore[index]
    said = {"scope": scope, "text": mine.id, "text_sha256": mine.wording.sha256}
    return house.client().post(f"/v1/clients/{client}/consents/refusals", json=said | changed, headers=key())


def told(house: Standing, client: str) -> dict:
    return house.client().get(f"/v1/clients/{client}/consents").json()


@pytest.mark.parametrize("scope", SCOPES)
def test_each_scope_is_declined_for_itself(standing: Standing, scope: str) -> None:
    client = standing.enter()
    made = decline(standing, client, scope, said={"method": "in_person"})
    assert made.status_code == 201, made.text
    now = told(standing, client)
    assert (now["in_force"], now["declined"], now["refusals"]) == ([], [scope], [made.json()])
    assert (made.json()["text_sha256"], made.json()["taken_by"]) == (shipped("en")[scope].wording.sha256, "acc_1")


def test_it_is_on_record_sealed_and_told_to_systems(standing: Standing, database: Database) -> None:
    client = standing.enter()
    made = decline(standing, client, "marketing", said={"method": "paper"}).json()["id"]
    with database.reading() as session:
        (row,) = session.scalars(select(ConsentRefusal)).all()
        event = session.scalars(select(AuditEvent).where(AuditEvent.event == "consent.declined")).one()
        assert (event.subject, event.client) == (made, client) and '"scope":"marketing"' in event.body
        assert "consent.declined" in session.scalars(select(OutgoingEvent.kind)).all()
        assert "paper" not in repr(session.execute(text("SELECT * FROM consent_refusals")).all())
    opened = standing.office.sealing.unseal(client, f"consent_refusals.sealed:{made}", row.sealed)
    assert json.loads(opened) == {"method": "paper"}


def test_who_thinks_better_of_it_signs_and_both_stay(standing: Standing) -> None:
    client = standing.enter()
    decline(standing, client, "storage")
    sign(standing, client, "storage")
    now = told(standing, client)
    assert (now["in_force"], now["declined"], len(now["refusals"])) == (["storage"], [], 1)


def test_declining_ends_what_was_agreed_to_before(house: House) -> None:
    client = house.agreed(*ALL)
    photo = house.kept(client)
    house.analyzed(photo)
    assert decline(house.standing, client, "storage").status_code == 201
    now = told(house.standing, client)
    assert (now["in_force"], now["declined"]) == (["analysis", "biometric"], ["storage"])
    assert house.http().get(f"/v1/photos/{photo}").status_code == 404 and house.objects() == []
    assert house.send(client).json()["code"] == "consent_missing"
    assert house.events(client).count("consent.withdrawn") == 1
    decline(house.standing, client, "storage")
    assert house.events(client).count("consent.withdrawn") == 1


def test_other_words_are_not_what_was_declined(standing: Standing) -> None:
    client = standing.enter()
    for changed in ({"text": "template:analysis:en"}, {"text_sha256": "0" * 64}, {"language": "es"}):
        refused = decline(standing, client, "biometric", **changed)
        assert (refused.status_code, refused.json()["code"]) == (422, "consent_text_not_in_force")
    assert told(standing, client)["refusals"] == []


def test_of_merged_entries_the_one_that_declined_counts(standing: Standing) -> None:
    stays, goes = standing.enter(), standing.enter()
    sign(standing, stays, "sharing")
    decline(standing, goes, "sharing")
    director = standing.client(standing.caller("medical_director"))
    said = {"other": goes, "reason": "Entered twice"}
    merged = director.post(f"/v1/clients/{stays}/merges", json=said, headers=key())
    assert merged.status_code == 201, merged.text
    assert merged.json()["withdrawn"] == ["sharing"]
    assert (told(standing, stays)["in_force"], told(standing, stays)["declined"]) == ([], ["sharing"])


def test_declining_everything_blocks_no_care(standing: Standing) -> None:
    """No photo, no software: a plan is begun by hand, reviewed, signed by a licensed person, and has a document."""
    client = standing.enter(language="en")
    assert {decline(standing, client, scope).status_code for scope in SCOPES} == {201}
    day = Day(standing, client)
    for role in ("provider", "medical_director"):
        day.account(f"acc_{role}")
    assert day.http().put(f"/v1/clients/{client}/profile", json=TOLD).status_code == 200
    refused = day.begun(by_hand=False)
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
    plan = day.plan()
    assert day.edit(plan, FACIAL).status_code == 200
    assert day.post(plan, "submission").status_code == 200
    assert day.approve(plan, day.staff("medical_director")).status_code == 201
    assert day.shown(plan)["state"] == "approved"
    document = day.http().get(f"/v1/plans/{plan}/documents/client.pdf")
    assert document.status_code == 200 and document.content.startswith(b"%PDF")
    assert sorted(told(standing, client)["declined"]) == sorted(SCOPES)
