"""Of plans a client is handed what a provider has shared, nothing before; what was signed goes along in merges."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from serving.every_kept import KEPT
from tests.serving.desk.standing import key
from tests.serving.plans.planning_day import Day, day

__all__ = ["day"]


def archive(day: Day, client: str) -> zipfile.ZipFile:
    sent = day.http().get(f"/v1/clients/{client}/export")
    assert sent.status_code == 200, sent.text
    return zipfile.ZipFile(io.BytesIO(sent.content))


@pytest.mark.parametrize("state", ["draft", "in_review", "declined", "approved"])
def test_before_it_is_shared_no_plan_leaves(day: Day, state: str) -> None:
    plan = day.reached(state)
    names = archive(day, day.client).namelist()
    assert not [name for name in names if name.startswith("plan")]
    bundle = archive(day, day.client).read("fhir.json")
    assert b"CarePlan" not in bundle and f"plans/{plan}".encode() not in bundle


def test_a_shared_plan_leaves_as_the_signed_document(day: Day) -> None:
    plan = day.reached("shared")
    opened = archive(day, day.client)
    assert [each["id"] for each in json.loads(opened.read("plans.json"))] == [plan]
    signatures = [each for each in json.loads(opened.read("plan_signatures.json")) if each["document_sha256"]]
    assert opened.read(f"plan_signatures/{signatures[0]['id']}.pdf").startswith(b"%PDF")
    assert b"CarePlan" in opened.read("fhir.json")
    assert "plan_versions.json" not in opened.namelist()


def test_a_signed_plan_goes_along_when_clients_are_merged(day: Day) -> None:
    day.reached("shared")
    house = day.house
    stays = house.enter(date_of_birth=day.http().get(f"/v1/clients/{day.client}").json()["date_of_birth"])
    director = house.client(house.caller("medical_director"))
    said = {"other": day.client, "reason": "Entered twice"}
    done = director.post(f"/v1/clients/{stays}/merges", json=said, headers=key())
    assert done.status_code == 201, done.text
    opened = archive(day, stays)
    signatures = [each for each in json.loads(opened.read("plan_signatures.json")) if each["document_sha256"]]
    assert opened.read(f"plan_signatures/{signatures[0]['id']}.pdf").startswith(b"%PDF")
    with house.office.database.reading() as session:
        for kept, row in KEPT.rows(session, stays):
            for name, at in kept.sealed.items():
                if getattr(row, name) is not None:
                    house.office.sealing.unseal(stays, at(row), getattr(row, name))
