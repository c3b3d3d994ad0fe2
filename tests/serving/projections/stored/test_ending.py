"""What ends a projection, at once and for good; and what it goes with: a merge, a move, an export, an erasure."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from serving.photos.ending import unseal_twice
from serving.projections.stored.destroying import finish_projection_endings
from serving.projections.stored.sealing import picture_at, shown_at
from serving.projections.stored.tables import ProjectionFile, StoredProjection
from serving.retention import sweep_retention
from serving.vault import KeyDestroyedError, SealBrokenError
from tests.serving.desk.standing import key
from tests.serving.photos.test_moving import move

from .conftest import ShownHouse, may_be_shown, told

TERM = timedelta(days=3 * 365)


def opened(shown: ShownHouse, row: StoredProjection, file: ProjectionFile, sealed: bytes) -> bool:
    """Whether rows and objects as they were, in a backup say, open with what is left."""
    sealing = shown.house.standing.office.sealing
    try:
        unseal_twice(sealing, row.client, row.key, shown_at(row), row.sealed)
        unseal_twice(sealing, row.client, row.key, picture_at(file.id), sealed)
    except KeyDestroyedError:
        return False
    return True


@pytest.mark.parametrize("scope", ["projection", "biometric", "storage"])
def test_a_withdrawal_destroys_it_in_the_same_request(shown: ShownHouse, scope: str) -> None:
    house, name = shown.house, shown.projected()
    (row,), (file,) = shown.rows()
    sealed = house.standing.office.objects.get(file.object)
    assert opened(shown, row, file, sealed)
    house.withdraw(shown.consent(scope))
    assert house.http().get(f"/v1/projections/{name}").status_code == 404
    assert shown.rows() == ([], []) and not opened(shown, row, file, sealed)
    assert file.object not in house.objects()
    assert "projections.destroyed" in house.events(shown.client)
    assert bool(house.objects()) == (scope != "storage")


def test_other_agreements_leave_it(shown: ShownHouse) -> None:
    name = shown.projected()
    shown.house.withdraw(shown.consent("analysis"))
    assert shown.picture(name).status_code == 200


def test_its_answer_is_not_given_again_once_the_agreement_is_taken_back(shown: ShownHouse) -> None:
    once = key()
    assert shown.project(headers=once).status_code == 201
    shown.house.withdraw(shown.consent("projection"))
    again = shown.project(headers=once)
    assert (again.status_code, again.json()["code"]) == (403, "consent_missing")


def test_rows_that_a_backup_brought_back_are_deleted_again_and_nothing_of_them_opens(shown: ShownHouse) -> None:
    """The ledger tells of the key; the row is there as it was yesterday."""
    house, name, other = shown.house, shown.projected(), shown.projected()
    office, row = house.standing.office, next(row for row in shown.rows()[0] if row.id == name)
    office.sealing.destroy(row.key, office.now(), "projection_deleted")
    for path in (f"/v1/projections/{name}", f"/v1/projections/{name}/content"):
        assert house.http().get(path).status_code == 410
    assert (finish_projection_endings(office), finish_projection_endings(office)) == (1, 0)
    assert [row.id for row in shown.rows()[0]] == [other] and shown.picture(other).status_code == 200
    assert house.events(shown.client)[-2:] == ["projection.deleted", "projection.viewed"]


def test_three_years_after_the_last_visit_it_is_gone(shown: ShownHouse) -> None:
    shown.projected()
    shown.house.standing.clock.at += TERM - timedelta(days=3)
    assert sweep_retention(shown.house.standing.office) == {}
    shown.house.standing.clock.at += timedelta(days=2)
    gone = sweep_retention(shown.house.standing.office)
    assert (gone["projections"], gone["photos"], gone["objects"]) == (1, 1, 3)
    assert shown.rows() == ([], []) and shown.house.objects() == []


def test_it_moves_with_its_photo_to_whom_it_may_be_shown(shown: ShownHouse) -> None:
    house, name = shown.house, shown.projected(views=["projection", "side_by_side"])
    before = shown.picture(name).content
    ((row,), _) = shown.rows()
    other = may_be_shown(house)
    assert move(house, shown.photo, other).status_code == 200
    one = house.http().get(f"/v1/projections/{name}").json()
    theirs = {each["id"] for each in house.http().get(f"/v1/clients/{other}/consents").json()["consents"]}
    assert one["client"] == other and set(one["consents"]) <= theirs
    assert shown.picture(name).content == before
    assert house.http().get(f"/v1/clients/{shown.client}/projections").json()["items"] == []
    assert {name.split("/")[1] for name in house.objects()} == {other}
    with pytest.raises(SealBrokenError):
        house.standing.office.sealing.unseal(shown.client, shown_at(row), shown.rows()[0][0].sealed)
    house.standing.office.sealing.destroy(shown.client, house.standing.office.now(), "erasure_request")
    assert shown.picture(name, view="side_by_side").status_code == 200


@pytest.mark.parametrize("why", ["no_agreement", "under_age", "on_hold"])
def test_where_the_other_client_may_not_be_shown_it_the_photo_goes_alone(shown: ShownHouse, why: str) -> None:
    house, name = shown.house, shown.projected()
    scopes = ("storage", "biometric", "analysis", *([] if why == "no_agreement" else ["projection"]))
    other = house.agreed(*scopes, **({"date_of_birth": "2012-01-01"} if why == "under_age" else {}))
    if why != "on_hold":
        told(house, other)
    assert move(house, shown.photo, other).status_code == 200
    assert house.http().get(f"/v1/projections/{name}").status_code == 404
    assert shown.rows() == ([], []) and len(house.objects()) == 2
    assert house.events(shown.client)[-2:] == ["projections.destroyed", "photo.moved_away"]


def test_merged_it_opens_with_the_key_that_stays(shown: ShownHouse) -> None:
    house, name = shown.house, shown.projected()
    stays = may_be_shown(house)
    before = shown.picture(name).content
    director = house.http("medical_director")
    said = {"other": shown.client, "reason": "Entered twice", "keep_profile": "this"}
    merged = director.post(f"/v1/clients/{stays}/merges", json=said, headers=key())
    assert merged.status_code == 201, merged.text
    assert shown.picture(name).content == before
    assert house.http().get(f"/v1/projections/{name}").json()["client"] == stays
    given = house.http().get(f"/v1/clients/{stays}/consents").json()["consents"]
    house.withdraw(next(each["id"] for each in given if each["scope"] == "projection"))
    assert shown.rows() == ([], [])


def exported(shown: ShownHouse) -> zipfile.ZipFile:
    answer = shown.house.http("medical_director").get(f"/v1/clients/{shown.client}/export")
    assert answer.status_code == 200, answer.text
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_client_is_handed_it_with_its_label(shown: ShownHouse) -> None:
    name = shown.projected()
    archive = exported(shown)
    assert archive.read(f"projections/{name}-projection.jpeg") == shown.picture(name).content
    (row,) = json.loads(archive.read("projections.json"))
    assert row["id"] == name and row["content"]["schema"] == "countenance.projection/1"
    assert "key" not in row and "object" not in str(archive.read("projection_files.json"))
    resources = [each["resource"] for each in json.loads(archive.read("fhir.json"))["entry"]]
    photo, made = [each for each in resources if each["resourceType"] == "DocumentReference"]
    assert made["type"]["text"] == "A projection: simulated, no promise" and "type" not in photo
    assert made["relatesTo"][0]["target"]["reference"] == f"DocumentReference/{photo['id']}"
    assert {each["attachment"]["url"] for each in made["content"]} <= set(archive.namelist())


def plan_of(shown: ShownHouse) -> str:
    """One by hand, with a visit."""
    http, house = shown.house.http(), shown.house
    made = http.post(f"/v1/clients/{shown.client}/plans", json={"by_hand": True}, headers=key())
    name = made.json()["id"]
    edit = {"edits": [{"kind": "add_item", "treatment": "vascular_laser", "visits": 1, "primary": True}]}
    done = http.patch(f"/v1/plans/{name}", json=edit | {"why": "Asked for"}, headers={"If-Match": made.headers["etag"]})
    assert done.status_code == 200, done.text
    house.later()
    return str(name)


def test_of_a_plan_its_visits_are_shown_and_no_draft_leaves(shown: ShownHouse) -> None:
    """Drafts reach clients by no route, and systems neither: not as a picture."""
    plan = plan_of(shown)
    name = shown.projected(plan=plan, treatments=None, views=["projection", "over_time"])
    one = shown.house.http().get(f"/v1/projections/{name}").json()
    assert (one["plan"], one["plan_number"], one["views"]) == (plan, 2, ["projection", "over_time"])
    assert one["document"]["treatments"][0]["treatment"] == "vascular_laser"
    system = shown.house.http("integration", scopes=frozenset({"projections.read", "plans.read", "clients.read"}))
    for path in ("", "/content"):
        kept_back = system.get(f"/v1/projections/{name}{path}")
        assert (kept_back.status_code, kept_back.json()["code"]) == (409, "plan_not_shared")
    names = exported(shown).namelist()
    assert "projections.json" not in names and not [each for each in names if each.startswith("projections/")]


def test_a_plan_that_has_ended_is_shown_no_more(shown: ShownHouse) -> None:
    plan = plan_of(shown)
    http = shown.house.http()
    said = {"reason": "not_indicated", "words": "No"}
    declined = http.post(f"/v1/plans/{plan}/decline", json=said, headers=key())
    assert declined.status_code == 200, declined.text
    answer = shown.project(plan=plan, treatments=None)
    assert (answer.status_code, answer.json()["code"]) == (409, "plan_state")
    other = may_be_shown(shown.house)
    photo = shown.house.kept(other)
    refused = shown.project(client=other, photo=photo, plan=plan, treatments=None)
    assert (refused.status_code, refused.json()["code"]) == (422, "plan_of_another_client")
