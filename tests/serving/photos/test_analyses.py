"""Analyses over HTTP: on a release that is asked for twice, with geometry that is kept, shown and destroyed apart."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import make_transient

from serving.consents import ConsentMissingError
from serving.database import Database
from serving.photos.tables import Analysis, Photo
from tests.serving.desk.standing import key
from tests.serving.fakes import wait_until
from tests.serving.photos.conftest import ALL, House, portrait
from tests.serving.photos.measuring import SECRET_PX, example

LENT = frozenset({"biometrics"})


def shown(house: House, analysis: str, **more) -> dict:
    read = house.http(**more.pop("caller", {})).get(f"/v1/analyses/{analysis}", params=more)
    assert read.status_code == 200, read.text
    return read.json()


def test_a_photo_is_measured_and_kept(house: House, client: str) -> None:
    photo = house.kept(client, view="left_oblique", expression="smile")
    made = house.analyze(photo)
    assert made.status_code == 201, made.text
    said = {"client": client, "photo": photo, "verdict": "warn", "corrections": 0, "geometry": "kept"}
    assert said.items() <= made.json().items() and "document" not in made.json()
    assert house.engine.measured == [portrait()]  # the file as it came, not the bare one
    analysis = shown(house, made.json()["id"])
    assert analysis["document"]["photo"]["view"] == "left_oblique"
    assert analysis["document"]["findings"] == example()["findings"]
    assert {each["state"] for each in analysis["findings"]} == {"as_measured"}
    listed = house.http().get(f"/v1/clients/{client}/analyses").json()["items"]
    assert [each["id"] for each in listed] == [analysis["id"]] and "document" not in listed[0]


def test_face_geometry_is_for_those_who_were_lent_it_and_ask(house: House, client: str) -> None:
    analysis = house.analyzed(house.kept(client))
    path = f"/v1/analyses/{analysis}"
    plain = shown(house, analysis)
    assert plain["document"]["face"] is None and str(SECRET_PX) not in json.dumps(plain)
    assert plain["document"]["zones"] == example()["zones"]
    assert shown(house, analysis, caller={"scopes": LENT})["document"]["face"] is None
    refused = house.http().get(path, params={"include": "biometrics"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert shown(house, analysis, caller={"scopes": LENT}, include="biometrics")["document"] == example()
    assert house.events(client)[-1] == "analysis.read"


def test_nothing_is_in_the_clear(house: House, client: str) -> None:
    house.analyzed(house.kept(client))
    dumped = house.dumped()
    for told in (b"too obliquely", b"severity", b"landmarks_px", str(SECRET_PX).encode(), b"polygon_px"):
        assert told not in dumped


@pytest.mark.parametrize("missing", ["biometric", "analysis"])
def test_without_a_release_no_landmark_is_computed(house: House, missing: str) -> None:
    client = house.agreed(*(scope for scope in ALL if scope != missing))
    refused = house.analyze(house.kept(client))
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
    assert refused.json()["details"] == {"scopes": [missing]} and house.engine.measured == []


@pytest.mark.parametrize("scope", ["biometric", "analysis"])
def test_what_is_taken_back_while_it_is_measured_is_not_kept(house: House, scope: str) -> None:
    client = house.agreed(*(each for each in ALL if each != scope))
    consent, photo = house.sign(client, scope), house.kept(client)
    house.engine.faces.hold()
    with ThreadPoolExecutor(1) as threads:
        going = threads.submit(house.analyze, photo)
        assert wait_until(lambda: portrait() in [each.photo.data for each in house.engine.faces.seen])
        house.withdraw(consent)
        house.engine.faces.release()
        answer = going.result()
    assert (answer.status_code, answer.json()["code"]) == (403, ConsentMissingError.code)
    assert house.http().get(f"/v1/clients/{client}/analyses").json()["items"] == []
    assert "analysis.completed" not in house.told() and "analysis.completed" not in house.events(client)


def test_a_photo_that_is_deleted_while_it_is_measured_leaves_nothing(house: House, client: str) -> None:
    photo = house.kept(client)
    house.engine.faces.hold()
    with ThreadPoolExecutor(1) as threads:
        going = threads.submit(house.analyze, photo)
        assert wait_until(lambda: portrait() in [each.photo.data for each in house.engine.faces.seen])
        assert house.http().delete(f"/v1/photos/{photo}").status_code == 204
        house.engine.faces.release()
        assert going.result().status_code == 404
    assert house.http().get(f"/v1/clients/{client}/analyses").json()["items"] == []


def test_a_repeated_request_measures_once(house: House, client: str) -> None:
    photo, again = house.kept(client), key()
    first, second = (house.analyze(photo, headers=again) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"
    assert len(house.engine.measured) == 1


def test_the_same_request_twice_at_once_measures_once(house: House, client: str) -> None:
    photo, again = house.kept(client), key()
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda _: house.analyze(photo, headers=again), range(3)))
    assert [each.status_code for each in answers] == [201] * 3
    assert len({each.json()["id"] for each in answers}) == 1 and len(house.engine.measured) == 1


def test_a_second_photo_adds_what_an_expression_does(house: House, client: str) -> None:
    rest, smile = house.kept(client), house.kept(client, portrait(1), expression="smile")
    made = house.analyze(rest, animated=smile)
    assert made.status_code == 201 and made.json()["animated"] == smile
    document = shown(house, made.json()["id"])["document"]
    assert document["animated"]["zones"] == example()["zones"]
    side = house.kept(client, portrait(2), expression="smile", view="left_profile")
    other = house.kept(house.agreed(*ALL), portrait(3), expression="smile")
    for first, second in ((rest, rest), (smile, rest), (rest, side), (rest, other)):
        refused = house.analyze(first, animated=second)
        assert (refused.status_code, refused.json()["code"]) == (422, "photos_not_a_pair")


def test_geometry_ends_with_the_release_and_findings_stay(house: House, database: Database) -> None:
    client = house.agreed("storage", "analysis")
    consent = house.sign(client, "biometric")
    analysis = house.analyzed(house.kept(client))
    before = house.http().get(f"/v1/analyses/{analysis}")
    with database.reading() as session:
        photo, geometry = session.scalars(select(Photo.key)).one(), session.get_one(Analysis, analysis).key
    assert photo and geometry and photo != geometry
    house.withdraw(consent)
    with database.reading() as session:
        row = session.get_one(Analysis, analysis)
        assert (row.geometry, row.key) == (None, None)
    ended = {each.destruction.owner for each in house.standing.office.sealing.entries()}
    assert geometry in ended and photo not in ended
    after = house.http().get(f"/v1/analyses/{analysis}", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["geometry"] == "destroyed"
    assert after.json()["document"]["findings"] == example()["findings"]
    assert after.json()["document"]["marks"] == [] and after.json()["document"]["proportions"] == []
    assert {tuple(each["polygon_px"]) for each in after.json()["document"]["zones"]} == {()}
    asked = house.http(scopes=LENT).get(f"/v1/analyses/{analysis}", params={"include": "biometrics"})
    assert (asked.status_code, asked.json()["code"]) == (403, "consent_missing")
    house.sign(client, "biometric")
    again = house.analyzed(house.kept(client))
    assert shown(house, again)["document"]["zones"] == example()["zones"]
    assert shown(house, analysis)["geometry"] == "destroyed"


def test_geometry_that_a_backup_brings_back_does_not_open(house: House, database: Database) -> None:
    client = house.agreed("storage", "analysis")
    consent, analysis = house.sign(client, "biometric"), house.analyzed(house.kept(client))
    with database.reading() as session:
        before = session.get_one(Analysis, analysis)
    house.withdraw(consent)
    with database.writing() as session:
        row = session.get_one(Analysis, analysis)
        row.key, row.geometry = before.key, before.geometry
    one = shown(house, analysis)
    assert (one["geometry"], one["document"]["marks"]) == ("destroyed", []) and before.geometry is not None


def test_photos_that_a_backup_brings_back_do_not_open(house: House, database: Database) -> None:
    client = house.agreed()
    consent, photo = house.sign(client, "storage"), house.kept(client)
    objects = house.standing.office.objects
    with database.reading() as session:
        before = session.get_one(Photo, photo)
    files = {name: objects.get(name) for name in house.objects()}
    house.withdraw(consent)
    with database.writing() as session:
        make_transient(before)
        session.add(before)
    for name, sealed in files.items():
        objects.put_as(name, sealed)
    gone = house.http().get(f"/v1/photos/{photo}/content")
    assert (gone.status_code, gone.json()["code"]) == (410, "erased")


def test_photos_end_with_the_agreement_to_keep_them(house: House) -> None:
    client = house.agreed("biometric", "analysis")
    consent = house.sign(client, "storage")
    photo, other = house.kept(client), house.kept(house.agreed("storage"))
    analysis = house.analyzed(photo)
    house.withdraw(consent)
    assert house.http().get(f"/v1/photos/{photo}").status_code == 404
    assert {name.split("/")[1] for name in house.objects()} == {shown_client(house, other)}
    assert shown(house, analysis)["findings"]
    assert house.send(client).json()["code"] == "consent_missing"


def shown_client(house: House, photo: str) -> str:
    return house.http().get(f"/v1/photos/{photo}").json()["client"]


def test_a_deleted_photo_takes_its_geometry_along(house: House, client: str) -> None:
    photo, kept = house.kept(client), house.kept(client, portrait(1))
    gone, stays = house.analyzed(photo), house.analyzed(kept)
    house.http().delete(f"/v1/photos/{photo}")
    assert [shown(house, each)["geometry"] for each in (gone, stays)] == ["destroyed", "kept"]


def test_strangers_analyses_are_not_there(house: House, client: str) -> None:
    photo = house.kept(client)
    analysis = house.analyzed(photo)
    said = {"action": "reject", "zone": "forehead", "concern": "forehead_lines", "reason": "not so"}
    strangers = [
        house.http("medical_director", practice=house.standing.other),
        house.http("provider", house.standing.reno),
        house.http("provider", id="acc_9", assigned_only=True),
        *(house.http(role, strong=True) for role in ("admin", "auditor", "coordinator")),
        house.http("tablet", client=client),
    ]
    for http in strangers:
        answers = [
            http.get(f"/v1/analyses/{analysis}"),
            http.get(f"/v1/clients/{client}/analyses"),
            http.post(f"/v1/analyses/{analysis}/corrections", json=said, headers=key()),
        ]
        assert {(each.status_code, each.json()["code"]) for each in answers} == {(404, "not_found")}
    assert house.analyze(photo, http=strangers[0]).status_code == 404
    assert house.analyze(photo, http=house.http("coordinator")).status_code == 201


def test_who_measured_and_read_is_on_record(house: House, client: str) -> None:
    analysis = house.analyzed(house.kept(client))
    shown(house, analysis)
    assert house.events(client)[-2:] == ["analysis.completed", "analysis.read"]
    assert house.told()[-1] == "analysis.completed"
