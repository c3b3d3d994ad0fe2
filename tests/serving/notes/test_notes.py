"""Notes over HTTP: kept sealed, proposed from, and confirmed by a person."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text

from serving.audit.tables import AuditEvent
from serving.database import Database
from tests.serving.desk.standing import Standing, key

SAID = "Takes Eliquis. Not pregnant. Her mother had keloids."


def kept(house: Standing, client: str, said: str = SAID, caller: Any = None) -> Any:
    http = house.client(caller or house.caller("provider"))
    return http.post(f"/v1/clients/{client}/notes", json={"text": said}, headers=key())


def confirm(house: Standing, note: str, facts: list[int], caller: Any = None, **said: Any) -> Any:
    http = house.client(caller or house.caller("provider"))
    return http.post(f"/v1/notes/{note}/confirmations", json={"facts": facts} | said, headers=key())


def place(note: Any, code: str) -> int:
    facts = note.json()["reading"]["facts"]
    return next(number for number, fact in enumerate(facts) if fact["code"] == code)


def profile(house: Standing, client: str) -> Any:
    return house.client(house.caller("provider")).get(f"/v1/clients/{client}/profile").json()


def test_what_a_person_confirms_is_in_the_profile_and_nothing_else(standing: Standing) -> None:
    client = standing.enter()
    note = kept(standing, client)
    assert note.status_code == 201 and note.json()["text"] == SAID
    assert profile(standing, client)["code"] == "profile_missing"
    done = confirm(standing, note.json()["id"], [place(note, "pregnancy")])
    assert (done.status_code, done.headers["etag"]) == (200, '"1"'), done.text
    told = profile(standing, client)["document"]
    assert told["health"]["pregnancy"]["answer"] == "no" and "acc_1" in told["health"]["pregnancy"]["note"]
    assert told["medicines"] is None and set(told["health"]) == {"pregnancy"}
    read = standing.client().get(note.headers["location"]).json()
    assert read["confirmations"] == 1 and read["reading"] == note.json()["reading"]


def test_what_contradicts_the_record_waits_for_a_persons_word(standing: Standing) -> None:
    client = standing.enter()
    told = {"schema": "countenance.profile/1", "health": {"pregnancy": "yes"}}
    standing.client().put(f"/v1/clients/{client}/profile", json=told)
    note = kept(standing, client)
    fact = [place(note, "pregnancy")]
    refused = confirm(standing, note.json()["id"], fact)
    assert (refused.status_code, refused.json()["code"]) == (409, "fact_conflict")
    assert profile(standing, client)["document"]["health"]["pregnancy"]["answer"] == "yes"
    assert confirm(standing, note.json()["id"], fact, replacing=["pregnancy"]).status_code == 200
    assert profile(standing, client)["document"]["health"]["pregnancy"]["answer"] == "no"


def test_what_was_said_of_a_relative_is_nobodys_fact(standing: Standing) -> None:
    client = standing.enter()
    note = kept(standing, client)
    relatives = [n for n, fact in enumerate(note.json()["reading"]["facts"]) if fact["experiencer"] == "family"]
    refused = confirm(standing, note.json()["id"], relatives[:1])
    assert (refused.status_code, refused.json()["code"]) == (422, "fact_not_confirmable")


@pytest.mark.parametrize("facts", [[99], [-1]])
def test_a_fact_is_one_of_the_note(standing: Standing, facts: list[int]) -> None:
    note = kept(standing, standing.enter())
    assert confirm(standing, note.json()["id"], facts).json()["code"] == "fact_unknown"


def test_a_person_confirms_and_no_coordinator_or_system(standing: Standing) -> None:
    client = standing.enter()
    scopes = frozenset({"clients.read", "profiles.read", "profiles.write"})
    system = standing.caller("integration", scopes=scopes)
    note = kept(standing, client, caller=system)
    assert note.status_code == 201
    for caller in (system, standing.caller()):
        assert confirm(standing, note.json()["id"], [0], caller).status_code == 403


def test_notes_are_sealed_and_on_record(standing: Standing, database: Database) -> None:
    client = standing.enter()
    note = kept(standing, client)
    confirm(standing, note.json()["id"], [place(note, "pregnancy")])
    standing.client().get(f"/v1/notes/{note.json()['id']}")
    with database.reading() as session:
        rows = [bytes(row[0]) for row in session.execute(text("SELECT sealed FROM notes"))]
        events = session.scalars(select(AuditEvent).where(AuditEvent.event.startswith("note."))).all()
    assert rows and all(b"Eliquis" not in row and b"pregnan" not in row for row in rows)
    assert [each.event for each in events] == ["note.created", "note.confirmed", "note.read"]
    assert not any("Eliquis" in each.body for each in events)


def test_strangers_notes_are_not_there(standing: Standing) -> None:
    client = standing.enter()
    note = kept(standing, client).json()["id"]
    for stranger in (
        standing.caller("medical_director", practice=standing.other),
        standing.caller("provider", standing.reno),
        standing.caller("tablet", client=client),
        standing.caller("auditor"),
    ):
        http = standing.client(stranger)
        assert http.get(f"/v1/notes/{note}").status_code == 404
        assert confirm(standing, note, [0], stranger).status_code == 404
    assert standing.client().get(f"/v1/clients/{client}/notes").json()["items"][0]["id"] == note
