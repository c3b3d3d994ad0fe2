"""Profiles over HTTP, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text

from serving.access import Caller, Role
from serving.audit.tables import AuditEvent
from serving.database import Database
from tests.serving.desk.standing import ANN, Standing

TOLD: dict[str, Any] = {
    "schema": "countenance.profile/1",
    "phototype": "III",
    "health": {"pregnancy": "no", "keloid": {"answer": "yes", "note": "on her shoulder"}},
    "goals": [{"words": "my spots", "codes": ["fewer_spots"]}],
}
CLEARED = {"kind": "lesion_examined", "by": "Dr. Sample", "on": "2026-11-20", "outcome": "cleared"}


def write(
    house: Standing, client: str, told: dict[str, Any], version: int | None = None, caller: Caller | None = None
) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return house.client(caller).put(f"/v1/clients/{client}/profile", json=told, headers=headers)


def read(house: Standing, client: str, caller: Caller | None = None) -> httpx.Response:
    return house.client(caller).get(f"/v1/clients/{client}/profile")


def test_what_was_told_is_read_back(standing: Standing) -> None:
    client = standing.enter()
    written = write(standing, client, TOLD)
    assert (written.status_code, written.headers["etag"]) == (200, '"1"')
    shown = read(standing, client)
    assert shown.json() == written.json() and shown.headers["etag"] == '"1"'
    told = shown.json()["document"]
    assert told["client"] == client and told["date_of_birth"] == ANN["date_of_birth"]
    assert told["phototype"]["type"] == 3
    assert told["health"]["keloid"]["note"] == "on her shoulder"
    assert "tan" not in told["health"]  # unknown, which is never no
    assert standing.client().get(f"/v1/clients/{client}/profile", headers={"If-None-Match": '"1"'}).status_code == 304


def test_before_anything_was_asked_there_is_none(standing: Standing) -> None:
    missing = read(standing, standing.enter())
    assert (missing.status_code, missing.json()["code"]) == (404, "profile_missing")


def test_the_date_of_birth_is_the_clients(standing: Standing) -> None:
    client = standing.enter()
    assert write(standing, client, TOLD | {"date_of_birth": ANN["date_of_birth"], "client": client}).status_code == 200
    standing.client().patch(f"/v1/clients/{client}", json={"date_of_birth": "1985-04-13"}, headers={"If-Match": '"1"'})
    assert read(standing, client).json()["document"]["date_of_birth"] == "1985-04-13"


@pytest.mark.parametrize("other", [{"date_of_birth": "1990-01-01"}, {"client": "cli_01KAN6W0000000000000000000"}])
def test_a_profile_of_somebody_else_is_refused(standing: Standing, other: dict[str, str]) -> None:
    client = standing.enter()
    refused = write(standing, client, TOLD | other)
    assert (refused.status_code, refused.json()["code"]) == (422, "profile_of_another")
    assert "1990-01-01" not in refused.text
    assert read(standing, client).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "countenance.profile/2"},
        {"health": {"pregnancy": "perhaps"}},
        {"health": {"no_such_question": "no"}},
        {"phototype": "VII"},
        {"budget": {"amount": "-1", "currency": "USD"}},
        {"shoe_size": 38},
    ],
)
def test_what_is_no_profile_is_refused(standing: Standing, wrong: dict[str, Any]) -> None:
    refused = write(standing, standing.enter(), TOLD | wrong)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
    assert "perhaps" not in refused.text


def test_an_edit_is_of_the_present_version(standing: Standing) -> None:
    client = standing.enter()
    write(standing, client, TOLD)
    other = TOLD | {"phototype": "IV"}
    assert write(standing, client, other).status_code == 428
    assert write(standing, client, other, version=2).status_code == 412
    assert write(standing, client, other, version=1).headers["etag"] == '"2"'
    assert write(standing, client, other, version=2).headers["etag"] == '"2"'  # nothing is another


def test_of_two_first_ones_at_once_one_is_kept(standing: Standing) -> None:
    client = standing.enter()
    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(lambda kind: write(standing, client, TOLD | {"phototype": kind}), ("I", "II")))
    assert sorted(each.status_code for each in both) in ([200, 412], [200, 428])


def test_nothing_of_it_is_in_the_database_in_the_clear(standing: Standing, database: Database) -> None:
    write(standing, standing.enter(), TOLD)
    with database.reading() as session:
        everything = repr([tuple(map(_bytes, row)) for row in session.execute(text("SELECT * FROM client_profiles"))])
        events = repr(session.scalars(select(AuditEvent.body)).all())
    for secret in ("keloid", "shoulder", "spots", "phototype"):
        assert secret not in everything
    assert "shoulder" not in events and "spots" not in events


def _bytes(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_what_changed_is_on_record_by_name(standing: Standing, database: Database) -> None:
    client = standing.enter()
    write(standing, client, TOLD)
    write(standing, client, TOLD | {"downtime_days": 2, "health": {"pregnancy": "yes"}}, version=1)
    read(standing, client)
    with database.reading() as session:
        statement = select(AuditEvent).where(AuditEvent.client == client, AuditEvent.event.startswith("profile."))
        events = [(each.event, each.body) for each in session.scalars(statement.order_by(AuditEvent.number))]
    assert [event for event, _ in events] == ["profile.updated", "profile.updated", "profile.read"]
    assert '"fields":"downtime_days,health"' in events[1][1]


@pytest.mark.parametrize(("role", "status"), [("coordinator", 403), ("provider", 200), ("medical_director", 200)])
def test_what_was_examined_a_provider_puts_on_record(standing: Standing, role: Role, status: int) -> None:
    client = standing.enter()
    write(standing, client, TOLD)
    examined = write(standing, client, TOLD | {"records": [CLEARED]}, 1, standing.caller(role))
    assert examined.status_code == status


def test_a_tablet_writes_what_its_client_tells_and_no_more(standing: Standing) -> None:
    mine, other = standing.enter(), standing.enter()
    tablet = standing.caller("tablet", client=mine)
    assert write(standing, mine, TOLD, caller=tablet).status_code == 200
    assert read(standing, mine, tablet).status_code == 200
    assert write(standing, mine, TOLD | {"records": [CLEARED]}, 1, tablet).status_code == 403
    assert write(standing, other, TOLD, caller=tablet).status_code == 404
    assert read(standing, other, tablet).status_code == 404


def test_strangers_profiles_are_not_there(standing: Standing) -> None:
    client = standing.enter()
    write(standing, client, TOLD)
    strangers = [
        standing.caller("medical_director", practice=standing.other),
        standing.caller("provider", standing.reno),
        standing.caller("provider", id="acc_9", assigned_only=True),
        standing.caller("auditor"),
        standing.caller("admin"),
        standing.caller("integration", scopes=frozenset({"photos.read"})),
    ]
    for stranger in strangers:
        assert read(standing, client, stranger).status_code == 404
        assert write(standing, client, TOLD, 1, stranger).status_code == 404


def test_an_integration_does_what_its_scopes_say(standing: Standing) -> None:
    client = standing.enter()
    writer = standing.caller("integration", scopes=frozenset({"clients.read", "profiles.write"}))
    reader = standing.caller("integration", scopes=frozenset({"clients.read", "profiles.read"}))
    assert write(standing, client, TOLD, caller=reader).status_code == 403
    assert write(standing, client, TOLD, caller=writer).status_code == 200
    assert write(standing, client, TOLD | {"records": [CLEARED]}, 1, writer).status_code == 403
    assert read(standing, client, reader).status_code == 200
