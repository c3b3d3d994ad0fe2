"""`standing`: the whole server, running, with two practices; for the tests of every view of stored things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from planning.practice import sample_practice
from serving.access import Caller, CallerKind, Grant, Role
from serving.app import create_app
from serving.database import Database, new_id
from serving.desk import Office, Work
from serving.practices.tables import Location
from serving.practices.taking_in import found_practice
from serving.settings import Settings
from tests.serving.desk.issuer import authenticate, client_of
from tests.serving.desk.things import Clock

ANN = {"name": "Ann Example", "date_of_birth": "1985-04-12", "contact": {"email": "ann@example.com"}, "language": "es"}


@dataclass(frozen=True)
class Standing:
    """Attributes:
    practice, other: ids of two practices.
    oakland, reno: the first one's locations; `abroad` is the other's.
    """

    app: FastAPI
    office: Office
    clock: Clock
    practice: str
    other: str
    oakland: str
    reno: str
    abroad: str

    def caller(
        self,
        role: Role = "coordinator",
        *locations: str,
        id: str = "acc_1",
        practice: str = "",
        scopes: frozenset[str] = frozenset(),
        client: str | None = None,
        assigned_only: bool = False,
        strong: bool = False,
    ) -> Caller:
        """Of the first practice, at all locations, if nothing else is said; credentials were given just now."""
        kinds: dict[str, CallerKind] = {"integration": "integration", "tablet": "tablet"}
        grant = Grant(role, frozenset(locations) or None, assigned_only)
        kind = kinds.get(role, "user")
        return Caller(id, kind, practice or self.practice, (grant,), scopes, client, self.clock(), strong)

    def client(self, caller: Caller | None = None) -> TestClient:
        """HTTP with somebody's credentials; a coordinator's if nothing else is said."""
        return client_of(self.app, caller or self.caller())

    def enter(self, caller: Caller | None = None, **changes: object) -> str:
        """The id of a new client, at Oakland if nothing else is said; a millisecond later than the one before."""
        self.clock.at += timedelta(milliseconds=1)
        made = self.client(caller).post("/v1/clients", json=ANN | {"location": self.oakland} | changes, headers=key())
        assert made.status_code == 201, made.text
        name: str = made.json()["id"]
        return name


def key() -> dict[str, str]:
    """A header that no other request has."""
    return {"Idempotency-Key": str(uuid4())}


@pytest.fixture
def standing(database: Database, database_url: str, tmp_path: Path) -> Iterator[Standing]:
    from tests.serving.fakes import FakeEngine  # which stands on the conftest that names this fixture

    url, folder = SecretStr(database_url), tmp_path / "data"
    settings, clock = Settings(database_url=url, data_dir=folder, webhooks_in_server=False), Clock()
    app = create_app(settings, lambda _: FakeEngine(), clock, authenticate)
    with TestClient(app):
        office = app.state.services.office
        practice, locations = founded(office, "linden_aesthetics")
        other, abroad = founded(office, "maple_skin")
        yield Standing(app, office, clock, practice, other, locations["oakland"], locations["reno"], abroad["oakland"])


def founded(office: Office, handle: str) -> tuple[str, dict[str, str]]:
    """A practice like the sample: its id, and its locations' by their handles."""
    practice = new_id("prc", office.now())
    office.sealing.create(practice)
    with office.database.writing() as session:
        work = Work(session, Caller("operator", "system", practice, ()), office.now(), office)
        found_practice(work, sample_practice().model_copy(update={"id": handle}))
        rows = session.scalars(select(Location).filter_by(practice=practice)).all()
        return practice, {row.handle: row.id for row in rows}
