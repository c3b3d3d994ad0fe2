"""Rollout over HTTP, on both databases."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from serving.access import Grant, Role
from serving.access.profile import Profile
from serving.audit.tables import AuditEvent
from serving.desk import Work
from serving.rollout import mode
from serving.rollout.tables import RolloutVersion
from tests.serving.desk.standing import Standing
from tests.serving.plans.planning_day import LICENCE

NONE = {"If-Match": '"0"'}
WHY = "Watched for a month, says Dr. Example"
LASERS = {"settings": [{"category": "laser", "mode": "shadow"}], "why": WHY}


def director(standing: Standing):
    return standing.client(standing.caller("medical_director"))


def account(standing: Standing, login: str, role: Role = "provider") -> str:
    accounts = standing.app.state.services.access.accounts
    by = standing.caller("admin", id="acc_admin", strong=True)
    profile = Profile(name="Dr. Example", login=login, licences=(LICENCE,))
    return accounts.create(by, profile, [Grant(role)], (), standing.clock()).staff.id


def asked(standing: Standing, *names: str, practice: str = "") -> str:
    with standing.office.database.reading() as session:
        caller = standing.caller("provider", practice=practice)
        return mode(Work(session, caller, standing.clock(), standing.office), *names)


def test_where_nobody_has_set_anything_all_is_on(standing: Standing) -> None:
    shown = standing.client().get("/v1/rollout")
    assert (shown.status_code, shown.headers["etag"]) == (200, '"0"')
    told = {name: shown.json()[name] for name in ("version", "by", "why", "default_mode", "settings")}
    assert told == {"version": 0, "by": None, "why": None, "default_mode": "on", "settings": []}


def test_a_director_sets_it(standing: Standing) -> None:
    put = director(standing).put("/v1/rollout", json=LASERS, headers=NONE)
    assert (put.status_code, put.headers["etag"], put.json()["version"]) == (200, '"1"', 1)
    assert (put.json()["by"], put.json()["why"]) == ("acc_1", WHY)
    assert standing.client().get("/v1/rollout").json() == put.json()
    assert asked(standing, standing.oakland, "acc_1", "laser") == "shadow"
    assert asked(standing, standing.oakland, "acc_1", "toxin") == "on"
    assert asked(standing, standing.abroad, "acc_1", "laser", practice=standing.other) == "on"


def test_a_second_one_edits_the_first(standing: Standing) -> None:
    http = director(standing)
    assert http.put("/v1/rollout", json=LASERS, headers=NONE).status_code == 200
    assert http.put("/v1/rollout", json=LASERS).status_code == 428
    assert http.put("/v1/rollout", json=LASERS, headers=NONE).json()["code"] == "stale"
    assert http.put("/v1/rollout", json=LASERS | {"settings": []}, headers={"If-Match": '"1"'}).status_code == 200
    with standing.office.database.reading() as session:
        rows = session.scalars(select(RolloutVersion).order_by(RolloutVersion.number)).all()
        assert [row.number for row in rows] == [1, 2]
        assert all(WHY.encode() not in row.sealed for row in rows)


def test_it_is_on_record_by_ids_and_codes(standing: Standing) -> None:
    line = {"location": standing.oakland, "category": "laser", "mode": "pilot", "client_documents": False}
    director(standing).put("/v1/rollout", json={"settings": [line], "why": WHY}, headers=NONE)
    with standing.office.database.reading() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.event == "rollout.updated")).one()
    told = json.loads(row.body)["facts"]
    assert told["settings"] == f"{standing.oakland}:*:laser=pilot/off"
    assert (told["number"], told["mode"]) == (1, "on")
    assert WHY not in row.body


def test_people_are_named_by_their_accounts(standing: Standing) -> None:
    nurse, desk = account(standing, "nurse@example.com"), account(standing, "desk@example.com", "coordinator")
    line = {"provider": nurse, "mode": "off"}
    put = director(standing).put(
        "/v1/rollout", json={"settings": [line], "reviewers": [nurse], "why": WHY}, headers=NONE
    )
    assert put.status_code == 200
    assert asked(standing, standing.reno, nurse, "laser") == "off"
    refused = director(standing).put("/v1/rollout", json={"reviewers": [desk], "why": WHY}, headers={"If-Match": '"1"'})
    assert refused.json()["details"] == {"names": [desk]}


def test_names_of_strangers_are_refused(standing: Standing) -> None:
    for line in ({"location": standing.abroad}, {"provider": "acc_nobody"}):
        refused = director(standing).put(
            "/v1/rollout", json={"settings": [line | {"mode": "on"}], "why": WHY}, headers=NONE
        )
        assert (refused.status_code, refused.json()["code"]) == (422, "rollout_names_unknown")
    assert standing.client().get("/v1/rollout").json()["version"] == 0


@pytest.mark.parametrize("said", [{}, {"why": " "}, {"why": WHY, "default_mode": "maybe"}, {"why": WHY, "more": 1}])
def test_what_is_no_rollout_is_refused(standing: Standing, said: dict[str, object]) -> None:
    assert director(standing).put("/v1/rollout", json=said, headers=NONE).status_code == 422


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor", "admin", "tablet", "integration"])
def test_nobody_else_sets_it(standing: Standing, role: Role) -> None:
    refused = standing.client(standing.caller(role, strong=True)).put("/v1/rollout", json=LASERS, headers=NONE)
    assert refused.status_code in (403, 404)


def test_a_director_of_one_location_does_not_set_it_for_all(standing: Standing) -> None:
    local = standing.client(standing.caller("medical_director", standing.oakland))
    assert local.put("/v1/rollout", json=LASERS, headers=NONE).status_code == 403


def test_one_practice_does_not_see_anothers(standing: Standing) -> None:
    director(standing).put("/v1/rollout", json=LASERS, headers=NONE)
    theirs = standing.client(standing.caller("medical_director", practice=standing.other))
    assert theirs.get("/v1/rollout").json()["version"] == 0
