from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from serving.database import Database
from serving.desk import Office
from tests.serving.desk.things import Clock, Tables, office_on, things_app
from tests.serving.desk.vaults import MemoryVault


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def office(database: Database, clock: Clock, vault: MemoryVault) -> Iterator[Office]:
    Tables.metadata.create_all(database.engine)
    yield office_on(database, clock, vault)


@pytest.fixture
def app(office: Office) -> FastAPI:
    return things_app(office)
