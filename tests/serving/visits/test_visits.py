"""Visits over HTTP, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from serving.access import Role
from serving.clients import Client
from serving.visits import last_visit
from tests.serving.desk.standing import Standing, key

TODAY = "2026-11-22"


def path(client: str) -> str:
    return f"/v1/clients/{client}/visits"


def last(house: Standing, client: str) -> date:
    with house.office.database.reading() as session:
        return last_visit(session, house.office.kept, session.get_one(Client, client))


def test_a_visit_is_read_back(standing: Standing) -> None:
    client = standing.enter()
    http = standing.client()
    made = http.post(path(client), json={"day": "2026-11-20"}, headers=key())
    assert made.status_code == 201
    assert (made.json()["day"], made.json()["location"]) == ("2026-11-20", standing.oakland)
    standing.clock.at += timedelta(milliseconds=1)
    elsewhere = http.post(path(client), json={"day": "2026-11-21", "location": standing.reno}, headers=key())
    assert [each["id"] for each in http.get(path(client)).json()["items"]] == [
        made.json()["id"],
        elsewhere.json()["id"],
    ]
    shown = http.get(made.headers["Location"])
    assert shown.json() == made.json()
    assert http.get(made.headers["Location"], headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304


def test_the_latest_day_is_the_last_visit(standing: Standing) -> None:
    client = standing.enter()
    assert last(standing, client) == date(2026, 11, 22)  # the day of the entry
    standing.clock.at += timedelta(days=100)
    for day in ("2027-01-05", "2026-12-24"):
        standing.client().post(path(client), json={"day": day}, headers=key())
    assert last(standing, client) == date(2027, 1, 5)


def test_a_signature_shows_that_the_client_was_there(standing: Standing) -> None:
    client = standing.enter()
    standing.clock.at += timedelta(days=10)
    mine = next(t for t in standing.client().get("/v1/consent-texts").json()["texts"] if t["scope"] == "storage")
    said = {"scope": "storage", "text": mine["id"], "text_sha256": mine["sha256"]}
    signature = {"signature": {"typed_name": "Ann Example"}}
    done = standing.client().post(f"/v1/clients/{client}/consents", json=said | signature, headers=key())
    assert done.status_code == 201
    assert last(standing, client) == date(2026, 12, 2)


@pytest.mark.parametrize("day", ["2026-11-23", "1899-12-31", "soon", None])
def test_a_day_that_cannot_be_is_refused(standing: Standing, day: str | None) -> None:
    """It is nine in the morning of the 22nd in London, and still night in Oakland."""
    client = standing.enter()
    assert standing.client().post(path(client), json={"day": day}, headers=key()).status_code == 422
    assert standing.client().get(path(client)).json()["items"] == []


def test_tomorrow_is_told(standing: Standing) -> None:
    refused = standing.client().post(path(standing.enter()), json={"day": "2026-11-23"}, headers=key())
    assert refused.json()["code"] == "visit_in_the_future"


@pytest.mark.parametrize("role", ["auditor", "admin", "tablet"])
def test_who_may_not(standing: Standing, role: Role) -> None:
    client = standing.enter()
    caller = standing.caller(role, client=client if role == "tablet" else None)
    assert standing.client(caller).post(path(client), json={"day": TODAY}, headers=key()).status_code in (403, 404)


def test_strangers_visits_are_not_found(standing: Standing) -> None:
    client = standing.enter()
    visit = standing.client().post(path(client), json={"day": TODAY}, headers=key()).json()["id"]
    strangers = (
        standing.caller(practice=standing.other),
        standing.caller("provider", standing.reno),
        standing.caller("provider", assigned_only=True),
    )
    for stranger in map(standing.client, strangers):
        assert stranger.get(path(client)).status_code == 404
        assert stranger.post(path(client), json={"day": TODAY}, headers=key()).status_code == 404
        assert stranger.get(f"/v1/visits/{visit}").status_code == 404


def test_a_visit_at_a_place_beyond_reach_is_not_entered(standing: Standing) -> None:
    client = standing.enter()
    local = standing.client(standing.caller("provider", standing.oakland))
    for place in (standing.reno, standing.abroad):
        refused = local.post(path(client), json={"day": TODAY, "location": place}, headers=key())
        assert refused.status_code in (403, 404)


def test_the_same_post_twice_enters_one(standing: Standing) -> None:
    client, once = standing.enter(), key()
    for _ in range(2):
        assert standing.client().post(path(client), json={"day": TODAY}, headers=once).status_code == 201
    assert len(standing.client().get(path(client)).json()["items"]) == 1
