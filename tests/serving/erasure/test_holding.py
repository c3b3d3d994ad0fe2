"""What was signed is held where a law asks for it: apart, under a key of its own, for its time and no longer."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from serving.access import Role
from serving.erasure import finish_erasures
from serving.erasure.tables import Erasure
from serving.vault import KeyDestroyedError, Vault
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import House, house

__all__ = ["house"]
LAW = {"hold_signed_records_days": 2555, "hold_reason": "22 CCR 72543"}


def set_hold(house: House, said: dict[str, object] = LAW) -> None:
    director = house.http("medical_director")
    path = f"/v1/practices/{house.standing.practice}"
    tag = director.get(path).headers["etag"]
    done = director.patch(path, json=said, headers={"If-Match": tag})
    assert done.status_code == 200, done.text


def erased(house: House) -> str:
    client = house.agreed("storage", "biometric", "analysis")
    house.analyzed(house.kept(client))
    house.http().post(f"/v1/clients/{client}/visits", json={"day": "2026-11-20"}, headers=key())
    done = house.http("medical_director", strong=True).post(f"/v1/clients/{client}/erasure", json={}, headers=key())
    assert done.status_code == 201, done.text
    return client


def held(house: House, client: str, role: Role = "medical_director", strong: bool = True) -> object:
    return house.http(role, strong=strong).get(f"/v1/clients/{client}/erasure/held")


def test_what_was_signed_is_held_and_nothing_else(house: House) -> None:
    set_hold(house)
    client = erased(house)
    shown = house.http("medical_director").get(f"/v1/clients/{client}/erasure").json()
    assert shown["hold_reason"] == LAW["hold_reason"] and shown["held_until"][:4] == "2033"
    archive = zipfile.ZipFile(io.BytesIO(held(house, client).content))
    assert {each["scope_name"] for each in json.loads(archive.read("consents.json"))} >= {"storage", "biometric"}
    names = set(archive.namelist())
    assert not names & {"photos.json", "analyses.json", "client_profiles.json"}
    assert not [name for name in names if name.startswith("photos/")]
    assert house.http().get(f"/v1/clients/{client}").json()["code"] == "client_erased"
    assert [name.split("/")[1][:3] for name in house.objects()] == ["hld"]
    assert b"Ann Example" not in house.dumped()
    assert "client.held_read" in house.events(client)


def test_without_a_law_nothing_is_held(house: House) -> None:
    client = erased(house)
    assert held(house, client).status_code == 404
    assert house.objects() == []


def test_a_hold_takes_a_reason(house: House) -> None:
    director = house.http("medical_director")
    path = f"/v1/practices/{house.standing.practice}"
    tag = director.get(path).headers["etag"]
    assert director.patch(path, json={"hold_signed_records_days": 10}, headers={"If-Match": tag}).status_code == 422


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor", "admin"])
def test_who_may_not_read_it(house: House, role: Role) -> None:
    set_hold(house)
    client = erased(house)
    assert held(house, client, role).status_code in (403, 404)
    assert held(house, client, strong=False).status_code == 403
    stranger = house.http("medical_director", strong=True, practice=house.standing.other)
    assert stranger.get(f"/v1/clients/{client}/erasure/held").status_code == 404


def test_when_its_time_has_come_its_key_is_destroyed(house: House) -> None:
    set_hold(house)
    client = erased(house)
    office = house.standing.office
    with office.database.reading() as session:
        row = session.get_one(Erasure, client)
    house.standing.clock.at += timedelta(days=2554)
    finish_erasures(office)
    assert held(house, client).status_code == 200
    house.standing.clock.at += timedelta(days=2)
    finish_erasures(office)
    assert held(house, client).status_code == 404
    assert house.objects() == [] and isinstance(office.sealing, Vault)
    with pytest.raises(KeyDestroyedError):
        office.sealing.seal(row.held_key or "", "x", b"x")
    assert "client.hold_ended" in house.events(client)
