"""The audit over HTTP, on both databases: who reads it, a page or all of it, and whether it is whole."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from fhir.resources.R4B.bundle import Bundle
from sqlalchemy import text

from serving.database import Database
from tests.serving.desk.standing import Standing, key

READERS = {"auditor", "medical_director"}
ROLES = ("tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin")


def auditor(standing: Standing):
    return standing.client(standing.caller("auditor", id="acc_auditor"))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_read_take_along_and_check(standing: Standing, role) -> None:
    client = standing.client(standing.caller(role, strong=True))
    answers = [
        client.get("/v1/audit"),
        client.get("/v1/audit/export"),
        client.post("/v1/audit/verification", headers=key()),
    ]
    expected = {200} if role in READERS else {403}
    assert {answer.status_code for answer in answers} == expected


def test_who_works_at_one_location_reads_no_audit_of_the_group(standing: Standing) -> None:
    client = standing.client(standing.caller("auditor", standing.oakland))
    assert client.get("/v1/audit").status_code == 403


def test_what_happened_is_listed_with_the_newest_first(standing: Standing) -> None:
    name = standing.enter()
    standing.client().get(f"/v1/clients/{name}")
    first, second, *_ = auditor(standing).get("/v1/audit").json()["items"]
    assert (first["event"], second["event"]) == ("client.read", "client.created")
    assert first["number"] == second["number"] + 1
    assert first | {"mac": ""} == {
        "number": first["number"],
        "at": standing.clock().isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "event": "client.read",
        "actor_kind": "user",
        "actor": "acc_1",
        "subject": name,
        "client": name,
        "location": standing.oakland,
        "reviewer": "",
        "sources": [],
        "versions": {},
        "facts": {},
        "mac": "",
    }


def test_it_is_read_page_by_page_though_reading_adds_to_it(standing: Standing) -> None:
    for _ in range(3):
        standing.enter()
    client, seen, cursor = auditor(standing), [], None
    while True:
        page = client.get("/v1/audit", params={"limit": 4} | ({"cursor": cursor} if cursor else {})).json()
        seen += [each["number"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == list(range(seen[0], 0, -1))


def test_filters(standing: Standing) -> None:
    first = standing.enter()
    standing.clock.at += timedelta(hours=1)
    later, second = standing.clock(), standing.enter()
    client = auditor(standing)

    def subjects(**wanted: str) -> list[str]:
        return [each["subject"] for each in client.get("/v1/audit", params=wanted).json()["items"]]

    assert subjects(client=first) == [first]
    assert subjects(event="client.created") == [second, first]
    assert subjects(event="client.created", since=later.isoformat()) == [second]
    assert subjects(event="client.created", until=later.isoformat()) == [first]
    assert set(subjects(actor="acc_auditor")) == {standing.practice}
    assert client.get("/v1/audit", params={"since": "2026-11-22T09:00:00"}).status_code == 422  # no time zone


def test_another_practices_events_are_not_there(standing: Standing) -> None:
    name = standing.enter()
    other = standing.client(standing.caller("auditor", practice=standing.other))
    assert name not in other.get("/v1/audit").text + other.get("/v1/audit/export").text


def test_that_the_audit_was_looked_at_is_in_it(standing: Standing) -> None:
    client = auditor(standing)
    client.get("/v1/audit")
    client.get("/v1/audit/export")
    client.post("/v1/audit/verification", headers=key())
    told = client.get("/v1/audit", params={"actor": "acc_auditor"}).json()["items"]
    assert [each["event"] for each in told] == ["audit.verified", "audit.exported", "audit.listed"]


def test_a_spreadsheet_of_it(standing: Standing) -> None:
    name = standing.enter()
    answer = auditor(standing).get("/v1/audit/export", params={"format": "csv", "client": name})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["event"], row["subject"]) == ("client.created", name)


def test_a_health_records_bundle_of_it(standing: Standing) -> None:
    for _ in range(2):
        standing.enter()
    answer = auditor(standing).get("/v1/audit/export", params={"format": "fhir"})
    assert answer.headers["content-type"] == "application/fhir+json"
    bundle = Bundle.model_validate_json(answer.content)
    codes = [entry.resource.type.code for entry in bundle.entry]
    assert codes.count("client.created") == 2 and codes[0] == "practice.created"


def test_no_events_are_a_valid_bundle(standing: Standing) -> None:
    answer = auditor(standing).get("/v1/audit/export", params={"format": "fhir", "client": "cli_none"})
    assert Bundle.model_validate_json(answer.content).entry in (None, [])


def test_a_whole_audit_is_found_whole_up_to_the_checkpoint(standing: Standing) -> None:
    standing.enter()
    standing.app.state.services.keeping.witness.write()
    standing.enter()
    told = auditor(standing).post("/v1/audit/verification", headers=key()).json()
    assert told["whole"] and told["findings"] == [] and told["cannot_tell"]
    assert told["checkpointed"] == told["events"] - 1


def test_what_was_altered_or_cut_off_is_found(standing: Standing, database: Database) -> None:
    standing.enter()
    standing.app.state.services.keeping.witness.write()
    if database.engine.dialect.name == "sqlite":
        off = ["DROP TRIGGER audit_events_no_update", "DROP TRIGGER audit_events_no_delete"]
    else:
        off = ["ALTER TABLE audit_events DISABLE TRIGGER ALL"]
    with database.writing() as session:
        for statement in off:
            session.execute(text(statement))
        mine = {"practice": standing.practice}
        session.execute(text("UPDATE audit_events SET actor = 'acc_2' WHERE practice = :practice AND number = 2"), mine)
        last = session.scalar(text("SELECT max(number) FROM audit_events WHERE practice = :practice"), mine)
        session.execute(text("DELETE FROM audit_events WHERE practice = :practice AND number = :n"), mine | {"n": last})
    told = auditor(standing).post("/v1/audit/verification", headers=key()).json()
    problems = {(each["number"], each["problem"]) for each in told["findings"]}
    assert not told["whole"] and {(2, "columns_differ"), (last, "truncated")} <= problems
    assert told["findings_in_all"] == len(told["findings"])


def test_the_same_check_asked_twice_is_on_record_once(standing: Standing) -> None:
    client, same = auditor(standing), key()
    first, second = (client.post("/v1/audit/verification", headers=same) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"
    assert len(client.get("/v1/audit", params={"event": "audit.verified"}).json()["items"]) == 1


@pytest.mark.parametrize("wanted", ["client=%00", "event=%00", "actor=a%00b", "since=yesterday", "cursor=nonsense"])
def test_what_is_asked_for_in_a_wrong_form_is_refused(standing: Standing, wanted: str) -> None:
    assert auditor(standing).get(f"/v1/audit?{wanted}").status_code in (400, 422)
