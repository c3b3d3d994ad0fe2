"""Photos over HTTP: kept on an agreement, sealed, shown without a word of where they were taken."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from serving.desk.orphans import LEFT_ALONE, sweep_orphans
from serving.photos.tables import Photo
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import PLACE, House, portrait


def test_a_photo_is_read_back(house: House, client: str) -> None:
    sent = house.send(client, view="left_oblique", expression="smile", tablet="front-1", taken_at="2026-11-21T10:00Z")
    assert sent.status_code == 201, sent.text
    shown = sent.json()
    said = {"client": client, "view": "left_oblique", "expression": "smile", "tablet": "front-1", "format": "jpeg"}
    assert said.items() <= shown.items()
    assert (shown["width"], shown["height"], shown["size_bytes"]) == (260, 300, len(portrait()))
    assert sent.headers["location"] == f"/v1/photos/{shown['id']}"
    assert house.http().get(f"/v1/photos/{shown['id']}").json() == shown
    assert house.http().get(f"/v1/clients/{client}/photos").json() == {"items": [shown], "next_cursor": None}


def test_what_leaves_holds_pixels_alone(house: House, client: str) -> None:
    assert PLACE in portrait()
    content = house.http().get(f"/v1/photos/{house.kept(client)}/content")
    assert (content.status_code, content.headers["content-type"]) == (200, "image/jpeg")
    assert content.headers["cache-control"] == "no-store"
    with Image.open(io.BytesIO(content.content)) as picture:
        assert picture.size == (260, 300) and not picture.getexif() and set(picture.info) <= {"jfif", *JFIF}
    assert PLACE not in content.content


JFIF = ("jfif_version", "jfif_unit", "jfif_density", "dpi")


def test_the_file_is_kept_as_it_came_and_nothing_of_it_in_the_clear(house: House, client: str) -> None:
    from serving.photos import open_file

    photo = house.kept(client, tablet="tablet-of-the-hall")
    with house.standing.office.database.reading() as session:
        row = session.get_one(Photo, photo)
    assert open_file(house.standing.office, row, "original") == portrait()
    dumped = house.dumped()
    for told in (portrait()[200:300], PLACE, b"tablet-of-the-hall", b"left_oblique"):
        assert told not in dumped


def test_without_an_agreement_nothing_is_kept(house: House) -> None:
    for scopes in ((), ("biometric", "analysis")):
        refused = house.send(house.agreed(*scopes))
        assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
        assert refused.json()["details"] == {"scopes": ["storage"]}
    assert house.objects() == []


@pytest.mark.parametrize(("data", "code"), [(b"a text", "photo_not_an_image"), (portrait()[:900], "photo_truncated")])
def test_what_is_no_photo_is_refused(house: House, client: str, data: bytes, code: str) -> None:
    refused = house.send(client, data)
    assert refused.json()["code"] == code
    assert house.objects() == []


@pytest.mark.parametrize(
    "said",
    [
        {"view": "behind"},
        {"expression": "bored"},
        {"taken_at": "2026-11-22"},
        {"taken_at": "2027-01-01T00:00Z"},
        {"taken_at": "0001-01-01T00:00+23:59"},
    ],
)
def test_what_is_wrongly_said_is_refused(house: House, client: str, said: dict) -> None:
    refused = house.send(client, **said)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")


def test_a_repeated_request_keeps_one_photo(house: House, client: str) -> None:
    again = key()
    first, second = (house.send(client, headers=again) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"
    other = house.send(client, portrait(1), headers=again)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert len(house.objects()) == 2
    without = house.http().post(f"/v1/clients/{client}/photos", files={"photo": portrait()})
    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_required")


def test_strangers_photos_are_not_there(house: House, client: str) -> None:
    photo = house.kept(client)
    strangers = [
        house.http("medical_director", practice=house.standing.other),
        house.http("provider", house.standing.reno),
        house.http("provider", id="acc_9", assigned_only=True),
        *(house.http(role, strong=True) for role in ("admin", "auditor")),
        house.http("tablet", client=client),
        house.http("integration", scopes=frozenset({"clients.read", "photos.write"})),
    ]
    for http in strangers:
        answers = [
            http.get(f"/v1/photos/{photo}"),
            http.get(f"/v1/photos/{photo}/content"),
            http.delete(f"/v1/photos/{photo}"),
            http.get(f"/v1/clients/{client}/photos"),
            http.post(f"/v1/photos/{photo}/moves", json={"client": client, "reason": "mine"}, headers=key()),
        ]
        assert {(each.status_code, each.json()["code"]) for each in answers} == {(404, "not_found")}
    assert house.http().get("/v1/photos/pho_01KAN6W0000000000000000000").status_code == 404


def test_a_tablet_sends_its_clients_photos_and_no_others(house: House, client: str) -> None:
    tablet = house.http("tablet", client=client)
    assert house.send(client, http=tablet).status_code == 201
    other = house.agreed("storage")
    assert house.send(other, http=tablet).status_code == 404


def test_deleting_is_a_providers(house: House, client: str) -> None:
    photo, kept = house.kept(client), house.kept(client, portrait(1))
    refused = house.http("coordinator").delete(f"/v1/photos/{photo}")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert house.http().delete(f"/v1/photos/{photo}").status_code == 204
    assert house.http().get(f"/v1/photos/{photo}").status_code == 404
    assert house.http().get(f"/v1/photos/{kept}/content").status_code == 200
    assert len(house.objects()) == 2


def test_who_looked_is_on_record(house: House, client: str) -> None:
    photo = house.kept(client)
    house.http().get(f"/v1/photos/{photo}")
    house.http().get(f"/v1/photos/{photo}/content")
    house.http().get(f"/v1/clients/{client}/photos")
    house.http().delete(f"/v1/photos/{photo}")
    looked = ["photo.received", "photo.read", "photo.viewed", "photo.listed", "photo.deleted"]
    assert [event for event in house.events(client) if event.startswith("photo")] == looked
    assert house.told()[-1] == "photo.received"


def test_what_no_row_names_is_swept(house: House, client: str) -> None:
    house.kept(client)
    office = house.standing.office
    kept = house.objects()
    orphan = office.objects.put(house.standing.practice, client, b"sealed")
    assert sweep_orphans(office) == []
    house.standing.clock.at = max(each.at for each in office.objects.kept()) + LEFT_ALONE + timedelta(seconds=1)
    assert sweep_orphans(office) == [orphan]
    assert house.objects() == kept
