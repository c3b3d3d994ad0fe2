"""Clients over HTTP, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest
from sqlalchemy import select, text

from serving.clients import Client
from serving.database import Database
from serving.webhooks.tables import OutgoingEvent
from tests.serving.desk.standing import ANN, Standing, key

KNOWN = {"id", "location", "state", "merged_into", "created_at", "updated_at", "reference", *ANN}


def test_a_client_is_entered_and_read(standing: Standing) -> None:
    client = standing.client()
    made = client.post("/v1/clients", json=ANN | {"location": standing.oakland}, headers=key())
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    read = client.get(made.headers["location"])
    assert read.json() == made.json() and read.headers["etag"] == '"1"'
    assert read.json().keys() == KNOWN
    assert {name: read.json()[name] for name in ("name", "date_of_birth", "language", "state", "location")} == {
        "name": "Ann Example",
        "date_of_birth": "1985-04-12",
        "language": "es",
        "state": "active",
        "location": standing.oakland,
    }
    assert read.json()["contact"] == {"email": "ann@example.com", "phone": None}


def test_moments_read_the_same_wherever_the_server_stands(standing: Standing) -> None:
    standing.clock.at = standing.clock.at.astimezone(timezone(timedelta(hours=-8)))
    client = standing.client()
    made = client.post("/v1/clients", json=ANN | {"location": standing.oakland}, headers=key())
    assert made.json()["created_at"] == "2026-11-22T09:00:00Z"
    assert client.get(made.headers["location"]).json() == made.json()


@pytest.mark.parametrize("missing", ["name", "date_of_birth", "location"])
def test_what_has_to_be_asked_is_asked(standing: Standing, missing: str) -> None:
    said = {name: value for name, value in (ANN | {"location": standing.oakland}).items() if name != missing}
    refused = standing.client().post("/v1/clients", json=said, headers=key())
    assert (refused.status_code, refused.json()["details"]["errors"][0]["where"]) == (422, f"body.{missing}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "Ann\nExample"},
        {"name": "x" * 201},
        {"date_of_birth": "1899-12-31"},
        {"date_of_birth": "yesterday"},
        {"contact": {"email": "nobody"}},
        {"contact": {"phone": "call me"}},
        {"language": "de"},
        {"weight": 70},
    ],
)
def test_what_is_not_a_client_is_refused_without_repeating_it(standing: Standing, wrong: dict[str, object]) -> None:
    refused = standing.client().post("/v1/clients", json=ANN | {"location": standing.oakland} | wrong, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
    assert "yesterday" not in refused.text and "nobody" not in refused.text


def test_somebody_not_born_yet_is_refused_by_the_calendar_of_the_place(standing: Standing) -> None:
    """At nine in the morning in London it is the small hours in Oakland, of the same day; an hour before midnight
    there, the day that London has already is in the future."""
    standing.clock.at = standing.clock.at.replace(hour=6)  # 22:00 of the day before, in Oakland
    born = {"location": standing.oakland, "date_of_birth": "2026-11-22"}
    refused = standing.client().post("/v1/clients", json=ANN | born, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (422, "date_of_birth_in_the_future")
    standing.clock.at = standing.clock.at.replace(hour=9)
    assert standing.client().post("/v1/clients", json=ANN | born, headers=key()).status_code == 201


def test_a_minor_may_be_a_client(standing: Standing) -> None:
    standing.enter(date_of_birth="2012-01-01")


def test_nothing_about_a_client_is_in_the_database_in_the_clear(standing: Standing, database: Database) -> None:
    client = standing.enter(reference="PMS-10442")
    standing.client().patch(f"/v1/clients/{client}", json={"name": "Beth Sample"}, headers={"If-Match": '"1"'})
    with database.reading() as session:
        names = (
            session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
            if (database.engine.dialect.name == "sqlite")
            else session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        )
        everything = "".join(
            repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
            for name in names
            for row in session.execute(text(f'SELECT * FROM "{name}"'))
        )
    assert client in everything
    for secret in ("Ann", "Beth", "1985", "ann@", "PMS-10442", "10442"):
        assert secret not in everything


def test_a_client_is_sealed_with_a_key_of_their_own(standing: Standing, database: Database) -> None:
    first, second = standing.enter(), standing.enter()
    with database.reading() as session:
        sealed = session.get_one(Client, first).sealed
    assert sealed is not None
    assert b"Ann Example" in standing.office.sealing.unseal(first, f"clients.sealed:{first}", sealed)
    for owner, row in ((second, first), (first, second)):
        with pytest.raises(Exception, match="cannot be opened"):
            standing.office.sealing.unseal(owner, f"clients.sealed:{row}", sealed)


def test_an_edit_changes_what_it_names(standing: Standing) -> None:
    name = standing.enter(reference="PMS-1")
    client, path = standing.client(), f"/v1/clients/{name}"
    before = client.get(path).json()
    standing.clock.at += timedelta(hours=1)
    edited = client.patch(path, json={"name": "Anna Example"}, headers={"If-Match": '"1"'})
    assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
    assert edited.json() == before | {"name": "Anna Example", "updated_at": "2026-11-22T10:00:00.001000Z"}
    assert client.get(path).json() == edited.json()


def test_an_edit_that_changes_nothing_is_no_new_version(standing: Standing) -> None:
    path = f"/v1/clients/{standing.enter()}"
    same = standing.client().patch(path, json={"name": ANN["name"]}, headers={"If-Match": '"1"'})
    assert (same.status_code, same.headers["etag"]) == (200, '"1"')


def test_an_edit_without_or_with_an_old_version_is_refused(standing: Standing) -> None:
    client, path = standing.client(), f"/v1/clients/{standing.enter()}"
    assert client.patch(path, json={"name": "B"}).json()["code"] == "precondition_required"
    assert client.patch(path, json={"name": "B"}, headers={"If-Match": '"7"'}).json()["code"] == "stale"
    assert client.get(path).json()["name"] == ANN["name"]


def test_of_edits_at_once_one_is_kept(standing: Standing) -> None:
    path = f"/v1/clients/{standing.enter()}"

    def edit(number: int) -> int:
        return standing.client().patch(path, json={"name": f"Ann {number}"}, headers={"If-Match": '"1"'}).status_code

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(edit, range(6))) == [200, *[412] * 5]


def test_a_client_is_found_by_the_reference_of_the_practice_system(standing: Standing) -> None:
    name, client = standing.enter(reference="PMS-1"), standing.client()
    standing.enter(reference="PMS-2")
    standing.enter()
    found = client.get("/v1/clients", params={"reference": "PMS-1"}).json()["items"]
    assert [each["id"] for each in found] == [name]
    assert client.get("/v1/clients", params={"reference": "PMS"}).json()["items"] == []
    client.patch(f"/v1/clients/{name}", json={"reference": None}, headers={"If-Match": '"1"'})
    assert client.get("/v1/clients", params={"reference": "PMS-1"}).json()["items"] == []


def test_a_reference_is_one_clients_alone_in_a_practice(standing: Standing) -> None:
    standing.enter(reference="PMS-1")
    again = standing.client().post(
        "/v1/clients", json=ANN | {"location": standing.reno, "reference": "PMS-1"}, headers=key()
    )
    assert (again.status_code, again.json()["code"]) == (409, "reference_taken")
    elsewhere = standing.caller(practice=standing.other)
    standing.enter(elsewhere, location=standing.abroad, reference="PMS-1")
    second = standing.enter()
    taken = standing.client().patch(f"/v1/clients/{second}", json={"reference": "PMS-1"}, headers={"If-Match": '"1"'})
    assert (taken.status_code, taken.json()["code"]) == (409, "reference_taken")


def test_the_same_reference_has_another_digest_in_another_practice(standing: Standing, database: Database) -> None:
    standing.enter(reference="PMS-1")
    standing.enter(standing.caller(practice=standing.other), location=standing.abroad, reference="PMS-1")
    with database.reading() as session:
        first, second = session.scalars(select(Client.reference_index)).all()
    assert first != second


def test_of_two_at_once_with_one_reference_one_is_entered(standing: Standing) -> None:
    def enter(number: int) -> int:
        body = ANN | {"location": standing.oakland, "reference": "PMS-1", "name": f"Ann {number}"}
        return standing.client().post("/v1/clients", json=body, headers=key()).status_code

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(enter, range(4))) == [201, 409, 409, 409]


def test_entering_and_editing_are_told_to_systems_that_listen(standing: Standing, database: Database) -> None:
    name = standing.enter()
    standing.clock.at += timedelta(milliseconds=1)
    standing.client().patch(f"/v1/clients/{name}", json={"name": "Anna"}, headers={"If-Match": '"1"'})
    with database.reading() as session:
        events = session.scalars(select(OutgoingEvent).order_by(OutgoingEvent.id)).all()
    assert [(event.kind, event.client) for event in events] == [("client.created", name), ("client.updated", name)]
    assert "Ann" not in "".join(event.body for event in events)


def test_a_repeated_request_enters_one_client(standing: Standing) -> None:
    client, again = standing.client(), key()
    first, second = (
        client.post("/v1/clients", json=ANN | {"location": standing.oakland}, headers=again) for _ in range(2)
    )
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"
    assert len(client.get("/v1/clients").json()["items"]) == 1


def test_an_erased_client_is_told_to_be_gone(standing: Standing, database: Database) -> None:
    name = standing.enter()
    with database.writing() as session:
        row = session.get_one(Client, name)
        row.state, row.sealed, row.reference_index = "erased", None, None
    gone = standing.client().get(f"/v1/clients/{name}")
    assert (gone.status_code, gone.json()["code"]) == (410, "client_erased")
    assert standing.client().get("/v1/clients").json()["items"] == []


def test_an_answer_about_an_erased_client_is_not_given_again(standing: Standing) -> None:
    client, again, body = standing.client(), key(), ANN | {"location": standing.oakland}
    name = client.post("/v1/clients", json=body, headers=again).json()["id"]
    standing.office.sealing.destroy(name, standing.clock(), "erasure_request")  # type: ignore[attr-defined]
    gone = client.post("/v1/clients", json=body, headers=again)
    assert (gone.status_code, gone.json()["code"]) == (410, "erased")
