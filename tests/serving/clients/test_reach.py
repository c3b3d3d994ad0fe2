"""Which clients a caller reaches: of the practice, of locations, of those assigned; all others are not there."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from serving.access.tables import Account
from serving.audit.tables import AuditEvent
from serving.database import Database
from tests.serving.desk.standing import ANN, Standing, key


@pytest.fixture
def acc_2(standing: Standing, database: Database) -> str:
    """An account of the practice."""
    add_account(standing, database, "acc_2", standing.practice)
    return "acc_2"


def add_account(standing: Standing, database: Database, name: str, practice: str, *, active: bool = True) -> None:
    with database.writing() as session:
        account = Account(id=name, practice=practice, login_hash=name.encode(), active=active, grants=[], profile=b"")
        account.created_at, account.created_by = standing.clock(), "operator"
        session.add(account)


def assign(standing: Standing, client: str, account: str) -> None:
    made = standing.client().post(f"/v1/clients/{client}/assignments", json={"account": account}, headers=key())
    assert made.status_code == 201, made.text


def listed(standing: Standing, caller) -> list[str]:
    return [each["id"] for each in standing.client(caller).get("/v1/clients").json()["items"]]


def test_another_practices_clients_are_not_there(standing: Standing) -> None:
    name, stranger = standing.enter(), standing.caller("medical_director", practice=standing.other)
    answers = [
        standing.client(stranger).get(f"/v1/clients/{name}"),
        standing.client(stranger).patch(f"/v1/clients/{name}", json={"name": "B"}, headers={"If-Match": '"1"'}),
        standing.client(stranger).get(f"/v1/clients/{name}/assignments"),
        standing.client(stranger).post(f"/v1/clients/{name}/assignments", json={"account": "a"}, headers=key()),
        standing.client(stranger).delete(f"/v1/clients/{name}/assignments/acc_1"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(404, "not_found")}
    assert listed(standing, stranger) == []


def test_another_locations_clients_are_not_there(standing: Standing) -> None:
    here, there = standing.enter(), standing.enter(location=standing.reno)
    of_oakland = standing.caller("coordinator", standing.oakland)
    assert listed(standing, of_oakland) == [here]
    assert standing.client(of_oakland).get(f"/v1/clients/{there}").status_code == 404
    assert listed(standing, standing.caller()) == [here, there]
    of_reno = standing.client().get("/v1/clients", params={"location": standing.reno}).json()["items"]
    assert [each["id"] for each in of_reno] == [there]


def test_who_reaches_assigned_clients_sees_those(standing: Standing, acc_2: str) -> None:
    mine, other = standing.enter(), standing.enter()
    assign(standing, mine, acc_2)
    provider = standing.caller("provider", id=acc_2, assigned_only=True)
    assert listed(standing, provider) == [mine]
    assert standing.client(provider).get(f"/v1/clients/{other}").status_code == 404
    standing.client().delete(f"/v1/clients/{mine}/assignments/{acc_2}")
    assert listed(standing, provider) == []


def test_who_enters_a_client_can_see_the_entry(standing: Standing) -> None:
    provider = standing.caller("provider", id="acc_9", assigned_only=True)
    name = standing.enter(provider)
    assert listed(standing, provider) == [name]


def test_a_tablet_sees_its_sessions_client(standing: Standing) -> None:
    mine, other = standing.enter(), standing.enter()
    tablet = standing.caller("tablet", client=mine)
    assert standing.client(tablet).get(f"/v1/clients/{mine}").status_code == 200
    assert standing.client(tablet).get(f"/v1/clients/{other}").status_code == 404
    assert listed(standing, tablet) == [mine]
    refused = standing.client(tablet).patch(f"/v1/clients/{mine}", json={"name": "B"}, headers={"If-Match": '"1"'})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_has_nothing_to_do_with_clients_sees_none(standing: Standing, role) -> None:
    name, caller = standing.enter(), standing.caller(role, strong=True)
    assert standing.client(caller).get(f"/v1/clients/{name}").status_code == 404
    assert listed(standing, caller) == []
    body = ANN | {"location": standing.oakland}
    assert standing.client(caller).post("/v1/clients", json=body, headers=key()).status_code == 403


@pytest.mark.parametrize(("scopes", "read", "made"), [(set(), 404, 403), ({"clients.read"}, 200, 403)])
def test_an_integration_does_what_its_scopes_say(standing: Standing, scopes, read: int, made: int) -> None:
    name, caller = standing.enter(), standing.caller("integration", scopes=frozenset(scopes))
    assert standing.client(caller).get(f"/v1/clients/{name}").status_code == read
    body = ANN | {"location": standing.oakland}
    assert standing.client(caller).post("/v1/clients", json=body, headers=key()).status_code == made


def test_a_client_is_entered_and_moved_where_the_caller_works(standing: Standing) -> None:
    of_oakland = standing.caller("coordinator", standing.oakland)
    body = ANN | {"location": standing.reno}
    assert standing.client(of_oakland).post("/v1/clients", json=body, headers=key()).status_code == 403
    name, to_reno = standing.enter(), {"json": {"location": standing.reno}, "headers": {"If-Match": '"1"'}}
    assert standing.client(of_oakland).patch(f"/v1/clients/{name}", **to_reno).status_code == 403
    assert standing.client().patch(f"/v1/clients/{name}", **to_reno).json()["location"] == standing.reno
    assert standing.client(of_oakland).get(f"/v1/clients/{name}").status_code == 404


@pytest.mark.parametrize("which", ["abroad", "nowhere"])
def test_a_location_is_one_of_the_practice(standing: Standing, which: str) -> None:
    location = standing.abroad if which == "abroad" else "loc_nowhere"
    refused = standing.client().post("/v1/clients", json=ANN | {"location": location}, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (422, "location_unknown")


@pytest.mark.parametrize("which", ["nobody", "of_the_other", "disabled"])
def test_an_assignment_is_to_somebody_of_the_practice(standing: Standing, database: Database, which: str) -> None:
    add_account(standing, database, "of_the_other", standing.other)
    add_account(standing, database, "disabled", standing.practice, active=False)
    path = f"/v1/clients/{standing.enter()}/assignments"
    refused = standing.client().post(path, json={"account": which}, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (422, "account_unknown")


def test_who_looks_after_a_client_is_listed(standing: Standing, database: Database, acc_2: str) -> None:
    add_account(standing, database, "acc_3", standing.practice)
    name, client = standing.enter(), standing.client()
    for account in ("acc_3", acc_2, acc_2):
        assign(standing, name, account)
    page = client.get(f"/v1/clients/{name}/assignments", params={"limit": 1}).json()
    rest = client.get(f"/v1/clients/{name}/assignments", params={"cursor": page["next_cursor"]}).json()
    assert [each["account"] for each in page["items"] + rest["items"]] == ["acc_2", "acc_3"]
    assert client.delete(f"/v1/clients/{name}/assignments/acc_3").status_code == 204
    assert client.delete(f"/v1/clients/{name}/assignments/acc_3").status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("cli_nonsense", 404), ("prc_01KAN6W0000000000000000000", 404), ("%00", 422), ("'", 422)]
)
def test_what_is_no_clients_name_is_not_there(standing: Standing, name: str, status: int) -> None:
    assert standing.client().get(f"/v1/clients/{name}").status_code == status


def test_what_is_done_with_a_client_is_on_record(standing: Standing, database: Database, acc_2: str) -> None:
    name = standing.enter()
    standing.client().get(f"/v1/clients/{name}")
    standing.client().get("/v1/clients")
    standing.client().patch(f"/v1/clients/{name}", json={"name": "Anna"}, headers={"If-Match": '"1"'})
    assign(standing, name, acc_2)
    standing.client().delete(f"/v1/clients/{name}/assignments/{acc_2}")
    with database.reading() as session:
        statement = select(AuditEvent).where(AuditEvent.practice == standing.practice, AuditEvent.actor == "acc_1")
        events = session.scalars(statement.order_by(AuditEvent.number)).all()
    assert [event.event for event in events] == [
        "client.created",
        "client.read",
        "client.listed",
        "client.updated",
        "client.assigned",
        "client.unassigned",
    ]
    assert {event.client for event in events if event.event != "client.listed"} == {name}
