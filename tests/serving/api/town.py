"""`town`: two whole practices behind the server's own door, with everything in them and somebody of every role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr
from starlette.testclient import TestClient

from serving.access.passwords import Passwords
from serving.analyses.engine import Engine
from serving.app import create_app
from serving.database import Base, open_database
from serving.database.schema import Schema
from serving.settings import Settings
from tests.serving.api.people import settle_clients, settle_staff, settle_systems
from tests.serving.api.sides import Side, Town
from tests.serving.api.things import settle_photos, settle_plans, settle_practice, settle_told, settle_unseen
from tests.serving.database.fixtures import KINDS, empty_database
from tests.serving.desk.standing import founded
from tests.serving.desk.things import Clock
from tests.serving.photos.measuring import MeasuringEngine

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))  # a town has many, all the same
__all__ = ["Side", "Town", "town", "town_on"]


@pytest.fixture(scope="module", params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for all tests of a file, for settling takes a while."""
    folder = tmp_path_factory.mktemp(f"town_{request.param}_")
    with empty_database(request, folder) as url, town_on(url, folder) as built:
        yield built


@contextmanager
def town_on(url: str, folder: Path, engine: Callable[[], Engine] = MeasuringEngine, **more: Any) -> Iterator[Town]:
    """On an empty database, with more settings."""
    kept: dict[str, Any] = {"database_url": SecretStr(url), "data_dir": folder / "data"}
    settings, clock = Settings(**kept, webhooks_in_server=False, **more), Clock()
    app = create_app(settings, lambda _: engine(), clock)
    opened = open_database(url)
    Base.metadata.create_all(opened.engine)
    Schema(opened).stamp()
    opened.close()
    with TestClient(app, base_url="https://testserver", raise_server_exceptions=False) as server:
        office, access = app.state.services.office, app.state.services.access
        object.__setattr__(access.ground, "passwords", QUICK)
        sides = [Side(handle, *founded(office, handle)) for handle in ("linden_aesthetics", "maple_skin")]
        built = Town(server, access, clock, *sides)
        settle(built, sides[0])
        settle(built, sides[1], ("coordinator", "provider", "medical_director", "auditor", "admin", "spare"))
        yield built


def settle(town: Town, side: Side, staff: Sequence[str] = ()) -> None:
    """Its staff (all roles, if none is named), clients, devices and systems, and one of everything that is stored."""
    settle_staff(town, side, staff)
    for each in (
        settle_clients,
        settle_systems,
        settle_told,
        settle_photos,
        settle_plans,
        settle_unseen,
        settle_practice,
    ):
        each(town, side)
