"""A practice with its staff, on a data folder and databases of its own, and what a server there is started with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pyotp
from pydantic import SecretStr
from sqlalchemy import create_engine, make_url, text

from serving.access import Grant
from serving.access.configured import configured_access
from serving.access.house import Access
from serving.access.one_time import STEP_S
from serving.access.profile import Profile, StaffLicence
from serving.database.schema import Schema
from serving.desk import Office
from serving.opening import open_office, unchecked_database
from serving.settings import Settings
from tests.serving.access.grounds import PASSWORD
from tests.serving.database.postgres import Cluster
from tests.serving.desk.standing import founded

NAME = "Dr. Amara Okafor"
LICENCE = StaffLicence(type="physician", number="MD-1", state="CA", expires=date(2099, 1, 1))
STAFF = {
    "coordinator": Grant("coordinator"),
    "provider": Grant("provider"),
    "medical_director": Grant("medical_director"),
    "admin": Grant("admin"),
}


@dataclass
class Person:
    """Attributes:
    token: of a session, which outlives the server.
    step: of the last code that was given.
    """

    login: str
    token: str
    totp: pyotp.TOTP | None = None
    step: int = 0

    def prove(self, server: httpx.Client) -> None:
        """Password and second factor again, where another code is due: it is a new token from then on."""
        assert self.totp is not None
        now = datetime.now(UTC)
        if (step := int(now.timestamp()) // STEP_S) <= self.step:
            return
        said = {"password": PASSWORD, "code": self.totp.at(now)}
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = server.post("/v1/sessions/current/step-up", json=said, headers=headers)
        assert answer.status_code == 200, answer.text
        self.token, self.step = answer.json()["token"], step


@dataclass(frozen=True)
class House:
    """Attributes:
    cluster: the PostgreSQL that it stands on; none on SQLite.
    """

    settings: Settings
    environment: Mapping[str, str]
    practice: str
    location: str
    cluster: Cluster | None
    staff: dict[str, Person] = field(default_factory=dict)

    @contextmanager
    def opened(self, now: Any = lambda: datetime.now(UTC)) -> Iterator[Office]:
        """What is stored, looked at beside the server or without one."""
        with open_office(self.settings, now) as office:
            yield office


def founded_house(folder: Path, cluster: Cluster | None) -> House:
    """On a new data folder, with SQLite where there is no PostgreSQL."""
    said = {
        "data_dir": folder,
        "port": 0,
        "requests_per_s": 0,
        "webhook_trusted_hosts": "127.0.0.1",
        "webhooks_every_s": 0.05,
        "audit_checkpoint_minutes": 0.01,
        "min_free_bytes": 0,
        "log_level": "warning",
    } | ({} if cluster is None else _databases(cluster, folder.name))
    settings = Settings(**{name: SecretStr(v) if name.endswith("_url") else v for name, v in said.items()})
    if cluster is not None:
        opened = unchecked_database(settings)
        Schema(opened).upgrade()
        opened.close()
    environment = {f"COUNTENANCE_{name.upper()}": str(value) for name, value in said.items()}
    with open_office(settings, lambda: datetime.now(UTC)) as office:
        practice, locations = founded(office, "linden_aesthetics")
        house = House(settings, environment, practice, locations["oakland"], cluster)
        access = configured_access(settings, office.database, office.sealing, office.recorder, office.now)
        for name, grant in STAFF.items():
            house.staff[name] = _employed(access, practice, name, grant)
    return house


def _databases(cluster: Cluster, name: str) -> dict[str, str]:
    """One for everything, one for wrapped keys."""
    server = make_url(cluster.url)
    admin = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for each in (name, f"{name}_keys"):
            connection.execute(text(f'CREATE DATABASE "{each}"'))
    admin.dispose()
    urls = [server.set(database=each).render_as_string(hide_password=False) for each in (name, f"{name}_keys")]
    return dict(zip(("database_url", "keys_url"), urls, strict=True))


def _employed(access: Access, practice: str, name: str, grant: Grant) -> Person:
    """With a second factor where somebody signs or administers."""
    now = datetime.now(UTC)
    login = f"{name}@linden.example"
    profile = Profile(name=NAME, login=login, licences=(LICENCE,))
    access.accounts.create_first(practice, profile, (grant,), PASSWORD, now)
    token = access.sessions.open(login, PASSWORD, (), login, now).token
    if name not in ("medical_director", "admin"):
        return Person(login, token)
    totp = pyotp.TOTP(access.sessions.begin_totp(token, PASSWORD, login, now)[0])
    token = access.sessions.confirm_totp(token, totp.at(now), login, now)[0].token
    return Person(login, token, totp, int(now.timestamp()) // STEP_S)
