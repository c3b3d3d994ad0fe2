"""A projection that is kept: what is answered, what is read back, and that it is sealed with a key of its own."""

from __future__ import annotations

import re
from hashlib import sha256

from serving.projections.stored.labels import is_whole
from simulation.provenance import STATEMENT, read_manifest
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import portrait
from tests.serving.projections.test_projections import read_letters

from .conftest import REDNESS, ShownHouse


def test_what_was_made_is_read_back(shown: ShownHouse) -> None:
    made = shown.project(views=["projection", "side_by_side"])
    assert made.status_code == 201, made.text
    told, http = made.json(), shown.house.http()
    assert (told["client"], told["photo"], told["plan"]) == (shown.client, shown.photo, None)
    assert told["views"] == ["projection", "side_by_side"] and len(told["consents"]) == 4
    assert made.headers["location"] == f"/v1/projections/{told['id']}"
    one = http.get(f"/v1/projections/{told['id']}").json()
    document = one.pop("document")
    assert one == told
    assert document["photo"]["sha256"] == sha256(portrait()).hexdigest()
    assert document["treatments"][0]["treatment"] == REDNESS["treatment"] and document["targeted"]
    assert document["statement"] == STATEMENT and document["practice"]
    assert not re.search(r"\b1985-", str(document))  # four digits alone stand in a digest now and then
    assert [each["id"] for each in http.get(f"/v1/clients/{shown.client}/projections").json()["items"]] == [told["id"]]


def test_every_picture_reads_projection_and_is_signed(shown: ShownHouse) -> None:
    """Also when nothing, or something else, is asked: there is no picture without its label."""
    name = shown.projected(views=["projection", "side_by_side"])
    files = shown.house.http().get(f"/v1/projections/{name}").json()["document"]["files"]
    for told in files:
        answer = shown.picture(name, view=told["view"], label="false", width="10")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
        assert answer.headers["cache-control"] == "no-store"
        assert sha256(answer.content).hexdigest() == told["sha256"] and is_whole(answer.content, told)
        said = " ".join(read_letters(answer.content).split())
        assert "Projection" in said and "not a guaranteed" in said
        assert read_manifest(answer.content).state == "Valid"
    assert shown.picture(name).content == shown.picture(name, view="projection").content
    missing = shown.picture(name, view="levels")
    assert (missing.status_code, missing.json()["code"]) == (404, "projection_view_missing")


def test_png_and_spanish(shown: ShownHouse) -> None:
    answer = shown.picture(shown.projected(format="png", language="es"))
    assert answer.headers["content-type"] == "image/png" and "Proyec" in read_letters(answer.content)


def test_nothing_of_it_is_kept_in_the_clear(shown: ShownHouse) -> None:
    name = shown.projected()
    document, picture = shown.house.http().get(f"/v1/projections/{name}").json()["document"], shown.picture(name)
    kept = shown.house.dumped()
    for said in (REDNESS["treatment"], document["statement"], document["files"][0]["sha256"]):
        assert str(said).encode() not in kept
    assert picture.content[1000:1100] not in kept


def test_each_has_a_key_of_its_own(shown: ShownHouse) -> None:
    shown.projected()
    shown.projected()
    rows, files = shown.rows()
    assert len({row.key for row in rows}) == 2 and len(files) == 2


def test_the_same_request_twice_is_one(shown: ShownHouse) -> None:
    once = key()
    first, second = (shown.project(headers=once) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"
    assert shown.house.engine.projected == 1 and len(shown.rows()[0]) == 1
    other = shown.project(headers=once, day=30)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_it_is_on_record_and_told_to_systems(shown: ShownHouse) -> None:
    house, before = shown.house, len(shown.house.events(shown.client))
    name = shown.projected()
    house.http().get(f"/v1/projections/{name}")
    shown.picture(name)
    events = house.events(shown.client)[before:]
    assert events == ["projection.completed", "projection.read", "projection.viewed"]
    assert house.told()[-1] == "projection.completed"
    director = house.http("medical_director")
    found = director.get("/v1/audit", params={"event": "projection.completed"}).json()["items"][0]
    body = str(found)
    for said in (shown.photo, "vascular", "software", "library", "catalogue", "profile", *made_on(shown, name)):
        assert (said in body) == (said != "vascular"), said


def made_on(shown: ShownHouse, name: str) -> list[str]:
    consents: list[str] = shown.house.http().get(f"/v1/projections/{name}").json()["consents"]
    return consents


def test_listing_comes_in_pages(shown: ShownHouse) -> None:
    names = [shown.projected() for _ in range(3)]
    http, path = shown.house.http(), f"/v1/clients/{shown.client}/projections"
    first = http.get(path, params={"limit": 2}).json()
    rest = http.get(path, params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [each["id"] for each in (*first["items"], *rest["items"])] == names and rest["next_cursor"] is None


def test_deleted_it_is_gone_and_so_is_its_key(shown: ShownHouse) -> None:
    house, name, other = shown.house, shown.projected(), shown.projected()
    gone = next(row for row in shown.rows()[0] if row.id == name)
    assert house.http("coordinator").delete(f"/v1/projections/{name}").status_code == 403
    assert house.http().delete(f"/v1/projections/{name}").status_code == 204
    for path in (f"/v1/projections/{name}", f"/v1/projections/{name}/content"):
        assert house.http().get(path).status_code == 404
    assert {entry.destruction.owner for entry in house.standing.office.sealing.entries()} == {gone.key}
    assert shown.picture(other).status_code == 200
    assert len(house.objects()) == 3 and house.events(shown.client)[-2] == "projection.deleted"
    assert house.http().delete(f"/v1/projections/{name}").status_code == 404


def test_it_goes_with_its_photo(shown: ShownHouse) -> None:
    name = shown.projected()
    assert shown.house.http().delete(f"/v1/photos/{shown.photo}").status_code == 204
    assert shown.house.http().get(f"/v1/projections/{name}").status_code == 404
    assert shown.rows() == ([], []) and shown.house.objects() == []
