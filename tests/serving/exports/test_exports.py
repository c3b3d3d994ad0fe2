"""A client's own copy over HTTP: everything that may leave, and nothing that may not."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from fhir.resources.R4B.bundle import Bundle
from PIL import Image

from serving.access import Role
from serving.app import create_app
from serving.every_kept import KEPT
from serving.settings import Settings
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import PLACE, House
from tests.serving.photos.measuring import SECRET_PX

# Ours alone; what is not decided or shared is no client's to have.
STAYS_HERE = {
    "assignments",
    "tablet_sessions",
    "given_answers",
    "client_merges",
}


def measured(house: House, client: str) -> str:
    photo = house.kept(client)
    house.analyzed(photo)
    assert house.http().post(f"/v1/clients/{client}/visits", json={"day": "2026-11-20"}, headers=key()).is_success
    return photo


def opened(house: House, client: str, **asked: str) -> zipfile.ZipFile:
    sent = house.http().get(f"/v1/clients/{client}/export", params=asked)
    assert (sent.status_code, sent.headers["cache-control"]) == (200, "no-store")
    return zipfile.ZipFile(io.BytesIO(sent.content))


def test_what_leaves_was_decided_for_every_table() -> None:
    stays = {kept.table.__tablename__ for kept in KEPT.tables if not kept.exported}
    assert {name for name in stays if not name.startswith("plan")} <= STAYS_HERE


def test_everything_that_may_leave_is_there(house: House, client: str) -> None:
    photo = measured(house, client)
    archive = opened(house, client)
    assert archive.testzip() is None
    said = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
    assert said["client.json"]["name"] == "Ann Example"
    assert {each["scope_name"] for each in said["consents.json"]} == {"storage", "biometric", "analysis"}
    assert all(each["words"]["body"] and each["content"]["typed_name"] for each in said["consents.json"])
    assert said["visits.json"][0]["day"] == "2026-11-20"
    assert said["analyses.json"][0]["content"]["findings"]
    with Image.open(io.BytesIO(archive.read(f"photos/{photo}.jpg"))) as picture:
        assert picture.size == (260, 300) and not picture.getexif()
    lines = archive.read("who_did_what.csv").decode()
    assert "photo.received" in lines or "photo.created" in lines
    assert "missing.json" not in archive.namelist()


def test_no_geometry_and_no_place_leaves(house: House, client: str) -> None:
    measured(house, client)
    archive = opened(house, client)
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert str(SECRET_PX).encode() not in whole and PLACE not in whole
    assert b"ending" not in whole and b"original" not in whole.replace(b'"original": null', b"")


def test_another_clients_things_are_not_in_it(house: House, client: str) -> None:
    measured(house, client)
    other = house.agreed("storage", name="Bea Other")
    photo = house.kept(other)
    archive = opened(house, client)
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert other.encode() not in whole and b"Bea Other" not in whole and photo.encode() not in whole


def test_as_a_bundle_it_is_valid_fhir(house: House, client: str) -> None:
    measured(house, client)
    sent = house.http().get(f"/v1/clients/{client}/export", params={"format": "fhir"})
    assert sent.headers["content-type"].startswith("application/fhir+json")
    bundle = Bundle.model_validate_json(sent.content)
    kinds = {entry.resource.get_resource_type() for entry in bundle.entry}
    assert kinds >= {"Patient", "Consent", "DocumentReference", "Observation", "Provenance", "AuditEvent"}


def test_it_is_on_record(house: House, client: str) -> None:
    opened(house, client)
    assert house.events(client)[-1] == "client.exported"


@pytest.mark.parametrize("role", ["coordinator", "auditor", "admin", "integration", "tablet"])
def test_who_may_not(house: House, client: str, role: Role) -> None:
    more = {"client": client} if role == "tablet" else {}
    refused = house.http(role, **more).get(f"/v1/clients/{client}/export")
    assert refused.status_code in (403, 404)
    assert "client.exported" not in house.events(client)


def test_strangers_are_not_found(house: House, client: str) -> None:
    for stranger in ({"practice": house.standing.other}, {"assigned_only": True}):
        assert house.http("provider", **stranger).get(f"/v1/clients/{client}/export").status_code == 404
    elsewhere = house.http("provider", house.standing.reno)
    assert elsewhere.get(f"/v1/clients/{client}/export").status_code == 404


def test_a_photo_that_was_destroyed_meanwhile_is_named(house: House, client: str) -> None:
    photo = house.kept(client)
    for name in house.objects():
        house.standing.office.objects.delete(name)
    archive = opened(house, client)
    assert json.loads(archive.read("missing.json")) == [{"file": f"photos/{photo}.jpg", "code": "object_missing"}]


def test_a_bundle_is_described_as_json_and_not_as_bytes() -> None:
    answers = create_app(Settings()).openapi()["paths"]["/v1/clients/{client}/export"]["get"]["responses"]
    described = {name: part["schema"]["type"] for name, part in answers["200"]["content"].items()}
    assert described == {"application/zip": "string", "application/fhir+json": "object"}
