"""`house`: the whole server on both databases, with a stand-in for the networks, a client who agreed, and photos."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from pydantic import SecretStr
from sqlalchemy import select

from serving.access import Caller, Role
from serving.app import create_app
from serving.audit.tables import AuditEvent
from serving.consents.texts import shipped
from serving.database import Database
from serving.settings import Settings
from serving.webhooks.tables import OutgoingEvent
from tests.serving.desk.issuer import authenticate, issued
from tests.serving.desk.standing import Standing, founded, key
from tests.serving.desk.things import Clock
from tests.serving.live import PLAIN, serve
from tests.serving.photos.measuring import MeasuringEngine

PLACE = b"52.52 somewhere"  # said in the photo's EXIF
ALL = ("storage", "biometric", "analysis")


@cache
def portrait(number: int = 0) -> bytes:
    """A small JPEG that says where it was taken."""
    pixels = np.random.default_rng(number).integers(0, 255, (300, 260, 3), np.uint8)
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", exif=exif, quality=90)
    return file.getvalue()


@dataclass(frozen=True)
class House:
    standing: Standing
    engine: MeasuringEngine

    def http(self, role: Role = "provider", *locations: str, **more: Any) -> httpx.Client:
        return self.standing.client(self.standing.caller(role, *locations, **more))

    def agreed(self, *scopes: str, caller: Caller | None = None, **changes: object) -> str:
        """The id of a new client who signed these."""
        client = self.standing.enter(caller, **changes)
        for scope in scopes:
            self.sign(client, scope, caller)
        return client

    def sign(self, client: str, scope: str, caller: Caller | None = None) -> str:
        self.later()
        text = shipped("en")[scope]
        said = {"scope": scope, "text": text.id, "text_sha256": text.wording.sha256}
        said["signature"] = {"typed_name": "Ann Example"}
        made = self.standing.client(caller).post(f"/v1/clients/{client}/consents", json=said, headers=key())
        assert made.status_code == 201, made.text
        return made.json()["id"]

    def withdraw(self, consent: str) -> None:
        done = self.standing.client().post(f"/v1/consents/{consent}/withdrawal", headers=key())
        assert done.status_code == 200, done.text

    def send(self, client: str, data: bytes | None = None, http: Any = None, **said: Any) -> httpx.Response:
        headers = said.pop("headers", None) or key()
        self.later()
        file = portrait() if data is None else data
        path = f"/v1/clients/{client}/photos"
        return (http or self.http()).post(path, files={"photo": ("p.jpg", file)}, data=said, headers=headers)

    def kept(self, client: str, data: bytes | None = None, **said: Any) -> str:
        """The id of a new photo."""
        made = self.send(client, data, **said)
        assert made.status_code == 201, made.text
        return made.json()["id"]

    def analyze(self, photo: str, http: Any = None, headers: Any = None, **said: Any) -> httpx.Response:
        self.later()
        return (http or self.http()).post(f"/v1/photos/{photo}/analyses", json=said, headers=headers or key())

    def analyzed(self, photo: str, **said: Any) -> str:
        """The id of a new analysis."""
        made = self.analyze(photo, **said)
        assert made.status_code == 201, made.text
        return made.json()["id"]

    def later(self) -> None:
        self.standing.clock.at += timedelta(milliseconds=1)

    def events(self, client: str) -> list[str]:
        """What is on record of a client."""
        with self.standing.office.database.reading() as session:
            statement = select(AuditEvent.event).where(AuditEvent.client == client).order_by(AuditEvent.number)
            return list(session.scalars(statement))

    def told(self) -> list[str]:
        """Kinds of events for systems that listen."""
        with self.standing.office.database.reading() as session:
            return list(session.scalars(select(OutgoingEvent.kind).order_by(OutgoingEvent.id)))

    def objects(self) -> list[str]:
        return sorted(kept.name for kept in self.standing.office.objects.kept())

    def dumped(self) -> bytes:
        """Every byte of every table and object."""
        from serving.every_table import TABLES

        with self.standing.office.database.reading() as session:
            rows = [repr(row) for table in TABLES for row in session.execute(select(table))]
        kept = [self.standing.office.objects.get(name) for name in self.objects()]
        return "".join(rows).encode() + b"".join(kept)


@dataclass(frozen=True)
class Served(Standing):
    """On a real socket: inference is awaited on the server's own event loop."""

    url: str = ""

    def client(self, caller: Caller | None = None) -> httpx.Client:  # type: ignore[override]
        return httpx.Client(base_url=self.url, timeout=60, headers=issued(caller or self.caller()), verify=PLAIN)


@pytest.fixture
def house(database: Database, database_url: str, tmp_path: Path) -> Iterator[House]:
    settings, clock = Settings(database_url=SecretStr(database_url), data_dir=tmp_path / "data"), Clock()
    engine = MeasuringEngine()
    app = create_app(settings, lambda _: engine, clock, authenticate)
    with serve(app) as url:
        office = app.state.services.office
        practice, own = founded(office, "linden_aesthetics")
        other, abroad = founded(office, "maple_skin")
        places = own["oakland"], own["reno"], abroad["oakland"]
        yield House(Served(app, office, clock, practice, other, *places, url=url), engine)
        engine.faces.release()


@pytest.fixture
def client(house: House) -> str:
    """One who agreed to photos being kept and measured."""
    return house.agreed(*ALL)
