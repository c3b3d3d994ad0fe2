"""Merging over HTTP, on both databases: all that one entry held is the other's, or nothing is."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from serving.access import Role
from serving.audit.tables import AuditEvent
from serving.clients import Client
from serving.desk.orphans import sweep_orphans
from serving.every_kept import KEPT
from serving.kept.doomed import delete_doomed
from serving.merging.objects import copy_objects
from serving.photos.tables import Photo
from serving.vault import Vault
from serving.webhooks.tables import OutgoingEvent
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import House


def merge(house: House, client: str, other: str, role: Role = "medical_director", **said: object) -> httpx.Response:
    body = {"other": other, "reason": "Entered twice"} | said
    house.later()
    return house.http(role).post(f"/v1/clients/{client}/merges", json=body, headers=key())


def full(house: House, **changes: object) -> str:
    client = house.agreed("storage", "biometric", "analysis", **changes)
    photo = house.kept(client)
    assert house.http().post(f"/v1/clients/{client}/visits", json={"day": "2026-11-20"}, headers=key()).is_success
    house.analyzed(photo)
    return client


def sealed_of(house: House, client: str) -> list[bytes]:
    """Whatever is kept of a client, opened as its own."""
    office, found = house.standing.office, []
    with office.database.reading() as session:
        for kept, row in KEPT.rows(session, client):
            for name, at in kept.sealed.items():
                if getattr(row, name) is not None:
                    found.append(office.sealing.unseal(client, at(row), getattr(row, name)))
            for name, at in kept.objects.items():
                if getattr(row, name):
                    found.append(office.sealing.unseal(client, at(row), office.objects.get(getattr(row, name))))
    return found


def test_everything_is_the_other_entrys_and_opens_there(house: House) -> None:
    client, other = full(house), full(house, reference="PMS-7")
    photos = [each["id"] for each in house.http().get(f"/v1/clients/{other}/photos").json()["items"]]
    both = len(sealed_of(house, client)) + len(sealed_of(house, other))
    done = merge(house, client, other)
    assert done.status_code == 201, done.text
    assert (done.json()["client"], done.json()["other"], done.json()["withdrawn"]) == (client, other, [])
    assert sealed_of(house, other) == []
    assert len(sealed_of(house, client)) >= both  # with the merge itself, and the answer that was given
    for photo in photos:
        assert house.http().get(f"/v1/photos/{photo}").json()["client"] == client
        assert house.http().get(f"/v1/photos/{photo}/content").status_code == 200
    assert len(house.http().get(f"/v1/clients/{client}/visits").json()["items"]) == 2
    assert house.http().get(f"/v1/clients/{client}").json()["reference"] == "PMS-7"
    assert [name for name in house.objects() if f"/{other}/" in name] == []


def test_the_other_id_names_the_entry_that_stays(house: House) -> None:
    client, other = full(house), full(house)
    merge(house, client, other)
    http = house.http()
    for path in ("", "/consents", "/visits", "/photos", "/profile"):
        told = http.get(f"/v1/clients/{other}{path}")
        assert (told.status_code, told.json()["code"]) == (410, "client_merged"), path
        assert told.json()["details"] == {"merged_into": client}
    late = http.post(f"/v1/clients/{other}/visits", json={"day": "2026-11-20"}, headers=key())
    assert (late.status_code, late.json()["code"]) == (410, "client_merged")
    assert [each["id"] for each in http.get("/v1/clients?state=merged").json()["items"]] == [other]
    assert [each["id"] for each in http.get("/v1/clients").json()["items"]] == [client]


@pytest.mark.parametrize("who", ["client", "other"])
def test_what_either_took_back_is_taken_back(house: House, who: str) -> None:
    client, other = full(house), full(house)
    taken, standing = (client, other) if who == "client" else (other, client)
    consents = house.http().get(f"/v1/clients/{taken}/consents").json()["consents"]
    house.withdraw(next(each["id"] for each in consents if each["scope"] == "storage"))
    assert len(house.http().get(f"/v1/clients/{standing}/photos").json()["items"]) == 1
    assert merge(house, client, other).json()["withdrawn"] == ["storage"]
    said = house.http().get(f"/v1/clients/{client}/consents").json()
    assert "storage" not in said["in_force"] and {"biometric", "analysis"} <= set(said["in_force"])
    assert house.http().get(f"/v1/clients/{client}/photos").json()["items"] == []
    assert house.objects() == []


def test_what_was_never_signed_is_no_withdrawal(house: House) -> None:
    client, other = full(house), house.standing.enter()
    assert merge(house, client, other).json()["withdrawn"] == []
    assert "storage" in house.http().get(f"/v1/clients/{client}/consents").json()["in_force"]


def test_it_is_on_record_for_both(house: House) -> None:
    client, other = full(house), full(house)
    merge(house, client, other)
    with house.standing.office.database.reading() as session:
        for name, event in ((client, "client.merged"), (other, "client.merged_away")):
            told = select(AuditEvent.event).where(AuditEvent.client == name).order_by(AuditEvent.number)
            assert session.scalars(told).all()[-1] == event
        kinds = session.scalars(select(OutgoingEvent.kind).where(OutgoingEvent.client == client)).all()
    assert kinds.count("client.merged") == 1


def test_two_births_are_two_people(house: House) -> None:
    client, other = full(house), full(house, date_of_birth="1985-04-13")
    refused = merge(house, client, other)
    assert (refused.status_code, refused.json()["code"]) == (409, "date_of_birth_differs")
    assert merge(house, client, client).json()["code"] == "same_entry"


def test_which_profile_holds_is_said_by_a_person(house: House) -> None:
    client, other = full(house), full(house)
    for name in (client, other):
        put = house.http().put(f"/v1/clients/{name}/profile", json={"schema": "countenance.profile/1"})
        assert put.is_success, put.text
    assert merge(house, client, other).json()["code"] == "profile_undecided"
    assert merge(house, client, other, keep_profile="other").status_code == 201


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor", "admin", "integration"])
def test_who_may_not(house: House, role: Role) -> None:
    client, other = house.standing.enter(), house.standing.enter()
    assert merge(house, client, other, role).status_code in (403, 404)
    assert house.http().get(f"/v1/clients/{other}").status_code == 200


def test_strangers_are_not_found(house: House) -> None:
    client = house.standing.enter()
    abroad = house.standing.caller(practice=house.standing.other)
    theirs = house.standing.enter(abroad, location=house.standing.abroad)
    assert merge(house, client, theirs).status_code == 404
    assert merge(house, theirs, client).status_code == 404
    local = house.standing.caller("medical_director", house.standing.reno)
    said = {"other": client, "reason": "x"}
    at_reno = house.standing.enter(location=house.standing.reno)
    asked = house.standing.client(local).post(f"/v1/clients/{at_reno}/merges", json=said, headers=key())
    assert asked.status_code == 404


def test_cut_off_before_the_transaction_nothing_has_changed(house: House) -> None:
    """As after kill -9: what was put is nobody's, and is swept; what was there is there."""
    client, other = full(house), full(house)
    before = sorted(house.objects())
    office = house.standing.office
    copy_objects(office, house.standing.practice, other, client)
    assert len(house.objects()) == len(before) + 2
    assert len(sealed_of(house, other)) > 4
    office.now.at += timedelta(days=400)
    sweep_orphans(office)
    assert sorted(house.objects()) == before


