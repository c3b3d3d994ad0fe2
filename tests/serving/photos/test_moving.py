"""A photo in the wrong client's chart goes to the client whose it is, whole, or not at all."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from serving.desk import Work
from serving.photos import analyses, open_file
from serving.photos.analysis_schemas import NewAnalysis
from serving.photos.errors import PhotoChangedError
from serving.photos.tables import Analysis, Photo
from serving.vault import SealBrokenError
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import ALL, House, portrait
from tests.serving.photos.measuring import example
from tests.serving.photos.test_analyses import LENT, shown
from tests.serving.photos.test_comparisons import compare
from tests.serving.photos.test_corrections import LINES, correct


def move(house: House, photo: str, client: str, http=None, headers=None):
    house.later()
    said = {"client": client, "reason": "Taken in the wrong chart"}
    return (http or house.http()).post(f"/v1/photos/{photo}/moves", json=said, headers=headers or key())


@pytest.fixture
def other(house: House) -> str:
    return house.agreed(*ALL)


def test_a_photo_moves_with_all_that_was_read_from_it(house: House, client: str, other: str) -> None:
    photo = house.kept(client)
    analysis = house.analyzed(photo)
    correct(house, analysis, "regrade", grade=1, **LINES)
    before = house.objects()
    moved = move(house, photo, other, house.http("coordinator"))
    assert moved.status_code == 200, moved.text
    assert (moved.json()["client"], moved.json()["moved_because"]) == (other, "Taken in the wrong chart")
    assert house.http().get(f"/v1/photos/{photo}/content").status_code == 200
    one = shown(house, analysis, caller={"scopes": LENT}, include="biometrics")
    assert one["client"] == other and one["document"] == example()
    assert [each["grade"] for each in one["said"]] == [1]
    assert house.http().get(f"/v1/clients/{client}/photos").json()["items"] == []
    assert house.http().get(f"/v1/clients/{client}/analyses").json()["items"] == []
    assert not set(before) & set(house.objects()) and {name.split("/")[1] for name in house.objects()} == {other}


def test_what_was_moved_is_sealed_for_the_other_client_alone(house: House, client: str, other: str) -> None:
    photo = house.kept(client)
    analysis = house.analyzed(photo)
    move(house, photo, other)
    office = house.standing.office
    with office.database.reading() as session:
        row = session.scalars(select(Analysis).where(Analysis.id == analysis)).one()
        kept = session.get_one(Photo, photo)
    with pytest.raises(SealBrokenError):
        office.sealing.unseal(client, f"analyses.sealed:{analysis}", row.sealed)
    office.sealing.destroy(client, office.now(), "erasure_request")
    assert open_file(office, kept, "original") == portrait()
    assert shown(house, analysis)["findings"]


def test_it_moves_on_the_other_clients_agreements(house: House, client: str) -> None:
    photo, stranger = house.kept(client), house.agreed()
    refused = move(house, photo, stranger)
    assert (refused.status_code, refused.json()["details"]) == (403, {"scopes": ["storage"]})
    house.analyzed(photo)
    house.sign(stranger, "storage")
    refused = move(house, photo, stranger)
    assert (refused.status_code, refused.json()["details"]) == (403, {"scopes": ["biometric", "analysis"]})
    assert house.http().get(f"/v1/photos/{photo}").json()["client"] == client
    assert {name.split("/")[1] for name in house.objects()} == {client}


def test_what_was_measured_of_two_people_is_gone(house: House, client: str, other: str) -> None:
    photo, smile = house.kept(client), house.kept(client, portrait(1), expression="smile")
    alone, pair = house.analyzed(photo), house.analyzed(photo, animated=smile)
    compared = compare(house, photo, smile).json()["id"]
    assert move(house, smile, other).status_code == 200
    assert shown(house, alone)["client"] == client
    for path in (f"/v1/analyses/{pair}", f"/v1/comparisons/{compared}"):
        assert house.http().get(path).status_code == 404


def test_a_second_photo_that_moves_at_the_last_moment_leaves_no_analysis_of_two_people(
    house: House, client: str, other: str
) -> None:
    """After permission was asked again and before the write: two requests may come so close."""
    smile = house.kept(client, portrait(1), expression="smile")
    photo, office, new = house.kept(client), house.standing.office, NewAnalysis(animated=smile)
    caller = house.standing.caller("provider")
    with office.database.reading() as session:
        asked = analyses.may_analyze(Work(session, caller, office.now(), office), photo, new)
    assert move(house, smile, other).status_code == 200
    with pytest.raises(PhotoChangedError), office.database.writing() as session:
        analyses.keep(Work(session, caller, office.now(), office), asked, new, b"{}", "")
    assert house.http().get(f"/v1/clients/{client}/analyses").json()["items"] == []


def test_a_repeated_move_is_one(house: House, client: str, other: str) -> None:
    photo, again = house.kept(client), key()
    first, second = (move(house, photo, other, headers=again) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotency-replayed"] == "true"
    third = move(house, photo, other)
    assert (third.status_code, third.json()["code"]) == (409, "photo_is_there_already")
    assert len(house.objects()) == 2


def test_both_clients_must_be_the_callers_to_reach(house: House, client: str) -> None:
    photo = house.kept(client)
    abroad = house.standing.caller(practice=house.standing.other)
    theirs = house.agreed(*ALL, caller=abroad, location=house.standing.abroad)
    reno = house.agreed(*ALL, location=house.standing.reno)
    assert move(house, photo, theirs).status_code == 404
    assert move(house, photo, reno, house.http("provider", house.standing.oakland)).status_code == 404
    assert house.http().get(f"/v1/photos/{photo}").json()["client"] == client


def test_a_move_is_in_the_history_of_both(house: House, client: str, other: str) -> None:
    move(house, house.kept(client), other)
    assert house.events(client)[-1] == "photo.moved_away" and house.events(other)[-1] == "photo.moved"
