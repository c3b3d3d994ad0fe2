"""`town`: two whole practices behind the server's own door, with everything in them and somebody of every role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from serving.access import Grant
from serving.access.house import Access
from serving.access.profile import Profile
from serving.app import create_app
from serving.consents.texts import shipped
from serving.database import Base, open_database
from serving.database.schema import Schema
from serving.settings import Settings
from tests.serving.access.grounds import PASSWORD, Phone
from tests.serving.database.fixtures import KINDS, empty_database
from tests.serving.desk.standing import ANN, founded, key
from tests.serving.desk.things import Clock
from tests.serving.photos.conftest import portrait
from tests.serving.photos.measuring import MeasuringEngine

SCOPES = ("analyses", "clients", "consents", "photos", "plans", "profiles", "projections", "visits")
ALL_SCOPES = ("biometrics", "events.read", *(f"{name}.{verb}" for name in SCOPES for verb in ("read", "write")))
TOLD = {
    "schema": "countenance.profile/1",
    "phototype": "III",
    "goals": [{"words": "my spots", "codes": ["fewer_spots"]}],
}


@dataclass
class Side:
    """A practice.

    Attributes:
        tokens: of somebody of every role; None for nobody's.
        ids: one id of everything, by the name that paths have for it.
    """

    handle: str
    practice: str
    locations: dict[str, str]
    tokens: dict[str, str | None] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


@dataclass
class Town:
    server: TestClient
    access: Access
    clock: Clock
    ours: Side
    theirs: Side

    def ask(self, token: str | None, method: str, path: str, **more: Any) -> httpx.Response:
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self.clock.at += timedelta(milliseconds=1)
        self.server.cookies.clear()
        return self.server.request(method, path, headers=headers, **more)

    def made(self, side: Side, path: str, who: str = "medical_director", **more: Any) -> dict[str, Any]:
        """What somebody of that side has just stored."""
        answer = self.ask(side.tokens[who], "POST", path, headers=key(), **more)
        assert answer.status_code in (200, 201), (path, answer.text)
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    def photo(self, side: Side) -> dict[str, str]:
        path, files = f"/v1/clients/{side.ids['client']}/photos", {"photo": ("p.jpg", portrait())}
        return {"photo": self.made(side, path, files=files)["id"]}

    def consent(self, side: Side, scope: str = "marketing", client: str = "") -> dict[str, str]:
        text = shipped("en")[scope]
        said: dict[str, Any] = {"scope": scope, "text": text.id, "text_sha256": text.wording.sha256}
        said["signature"] = {"typed_name": "Ann Example"}
        return {"consent": self.made(side, f"/v1/clients/{client or side.ids['client']}/consents", json=said)["id"]}

    def assigned(self, side: Side) -> dict[str, str]:
        """Somebody who looks after the client as well."""
        account = side.ids["account of auditor"]
        self.made(side, f"/v1/clients/{side.ids['client']}/assignments", json={"account": account})
        return {"account": account}

    def login(self, side: Side) -> dict[str, str]:
        """One that nobody has."""
        return {"login": f"{uuid4()}@{side.handle}"}


@pytest.fixture(scope="module", params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for all tests of a file, for settling takes a while."""
    folder = tmp_path_factory.mktemp(f"town_{request.param}_")
    with empty_database(request, folder) as url, town_on(url, folder) as built:
        yield built


@contextmanager
def town_on(url: str, folder: Path) -> Iterator[Town]:
    """On an empty database."""
    settings, clock = Settings(database_url=SecretStr(url), data_dir=folder / "data", webhooks_in_server=False), Clock()
    app = create_app(settings, lambda _: MeasuringEngine(), clock)
    opened = open_database(url)
    Base.metadata.create_all(opened.engine)
    Schema(opened).stamp()
    opened.close()
    with TestClient(app, base_url="https://testserver", raise_server_exceptions=False) as server:
        office = app.state.services.office
        sides = [Side(handle, *founded(office, handle)) for handle in ("linden_aesthetics", "maple_skin")]
        built = Town(server, app.state.services.access, clock, *sides)
        settle(built, sides[0])
        settle(built, sides[1], ("coordinator", "provider", "medical_director", "auditor", "admin", "spare"))
        yield built


def settle(town: Town, side: Side, staff: Sequence[str] = ()) -> None:
    """Its staff (all roles, if none is named) and devices, and one of everything that can be stored."""
    _staff(town, side, staff)
    _clients(town, side)
    _things(town, side)