def test_cut_off_after_the_transaction_it_is_finished(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client, other = full(house), full(house)
    monkeypatch.setattr("serving.merging.endpoints.delete_doomed_soon", lambda office: None)
    assert merge(house, client, other).status_code == 201
    assert [name for name in house.objects() if f"/{other}/" in name]
    assert delete_doomed(house.standing.office) == 2
    assert [name for name in house.objects() if f"/{other}/" in name] == []
    with house.standing.office.database.reading() as session:
        assert {photo.client for photo in session.scalars(select(Photo))} == {client}


def test_the_same_request_twice_is_one(house: House) -> None:
    client, other, once = full(house), full(house), key()
    said = {"other": other, "reason": "Entered twice"}
    http = house.http("medical_director")
    first, second = (http.post(f"/v1/clients/{client}/merges", json=said, headers=once) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"


def test_erasing_the_entry_that_stays_erases_all_that_went_into_it(house: House) -> None:
    """Also two steps away; and the keys that yesterday's backup would need are destroyed with it."""
    first, second, client = full(house), full(house), full(house)
    merge(house, second, first)
    merge(house, client, second)
    assert len(house.http().get(f"/v1/clients/{client}/photos").json()["items"]) == 3
    with house.standing.office.database.reading() as session:
        assert {session.get_one(Client, name).merged_into for name in (first, second)} == {client}
    director = house.http("medical_director", strong=True)
    assert director.post(f"/v1/clients/{second}/erasure", json={}, headers=key()).json()["code"] == "client_merged"
    assert director.post(f"/v1/clients/{client}/erasure", json={}, headers=key()).status_code == 201
    vault = house.standing.office.sealing
    assert isinstance(vault, Vault)
    assert all(vault.destruction(name) for name in (first, second, client))
    for name in (first, second, client):
        assert house.http().get(f"/v1/clients/{name}").json()["code"] == "client_erased"
    assert house.objects() == []
