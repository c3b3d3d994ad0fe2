"""Erasure over HTTP, on both databases: what goes, what stays, who may, and that what was begun is finished."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text
from starlette.testclient import TestClient

from serving.access import Role
from serving.audit.tables import AuditEvent
from serving.clients import Client
from serving.database import Base, Database
from serving.erasure import finish_erasures
from serving.erasure.tables import Erasure
from serving.every_kept import KEPT
from serving.vault import KeyDestroyedError, Vault
from serving.webhooks.tables import OutgoingEvent
from tests.serving.consents.test_consents import sign
from tests.serving.desk.standing import Standing, key
from tests.serving.vault.finding import files_with

# Ids alone; what is said in them stays on record.
STAYS = {"clients", "erasures", "audit_events", "outgoing_events"}


def director(house: Standing) -> TestClient:
    return house.client(house.caller("medical_director", strong=True))


def erase(house: Standing, client: str) -> object:
    return director(house).post(f"/v1/clients/{client}/erasure", json={}, headers=key())


def someone(house: Standing) -> str:
    """A client of whom everything is kept that can be."""
    treating = house.caller("provider", assigned_only=True)
    client = house.enter(treating, reference=f"PMS-{house.clock.at.timestamp()}")
    http = house.client()
    http.post(f"/v1/clients/{client}/visits", json={"day": "2026-11-20"}, headers=key())
    sign(house, client, "storage")
    return client


def rows_about(database: Database, client: str) -> dict[str, int]:
    """Tables that have the client's id anywhere, and how many rows of them."""
    found = {}
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(text(f'SELECT * FROM "{table.name}"')).all()
            number = sum(client in repr(tuple(row)) for row in rows)
            found |= {table.name: number} if number else {}
    return found


def test_every_table_that_names_clients_is_known() -> None:
    """A view that keeps something of a client and names it nowhere would keep it for ever."""
    named = {kept.table.__tablename__ for kept in KEPT.tables}
    tables = {table.name for table in Base.metadata.sorted_tables if "client" in table.columns}
    assert tables - named - STAYS == set()


def test_every_sealed_column_and_object_of_theirs_is_known() -> None:
    for kept in KEPT.tables:
        for column in kept.table.__table__.columns:
            if type(column.type).__name__ == "LargeBinary" and column.name != "token_hash":
                assert column.name in kept.sealed, (kept.table, column.name)
            if type(column.type).__name__ == "ObjectName":
                assert column.name in kept.objects, (kept.table, column.name)


def test_nothing_of_the_client_is_left(standing: Standing, database: Database, tmp_path: Path) -> None:
    client, other = someone(standing), someone(standing)
    before = rows_about(database, other)
    vault = standing.office.sealing
    assert isinstance(vault, Vault)
    with vault.store.reading() as rows:
        wrapped = rows.newest(client)
    assert wrapped is not None and files_with(tmp_path, [wrapped.wrapped])  # the search finds what there is to find
    done = erase(standing, client)
    assert (done.status_code, done.json()["state"], done.json()["held_until"]) == (201, "done", None)
    assert set(rows_about(database, client)) <= STAYS
    assert rows_about(database, other) == before
    with pytest.raises(KeyDestroyedError):
        vault.seal(client, "clients.sealed:x", b"x")
    assert files_with(tmp_path, [wrapped.wrapped]) == []
    with database.reading() as session:
        row = session.get_one(Client, client)
        assert (row.state, row.sealed, row.reference_index) == ("erased", None, None)


def test_it_is_told_on_every_route(standing: Standing) -> None:
    client = someone(standing)
    erase(standing, client)
    http = standing.client()
    for path in ("", "/consents", "/visits", "/assignments", "/profile"):
        gone = http.get(f"/v1/clients/{client}{path}")
        assert (gone.status_code, gone.json()["code"]) == (410, "client_erased"), path
    late = http.post(f"/v1/clients/{client}/visits", json={"day": "2026-11-20"}, headers=key())
    assert (late.status_code, late.json()["code"]) == (410, "client_erased")
    assert client not in http.get("/v1/clients").text


