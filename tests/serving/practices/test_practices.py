"""Practices, locations and catalogues over HTTP, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest
from sqlalchemy import select

from planning.practice import Practice, sample_practice
from serving.audit.tables import AuditEvent
from serving.database import Database
from serving.desk import Desk
from serving.practices.catalogue import practice_at
from serving.practices.tables import Location
from tests.serving.desk.standing import Standing, key

FILE = (files("planning") / "practice" / "sample" / "practice.yaml").read_text()
ONE = {"If-Match": '"1"'}


def admin(standing: Standing, *locations: str):
    return standing.client(standing.caller("admin", *locations, strong=True))


def bring(standing: Standing, client, text: str = FILE):
    return client.post(f"/v1/practices/{standing.practice}/catalogues", json={"file": text}, headers=key())


def test_everybody_finds_their_practice_and_no_other(standing: Standing) -> None:
    client = standing.client(standing.caller("auditor"))
    (shown,) = client.get("/v1/practices").json()["items"]
    assert (shown["id"], shown["title"], shown["catalogue"]) == (standing.practice, "Linden Aesthetics (sample)", 1)
    assert client.get(f"/v1/practices/{standing.practice}").json() == shown
    strange = f"/v1/practices/{standing.other}"
    for path in (strange, f"{strange}/catalogues", f"{strange}/catalogues/1", f"/v1/locations/{standing.abroad}"):
        assert client.get(path).status_code == 404


def test_an_admin_edits_the_practice(standing: Standing) -> None:
    path, said = f"/v1/practices/{standing.practice}", {"title": "Linden", "language": "es"}
    edited = admin(standing).patch(path, json=said, headers={"If-Match": admin(standing).get(path).headers["etag"]})
    assert (edited.status_code, edited.json()["title"], edited.json()["language"]) == (200, "Linden", "es")
    assert admin(standing).get(path).headers["etag"] == edited.headers["etag"]


def test_the_practice_as_a_whole_takes_a_role_for_the_whole(standing: Standing) -> None:
    path = f"/v1/practices/{standing.practice}"
    for caller in (standing.caller("coordinator"), standing.caller("admin", standing.oakland)):
        refused = standing.client(caller).patch(path, json={"title": "Mine"}, headers=ONE)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_locations_have_a_zone_a_state_and_who_signs(standing: Standing) -> None:
    shown = {each["handle"]: each for each in standing.client().get("/v1/locations").json()["items"]}
    assert shown.keys() == {"oakland", "reno"}
    told = {name: shown["oakland"][name] for name in ("id", "state", "time_zone", "cosignature_required", "open")}
    assert told == {
        "id": standing.oakland,
        "state": "CA",
        "time_zone": "America/Los_Angeles",
        "cosignature_required": True,
        "open": True,
    }


def test_a_location_is_edited_by_its_admin(standing: Standing) -> None:
    client, said = admin(standing, standing.oakland), {"time_zone": "America/Chicago", "cosignature_required": False}
    edited = client.patch(f"/v1/locations/{standing.oakland}", json=said, headers=ONE)
    assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
    assert edited.json() | said == edited.json()
    assert client.patch(f"/v1/locations/{standing.reno}", json=said, headers=ONE).status_code == 403
    assert client.patch(f"/v1/locations/{standing.oakland}", json=said, headers=ONE).json()["code"] == "stale"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"time_zone": "America/Atlantis"}, "time_zone_unknown"),
        ({"time_zone": "../../etc/passwd"}, "time_zone_unknown"),
        ({"state": "NV"}, "invalid_request"),
        ({"title": " "}, "invalid_request"),
    ],
)
def test_what_a_location_cannot_be_is_refused(standing: Standing, said: dict[str, str], code: str) -> None:
    refused = admin(standing).patch(f"/v1/locations/{standing.oakland}", json=said, headers=ONE)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_a_catalogue_comes_in_versions(standing: Standing) -> None:
    client, text = admin(standing), FILE.replace("Linden Reno", "Linden Reno Downtown").replace("'14.00'", "'15.00'")
    brought = bring(standing, client, text)
    assert (brought.status_code, brought.json()["number"], brought.json()["by"]) == (201, 2, "acc_1")
    path = f"/v1/practices/{standing.practice}/catalogues"
    assert [each["number"] for each in client.get(path).json()["items"]] == [2, 1]
    prices = [client.get(f"{path}/{number}").json()["document"]["menu"][0]["price"] for number in (1, 2)]
    assert prices == ["14.00", "15.00"]
    assert client.get(brought.headers["location"]).json()["number"] == 2
    assert client.get(f"{path}/3").status_code == 404
    assert client.get(f"/v1/practices/{standing.practice}").json()["catalogue"] == 2


def test_versions_that_come_at_once_get_numbers_of_their_own(standing: Standing) -> None:
    with ThreadPoolExecutor(3) as threads:
        brought = list(threads.map(lambda _: bring(standing, admin(standing)).json()["number"], range(3)))
    assert sorted(brought) == [2, 3, 4]


def test_a_file_that_is_wrong_is_told_by_its_lines(standing: Standing) -> None:
    refused = bring(standing, admin(standing), FILE.replace("currency: USD", "currency: dollars"))
    assert (refused.status_code, refused.json()["code"]) == (422, "document_invalid")
    assert "practice file:5:" in refused.json()["details"]["problems"][0]
    assert admin(standing).get(f"/v1/practices/{standing.practice}").json()["catalogue"] == 1


def test_another_practices_file_is_refused(standing: Standing) -> None:
    refused = bring(standing, admin(standing), FILE.replace("id: linden_aesthetics", "id: maple_skin"))
    assert refused.json()["code"] == "catalogue_of_another_practice"


def test_decisions_on_rules_take_a_directors_leave(standing: Standing) -> None:
    """An admin brings prices and rooms; what a medical director decided stays as it was decided."""
    text = FILE.replace("signed_on: 2026-05-04", "signed_on: 2026-05-05")
    refused = bring(standing, admin(standing), text)
    assert (refused.status_code, refused.json()["details"]) == (403, {"action": "rule.update"})
    director = standing.client(standing.caller("medical_director", strong=True))
    assert bring(standing, director, text).status_code == 201


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor", "tablet", "integration"])
def test_others_bring_no_catalogue(standing: Standing, role) -> None:
    assert bring(standing, standing.client(standing.caller(role))).status_code == 403


def test_a_tablet_reads_no_catalogue(standing: Standing) -> None:
    tablet = standing.client(standing.caller("tablet", client="cli_01KAN6W0000000000000000000"))
    assert tablet.get(f"/v1/practices/{standing.practice}/catalogues/1").status_code == 404


def test_a_location_that_left_the_catalogue_is_closed_and_may_come_back(standing: Standing) -> None:
    client, without = admin(standing), FILE[: FILE.index("  - id: reno")]
    director = standing.client(standing.caller("medical_director", strong=True))
    assert bring(standing, director, without).status_code == 201
    assert client.get(f"/v1/locations/{standing.reno}").json()["open"] is False
    assert bring(standing, director, FILE).status_code == 201
    assert client.get(f"/v1/locations/{standing.reno}").json()["open"] is True


def at(standing: Standing, location: str) -> Practice:
    desk = Desk(standing.office, standing.caller(), standing.clock(), "GET", "en")
    with desk.reading() as work:
        return practice_at(work, work.session.get_one(Location, location))


def test_plans_are_made_with_the_very_practice_that_was_written(standing: Standing) -> None:
    """Kept and read back it is the same, down to what a location inherits."""
    assert at(standing, standing.oakland) == sample_practice().at("oakland")
    assert at(standing, standing.reno) == sample_practice().at("reno")


def test_a_locations_own_settings_stay_over_a_new_catalogue(standing: Standing) -> None:
    said = {"cosignature_required": False, "title": "Linden by the Lake"}
    admin(standing).patch(f"/v1/locations/{standing.oakland}", json=said, headers=ONE)
    bring(standing, admin(standing))
    practice = at(standing, standing.oakland)
    assert (practice.location.supervision, practice.location.title) == (False, "Linden by the Lake")


def test_nothing_of_the_people_in_a_catalogue_is_kept_in_the_clear(standing: Standing, database: Database) -> None:
    with database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM catalogues").all()
    values = [bytes(value) if isinstance(value, memoryview) else value for row in rows for value in row]
    assert len(values) > 10 and "Okafor" not in repr(values)


def test_what_is_changed_is_on_record(standing: Standing, database: Database) -> None:
    admin(standing).patch(f"/v1/locations/{standing.oakland}", json={"title": "Lake"}, headers=ONE)
    bring(standing, admin(standing))
    with database.reading() as session:
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.practice == standing.practice).order_by(AuditEvent.number)
        ).all()
    assert [(event.event, event.actor) for event in events] == [
        ("practice.created", "operator"),
        ("location.created", "operator"),
        ("location.created", "operator"),
        ("catalogue.created", "operator"),
        ("location.updated", "acc_1"),
        ("catalogue.created", "acc_1"),
    ]
