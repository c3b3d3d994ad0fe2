"""Landmarks, blendshapes and pose leave `POST /v1/analyses` for those to whom they were lent and who ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from serving.access import Caller, CallerKind, Grant, Role
from serving.app import create_app
from serving.database import Base, open_database
from serving.database.schema import Schema
from serving.settings import Settings
from tests.serving.desk.issuer import authenticate, issued
from tests.serving.desk.things import Clock
from tests.serving.photos.measuring import SECRET_PX, MeasuringEngine

BIOMETRICS = {"include": "biometrics"}
LENT = frozenset({"biometrics"})
MAY = frozenset({"analyses.write"})
Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Of a server that strangers reach, so that it asks for credentials."""
    folder = tmp_path_factory.mktemp("house")
    url, clock = SecretStr(f"sqlite:///{folder / 'house.db'}"), Clock()
    settings = Settings(database_url=url, data_dir=folder / "data", host="0.0.0.0", webhooks_in_server=False)
    opened = open_database(url.get_secret_value())
    Base.metadata.create_all(opened.engine)
    Schema(opened).stamp()
    opened.close()
    with TestClient(create_app(settings, lambda _: MeasuringEngine(), clock, authenticate)) as server:

        def asked(
            role: Role, scopes: frozenset[str], query: dict[str, str], kind: CallerKind = "user"
        ) -> httpx.Response:
            grant = Grant(role, frozenset({"loc_1"}))
            caller = Caller("acc_1", kind, "prc_1", (grant,), scopes, "cli_1" if kind == "tablet" else None, clock())
            files = {"photo": b"portrait"}
            return server.post("/v1/analyses", files=files, params=query, headers=issued(caller))

        yield asked


@pytest.mark.parametrize("role", ["provider", "medical_director"])
def test_those_who_treat_see_a_face_that_was_lent_to_them_and_asked_for(ask: Ask, role: Role) -> None:
    assert ask(role, LENT, BIOMETRICS).json()["face"]["landmarks_px"]
    for unasked in (ask(role, LENT, {}), ask(role, frozenset(), {})):
        assert unasked.status_code == 200 and unasked.json()["face"] is None and str(SECRET_PX) not in unasked.text
    refused = ask(role, frozenset(), BIOMETRICS)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_a_system_with_both_scopes_does(ask: Ask) -> None:
    assert ask("integration", MAY | LENT, BIOMETRICS, "integration").json()["face"]["blendshapes"]
    plain = ask("integration", MAY, {}, "integration")
    assert plain.status_code == 200 and plain.json()["face"] is None and plain.json()["zones"]
    for scopes in (MAY, LENT):
        assert ask("integration", scopes, BIOMETRICS, "integration").status_code == 403


def test_a_coordinator_has_a_photo_measured_and_sees_no_geometry(ask: Ask) -> None:
    assert ask("coordinator", LENT, {}).json()["face"] is None
    assert ask("coordinator", LENT, BIOMETRICS).status_code == 403


@pytest.mark.parametrize(("role", "kind"), [("auditor", "user"), ("admin", "user"), ("tablet", "tablet")])
def test_nobody_else_has_anything_measured(ask: Ask, role: Role, kind: CallerKind) -> None:
    for query in ({}, BIOMETRICS):
        assert ask(role, LENT, query, kind).status_code == 403
