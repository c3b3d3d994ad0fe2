from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI

from serving.database import Database
from serving.desk import Office
from serving.vault import Vault
from tests.serving.desk.things import Clock, Tables, office_on, things_app
from tests.serving.desk.vaults import opened_vault


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with closing(opened_vault(tmp_path)) as vault:
        yield vault


@pytest.fixture
def office(database: Database, clock: Clock, vault: Vault) -> Iterator[Office]:
    Tables.metadata.create_all(database.engine)
    yield office_on(database, clock, vault)


@pytest.fixture
def app(office: Office) -> FastAPI:
    return things_app(office)