def test_it_is_on_record_and_told_to_systems(standing: Standing, database: Database) -> None:
    client = someone(standing)
    erase(standing, client)
    with database.reading() as session:
        query = select(AuditEvent.event).where(AuditEvent.client == client).order_by(AuditEvent.number)
        events = session.scalars(query).all()
        told = session.scalars(select(OutgoingEvent.kind).where(OutgoingEvent.client == client)).all()
    assert events[-2:] == ["client.erasure_begun", "client.erased"] and "client.created" in events
    assert told.count("client.erased") == 1
    shown = director(standing).get(f"/v1/clients/{client}/erasure")
    assert (shown.status_code, shown.json()["reason"], shown.json()["by"]) == (200, "client_request", "acc_1")
    assert standing.client(standing.caller("auditor")).get(f"/v1/clients/{client}/erasure").json() == shown.json()


def test_the_same_request_twice_is_one(standing: Standing, database: Database) -> None:
    client, once = someone(standing), key()
    http = director(standing)
    first, second = (http.post(f"/v1/clients/{client}/erasure", json={}, headers=once) for _ in range(2))
    assert first.json() == second.json() and second.headers["Idempotency-Replayed"] == "true"
    assert erase(standing, client).json() == first.json()
    with database.reading() as session:
        told = session.scalars(select(AuditEvent.event).where(AuditEvent.client == client)).all()
    assert told.count("client.erased") == 1


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor", "admin", "integration", "tablet"])
def test_who_may_not(standing: Standing, role: Role) -> None:
    client = someone(standing)
    caller = standing.caller(role, strong=True, client=client if role == "tablet" else None)
    refused = standing.client(caller).post(f"/v1/clients/{client}/erasure", json={}, headers=key())
    assert refused.status_code in (403, 404)
    assert standing.client().get(f"/v1/clients/{client}").status_code == 200


def test_it_takes_a_second_factor(standing: Standing) -> None:
    client = someone(standing)
    weak = standing.client(standing.caller("medical_director"))
    assert weak.post(f"/v1/clients/{client}/erasure", json={}, headers=key()).status_code == 403


def test_strangers_are_not_found(standing: Standing) -> None:
    client = someone(standing)
    stranger = standing.client(standing.caller("medical_director", practice=standing.other, strong=True))
    for _ in range(2):
        assert stranger.post(f"/v1/clients/{client}/erasure", json={}, headers=key()).status_code == 404
        assert stranger.get(f"/v1/clients/{client}/erasure").status_code == 404
        erase(standing, client)


@pytest.mark.parametrize("done", ["begun", "key_destroyed"])
def test_what_was_begun_is_finished(standing: Standing, database: Database, done: str) -> None:
    """As after kill -9: before the key was destroyed, and after it."""
    client = someone(standing)
    if done == "begun":
        row = Erasure(client=client, practice=standing.practice, state="begun", reason="client_request", by="acc_1")
        row.asked_at = standing.clock()
        with database.writing() as session:
            session.add(row)
    else:
        standing.office.sealing.destroy(client, standing.clock(), "erasure_request")
    assert finish_erasures(standing.office) == 1
    assert finish_erasures(standing.office) == 0
    assert set(rows_about(database, client)) <= STAYS
    assert standing.client().get(f"/v1/clients/{client}").json()["code"] == "client_erased"


def test_what_was_written_beside_it_goes_too(standing: Standing, database: Database) -> None:
    client = someone(standing)
    erase(standing, client)
    with database.writing() as session:
        session.execute(
            text("INSERT INTO visits VALUES ('vis_1', :practice, :client, 'loc', '2026-11-20', :at, 'acc_1')"),
            {"practice": standing.practice, "client": client, "at": standing.clock()},
        )
    finish_erasures(standing.office)
    assert set(rows_about(database, client)) <= STAYS