def _staff(town: Town, side: Side, wanted: Sequence[str]) -> None:
    here, there = frozenset({side.locations["oakland"]}), frozenset({side.locations["reno"]})
    staff = {
        "coordinator": Grant("coordinator", here),
        "provider": Grant("provider", here, assigned_only=True),
        "provider_not_assigned": Grant("provider", here, assigned_only=True),
        "provider_elsewhere": Grant("provider", there),
        "medical_director": Grant("medical_director"),
        "auditor": Grant("auditor"),
        "admin": Grant("admin"),
        "expired": Grant("medical_director"),
        "spare": Grant("auditor"),
        "other": Grant("auditor"),
    }
    long_ago = town.clock() - timedelta(days=30)
    for name in wanted or staff:
        login = f"{name}@{side.handle}"
        account = town.access.accounts.create_first(
            side.practice, Profile(name=name, login=login), (staff[name],), PASSWORD, town.clock()
        )
        at = long_ago if name == "expired" else town.clock()
        side.tokens[name] = _signed_in(town, login, at, strong=name in ("medical_director", "admin"))
        side.ids[f"account of {name}"] = account.id
    side.ids |= {"account": side.ids["account of provider"], "practice": side.practice, "number": "1"}
    side.ids |= {"location": side.locations["oakland"], "elsewhere": side.locations["reno"]}
    side.tokens["nobody"] = None


def _signed_in(town: Town, login: str, now: datetime, *, strong: bool) -> str:
    """Each from an address of their own, so that nobody's past is another's wait."""
    sessions = town.access.sessions
    token = sessions.open(login, PASSWORD, (), login, now).token
    if not strong:
        return token
    phone = Phone(sessions.begin_totp(token, PASSWORD, login, now)[0])
    return sessions.confirm_totp(token, phone.code(now), login, now)[0].token


def _clients(town: Town, side: Side) -> None:
    side.ids["client"] = town.made(side, "/v1/clients", json=ANN | {"location": side.ids["location"]})["id"]
    side.ids["other client"] = town.made(side, "/v1/clients", json=ANN | {"location": side.ids["location"]})["id"]
    for client in ("client", "other client"):
        for scope in ("storage", "biometric", "analysis"):
            town.consent(side, scope, side.ids[client])
    for client in ("client", "other client"):
        tablet, token = _lent(town, side, side.ids[client])
        side.tokens["tablet" if client == "client" else "tablet_of_another"] = token
        side.ids["tablet"] = tablet
    for name, scopes in (("integration", ALL_SCOPES), ("integration_without_scope", ("events.read",))):
        said = {"title": name, "scopes": scopes, "expires_at": (town.clock() + timedelta(days=90)).isoformat()}
        issued = town.made(side, "/v1/keys", "admin", json=said)
        side.tokens[name], side.ids["key"] = issued["key"], issued["id"]


def _lent(town: Town, side: Side, client: str) -> tuple[str, str]:
    """A tablet in a client's hands."""
    said = {"title": "Room 2", "location": side.ids["location"]}
    announced = town.made(side, "/v1/tablets", "coordinator", json=said)
    secret = town.server.post("/v1/tablets/enrollment", json={"code": announced["code"]}).json()["secret"]
    town.made(side, f"/v1/tablets/{announced['id']}/sessions", json={"client": client})
    return announced["id"], town.ask(secret, "POST", "/v1/tablets/current/token").json()["token"]


def _things(town: Town, side: Side) -> None:
    """Of the client who is assigned to `provider`."""
    ids = side.ids
    town.made(side, f"/v1/clients/{ids['client']}/assignments", json={"account": ids["account"]})
    said = {"title": "Spare", "scopes": ["events.read"], "expires_at": (town.clock() + timedelta(days=9)).isoformat()}
    ids["key"] = town.made(side, "/v1/keys", "admin", json=said)["id"]
    ids["tablet"] = _lent(town, side, ids["other client"])[0]
    _, side.tokens["tablet_of_another"] = _lent(town, side, ids["other client"])
    written = town.ask(side.tokens["medical_director"], "PUT", f"/v1/clients/{ids['client']}/profile", json=TOLD)
    assert written.status_code == 200, written.text
    ids["visit"] = town.made(side, f"/v1/clients/{ids['client']}/visits", json={"day": "2026-11-20"})["id"]
    ids |= town.photo(side) | town.consent(side) | town.login(side)
    ids["sharing sha256"] = shipped("en")["sharing"].wording.sha256
