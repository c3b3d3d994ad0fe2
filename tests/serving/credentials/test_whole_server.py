"""The whole server: real practices and clients, the vault and the audit; first open, then asking for credentials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from serving.access import Grant
from serving.access.profile import Profile
from serving.app import create_app
from serving.audit import verify
from serving.audit.tables import AuditEvent
from serving.credentials.open_house import is_loopback
from serving.database import Database
from serving.opening import configured_audit_keys
from serving.settings import Settings
from tests.serving.access.grounds import PASSWORD
from tests.serving.desk.standing import ANN, Standing, founded, key
from tests.serving.desk.things import Clock
from tests.serving.fakes import FakeEngine

CREDENTIALS = ("/v1/clients", "/v1/keys", "/v1/accounts", "/v1/tablets")


@pytest.fixture(params=["127.0.0.1", "0.0.0.0"])
def host(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(database: Database, database_url: str, tmp_path: Path, host: str) -> Iterator[Standing]:
    """With its own door, not the tests'."""
    settings = Settings(database_url=SecretStr(database_url), data_dir=tmp_path / "data", host=host)
    clock = Clock()
    app = create_app(settings, lambda _: FakeEngine(), clock)
    with TestClient(app) as running:
        app.state.portal = running.portal  # the one event loop that everything runs in
        office = app.state.services.office
        practice, locations = founded(office, "linden_aesthetics")
        other, abroad = founded(office, "maple_skin")
        yield Standing(app, office, clock, practice, other, locations["oakland"], locations["reno"], abroad["oakland"])


def with_token(server: Standing, token: str | None = None) -> TestClient:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    client = TestClient(server.app, raise_server_exceptions=False, headers=headers)
    client.portal = server.app.state.portal
    return client


def signed_in(server: Standing, login: str, *grants: Grant) -> TestClient:
    access = server.app.state.services.access
    access.accounts.create_first(server.practice, Profile(name="Ada", login=login), grants, PASSWORD, server.clock())
    opened = with_token(server).post("/v1/sessions", json={"login": login, "password": PASSWORD})
    return with_token(server, opened.json()["token"])


def analyzed(client: TestClient) -> tuple[int, str]:
    answer = client.post("/v1/analyses", files={"photo": b"portrait"})
    return answer.status_code, "" if answer.status_code == 200 else answer.json()["code"]


def test_the_stateless_routes_are_open_on_ones_own_machine_until_somebody_has_an_account(
    server: Standing, host: str
) -> None:
    nobody = with_token(server)
    assert analyzed(nobody) == ((200, "") if host == "127.0.0.1" else (401, "credentials_missing"))
    for path in CREDENTIALS:
        assert nobody.get(path).status_code == 401
    provider = signed_in(server, "ada", Grant("provider", frozenset({server.reno})))
    assert analyzed(nobody) == (401, "credentials_missing")
    assert nobody.post("/v1/projections").json()["code"] == "credentials_missing"
    assert analyzed(provider) == (200, "")
    assert analyzed(signed_in(server, "audit", Grant("auditor"))) == (403, "not_allowed")


@pytest.mark.parametrize("host", ["127.0.0.1"], indirect=True)
def test_a_tablet_in_the_hands_of_a_client(server: Standing) -> None:
    desk = signed_in(server, "desk", Grant("coordinator", frozenset({server.oakland})))
    ann, eve = (
        desk.post("/v1/clients", json=ANN | {"location": server.oakland}, headers=key()).json()["id"] for _ in range(2)
    )
    added = desk.post("/v1/tablets", json={"title": "Room 2", "location": server.oakland}, headers=key()).json()
    enrolled = with_token(server).post("/v1/tablets/enrollment", json={"code": added["code"]}).json()
    device = with_token(server, enrolled["secret"])

    lent = desk.post(f"/v1/tablets/{added['id']}/sessions", json={"client": ann}, headers=key())
    assert lent.status_code == 201 and "token" not in lent.json()
    tablet = with_token(server, device.post("/v1/tablets/current/token").json()["token"])
    assert tablet.get("/v1/sessions/current").json()["client"] == ann
    assert tablet.get(f"/v1/clients/{ann}").status_code == 200
    assert tablet.get(f"/v1/clients/{eve}").json()["code"] == "not_found"
    assert [row["id"] for row in tablet.get("/v1/clients").json()["items"]] == [ann]

    assert desk.delete(f"/v1/tablets/{added['id']}/sessions/current").status_code == 204
    assert tablet.get(f"/v1/clients/{ann}").status_code == 401
    for client in ("cli_01JD9S6T2X8Q4M5N6P7R8S9T0V", "no such"):
        refused = desk.post(f"/v1/tablets/{added['id']}/sessions", json={"client": client}, headers=key())
        assert refused.status_code in (404, 422)


@pytest.mark.parametrize("host", ["127.0.0.1"], indirect=True)
def test_a_tablet_is_not_lent_to_a_client_of_elsewhere(server: Standing) -> None:
    both = signed_in(server, "both", Grant("coordinator"))
    ann = both.post("/v1/clients", json=ANN | {"location": server.reno}, headers=key()).json()["id"]
    desk = signed_in(server, "desk", Grant("coordinator", frozenset({server.oakland})))
    added = desk.post("/v1/tablets", json={"title": "Room 2", "location": server.oakland}, headers=key()).json()
    with_token(server).post("/v1/tablets/enrollment", json={"code": added["code"]})
    refused = desk.post(f"/v1/tablets/{added['id']}/sessions", json={"client": ann}, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("host", ["127.0.0.1"], indirect=True)
def test_what_happened_is_in_the_chain_and_the_chain_is_whole(server: Standing) -> None:
    desk = signed_in(server, "desk", Grant("coordinator"))
    desk.post("/v1/tablets", json={"title": "Room 2", "location": server.oakland}, headers=key())
    desk.delete("/v1/sessions/current")
    with server.office.database.reading() as session:
        told = session.scalars(select(AuditEvent.event).where(AuditEvent.practice == server.practice)).all()
        keys = configured_audit_keys(server.app.state.services.settings)
        assert verify(session, server.practice, keys).whole
    assert set(told) >= {"account.created", "session.opened", "tablet.announced", "session.closed"}


@pytest.mark.parametrize(
    ("address", "own"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_which_addresses_are_this_machines_own(address: str, own: bool) -> None:
    assert is_loopback(address) is own
    assert not is_loopback("clinic.example") and not is_loopback("127.0.0.1.evil.example")
