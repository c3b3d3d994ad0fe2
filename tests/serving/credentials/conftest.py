"""`door`: the routes of credentials over HTTP, on both databases, with two practices and an admin of the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from serving.access import CedarPolicy, Grant, Scope
from serving.access.ground import Ground
from serving.access.house import Access, by_house
from serving.access.profile import Profile
from serving.access.throttle import Throttle
from serving.credentials import accounts, keys, sessions, tablets
from serving.database import Database
from serving.desk import Office
from serving.practices.tables import Group, Location
from serving.problems import install_problem_handlers
from tests.serving.access.grounds import PASSWORD, PASSWORDS, Book, Phone, Vault
from tests.serving.desk.things import Clock
from tests.serving.objects.memory import objects_in_memory

PRACTICE, OTHER = "prc_A", "prc_B"


class Keys(Vault):
    def create(self, owner: str) -> None:
        """One key is for all."""


class Silent:
    def emit(self, *arguments: object, **more: object) -> None:
        """Nobody listens."""


@dataclass(frozen=True)
class Door:
    app: FastAPI
    access: Access
    clock: Clock
    book: Book

    def client(self, token: str | None = None) -> TestClient:
        """Somebody's HTTP; nobody's without a token."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return TestClient(self.app, base_url="https://testserver", raise_server_exceptions=False, headers=headers)

    def account(self, login: str, *grants: Grant, practice: str = PRACTICE) -> str:
        """The id of a new account, whose owner knows the password."""
        profile = Profile(name="Somebody", login=login)
        return self.access.accounts.create_first(practice, profile, grants, PASSWORD, self.clock()).id

    def signed_in(self, login: str) -> TestClient:
        said = {"login": login, "password": PASSWORD}
        return self.client(self.client().post("/v1/sessions", json=said).json()["token"])

    def strong(self, login: str) -> TestClient:
        """Signed in with a second factor, which is set up for it."""
        weak = self.signed_in(login)
        phone = Phone(weak.post("/v1/sessions/current/totp", json={"password": PASSWORD}).json()["secret"])
        said = {"code": phone.code(self.clock())}
        done = weak.post("/v1/sessions/current/totp/confirmation", json=said).json()
        return self.client(done["session"]["token"])

    def admin(self) -> TestClient:
        self.account("admin", Grant("admin"))
        return self.strong("admin")


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def door_on(database: Database, **changes: Any) -> Door:
    clock, book, vault = Clock(), Book(), Keys()
    policy = CedarPolicy(clock, strong_minutes=5)
    office = Office(database, vault, by_house, policy, Scope(policy), book, Silent(), clock, objects_in_memory())
    with database.writing() as session:
        for practice in (PRACTICE, OTHER):
            office.secrets.create(session, practice)
            session.add(practice_row(practice, clock()))
        session.flush()
        session.add_all(location_row(name, clock()) for name in ("loc_1", "loc_2"))
    access = Access.on(Ground(database, vault, book, PASSWORDS, Throttle(database)), clock, **changes)
    app = FastAPI()
    app.state.services = SimpleNamespace(office=office, access=access)
    install_problem_handlers(app)
    for part in (sessions, accounts, keys, tablets):
        app.include_router(part.router)
    return Door(app, access, clock, book)


def practice_row(practice: str, at: datetime) -> Group:
    return Group(
        id=practice,
        handle=practice,
        title="A practice",
        language="en",
        catalogue=1,
        hold_signed_records_days=0,
        hold_reason="",
        created_at=at,
        updated_at=at,
    )


def location_row(location: str, at: datetime) -> Location:
    return Location(
        id=location,
        practice=PRACTICE,
        handle=location,
        title="A location",
        state="CA",
        time_zone="America/Los_Angeles",
        cosignature_required=False,
        open=True,
        created_at=at,
        updated_at=at,
    )


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    yield door_on(database)
