"""`shown`: the house of photos, with a client who agreed, whose profile is answered, and a photo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from serving.projections.stored.tables import ProjectionFile, StoredProjection
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import House, house
from tests.serving.plans.planning_day import TOLD

__all__ = ["house"]
AGREED = ("storage", "biometric", "analysis", "projection")
REDNESS = {"treatment": "vascular_laser", "zones": ["nose", "mid_cheek"]}


@dataclass(frozen=True)
class ShownHouse:
    """Attributes:
    client, photo: of the first client.
    """

    house: House
    client: str
    photo: str

    def project(self, http: Any = None, client: str = "", headers: Any = None, **said: Any) -> httpx.Response:
        self.house.later()
        body = {"photo": self.photo, "treatments": [REDNESS], "views": ["projection"]} | said
        body = {name: value for name, value in body.items() if value is not None}
        path = f"/v1/clients/{client or self.client}/projections"
        return (http or self.house.http()).post(path, json=body, headers=headers or key())

    def projected(self, **said: Any) -> str:
        """The id of a new projection."""
        made = self.project(**said)
        assert made.status_code == 201, made.text
        name: str = made.json()["id"]
        return name

    def picture(self, name: str, http: Any = None, **asked: Any) -> httpx.Response:
        return (http or self.house.http()).get(f"/v1/projections/{name}/content", params=asked)

    def consent(self, scope: str) -> str:
        given = self.house.http().get(f"/v1/clients/{self.client}/consents").json()["consents"]
        return next(each["id"] for each in given if each["scope"] == scope)

    def rows(self) -> tuple[list[StoredProjection], list[ProjectionFile]]:
        with self.house.standing.office.database.reading() as session:
            found = session.scalars(select(StoredProjection)).all(), session.scalars(select(ProjectionFile)).all()
            return list(found[0]), list(found[1])


def told(house: House, client: str, **changes: Any) -> None:
    """Answers every question of the client's profile."""
    done = house.http().put(f"/v1/clients/{client}/profile", json=TOLD | changes, headers={"If-Match": '"0"'})
    assert done.is_success, done.text


def may_be_shown(house: House, **changes: Any) -> str:
    """The id of a new client who agreed and whose profile is answered."""
    client = house.agreed(*AGREED, **changes)
    told(house, client)
    return client


@pytest.fixture
def shown(house: House) -> Iterator[ShownHouse]:
    client = may_be_shown(house)
    yield ShownHouse(house, client, house.kept(client))
