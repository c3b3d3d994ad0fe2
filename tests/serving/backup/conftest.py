"""Houses by settings alone: each kind of database with each kind of object store, and as many as a test needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import URL, Column, LargeBinary, MetaData, String, Table, create_engine, insert, make_url, select, text

from serving.database import open_database
from serving.objects import configured_objects
from serving.settings import Settings
from serving.stores import database_url
from serving.vault import Vault, configured_vault

KINDS = (("sqlite", "folder"), ("sqlite", "s3"), ("postgresql", "folder"), ("postgresql", "s3"))
PROFILE = b"born 1980-02-03, prefers Tuesdays"
PHOTO = b"\xff\xd8 a photo, or what stands for one" * 1000

metadata = MetaData()
# Stands for every table of the server: ids, and what is sealed.
profiles = Table(
    "profiles",
    metadata,
    Column("client", String(64), primary_key=True),
    Column("photo", String(200)),
    Column("sealed", LargeBinary),
)
MakeHouse = Callable[[], Settings]


@pytest.fixture(params=KINDS, ids="-".join)
def another_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeHouse]:
    """Makes settings of empty places. The master key and the ledger are the same for all: they are kept apart."""
    database, objects = request.param
    admin = _admin(request) if database == "postgresql" else None
    endpoint = request.getfixturevalue("s3_endpoint") if request.getfixturevalue("s3_bucket") else ""
    made: list[str] = []

    def make() -> Settings:
        folder = tmp_path / f"house-{uuid4().hex[:6]}"
        places = {}
        if admin is not None:
            for part in ("database_url", "keys_url"):
                made.append(f"backup_{uuid4().hex}")
                places[part] = _create(admin, made[-1])
        if objects == "s3":
            bucket = f"tests-{uuid4().hex}"
            httpx.put(f"{endpoint}/{bucket}").raise_for_status()
            places["objects"] = f"s3://{bucket}/kept"
        apart = tmp_path / "apart"
        (apart).mkdir(mode=0o700, exist_ok=True)
        return Settings(data_dir=folder, deletion_ledger=str(apart / "deletions.jsonl"), **places)

    yield make
    if admin is not None:
        with create_engine(admin, isolation_level="AUTOCOMMIT").connect() as connection:
            for name in made:
                connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def _admin(request: pytest.FixtureRequest) -> URL:
    return make_url(request.getfixturevalue("postgres_url")).set(drivername="postgresql+psycopg")


def _create(admin: URL, name: str) -> str:
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return admin.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


class Running:
    """A house in use, as the server uses it: key, then object, then row."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.vault: Vault = configured_vault(settings, lambda _: None)
        self.objects = configured_objects(settings)
        self.database = open_database(database_url(settings))
        metadata.create_all(self.database.engine)

    def admit(self, client: str) -> None:
        self.vault.create(client)
        photo = self.objects.put("prc_01", client, self.vault.seal(client, "photos.object:1", PHOTO))
        sealed = self.vault.seal(client, f"profiles.sealed:{client}", PROFILE)
        with self.database.writing() as session:
            session.execute(insert(profiles).values(client=client, photo=photo, sealed=sealed))

    def profile(self, client: str) -> bytes:
        with self.database.reading() as session:
            sealed = session.execute(select(profiles.c.sealed).where(profiles.c.client == client)).scalar_one()
        return self.vault.unseal(client, f"profiles.sealed:{client}", sealed)

    def photo(self, client: str) -> bytes:
        with self.database.reading() as session:
            name = session.execute(select(profiles.c.photo).where(profiles.c.client == client)).scalar_one()
        return self.vault.unseal(client, "photos.object:1", self.objects.get(name))

    def close(self) -> None:
        self.vault.close()
        self.database.close()
