"""Two practices with records in both, and a tally of what was put there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from serving.access import Caller, Grant, Role
from serving.access.profile import Profile, StaffLicence
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import House, house

__all__ = ["house"]


@dataclass
class Seeded:
    """Attributes:
    clients: of the first practice, in the order of their entry; the last one is erased.
    tally: what was done there, counted by the test itself.
    """

    house: House
    clients: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)

    @property
    def director(self) -> Caller:
        return self.house.standing.caller("medical_director", strong=True)

    def read(self, caller: Caller | None = None, client: str | None = None) -> dict:
        told = self.asked(caller, client)
        assert told.status_code == 200, told.text
        return told.json()

    def asked(self, caller: Caller | None = None, client: str | None = None, path: str = "/v1/governance"):
        params = {"client": client} if client else {}
        return self.house.standing.client(caller or self.director).get(path, params=params)


def licence(state: str, expires: date) -> StaffLicence:
    return StaffLicence(type="physician", number=f"{state}-1", state=state, expires=expires)


def employed(house: House, name: str, role: Role, *, practice: str = "", location: str = "", licences=()) -> str:
    standing = house.standing
    house.later()  # ids are in the order of their making
    by = standing.caller("admin", id="acc_admin", strong=True, practice=practice)
    grant = Grant(role, frozenset({location}) if location else None)
    profile = Profile(name=name, login=f"{name}@{practice or 'here'}".replace(" ", ""), licences=licences)
    return standing.app.state.services.access.accounts.create(by, profile, [grant], (), standing.clock()).staff.id


@pytest.fixture
def seeded(house: House) -> Seeded:
    standing, found = house.standing, Seeded(house)
    _staff(house)
    for number in range(5):
        client = house.agreed("planning", "storage")
        found.clients.append(client)
        found.tally.update({"planning": 1, "storage": 1})
        if number % 2:
            house.withdraw(house.sign(client, "planning"))
            found.tally.update({"planning": 1, "withdrawn_clients": 1})
        house.kept(client)
        found.tally["photos"] += 1
    measured = house.agreed("storage", "biometric", "analysis")
    found.clients.append(measured)
    house.analyzed(house.kept(measured))
    found.tally.update({"storage": 1, "photos": 1, "analyses": 1})
    gone = house.agreed("planning", "storage")
    found.clients.append(gone)
    http = standing.client(found.director)
    assert http.post(f"/v1/clients/{gone}/erasure", json={}, headers=key()).status_code == 201
    _strangers(house)
    return found


def _staff(house: House) -> None:
    today = house.standing.clock().date()
    valid, over = licence("CA", today + timedelta(days=90)), licence("NV", today - timedelta(days=1))
    employed(house, "Dr. Ada Example", "medical_director", licences=(valid, over))
    employed(house, "Bo Example", "provider", location=house.standing.reno)
    employed(house, "Cy Example", "coordinator")


def _strangers(house: House) -> None:
    """The other practice has more of everything."""
    standing = house.standing
    theirs = standing.caller("provider", practice=standing.other)
    employed(house, "Dr. Strange", "medical_director", practice=standing.other)
    for _ in range(3):
        client = house.agreed("planning", "storage", caller=theirs, location=standing.abroad)
        house.kept(client, http=standing.client(theirs))
