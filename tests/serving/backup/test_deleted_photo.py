"""A photo that was deleted does not come back with yesterday's backup, whoever brings it back; its neighbors do."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from serving.backup import back_up, restore
from serving.database import Database
from serving.photos import finish_endings
from serving.photos.files import file_at
from serving.photos.sealing import geometry_at
from serving.photos.tables import Analysis, Photo
from serving.vault import Vault
from serving.vault.configured import master_key_file
from tests.serving.desk.standing import key
from tests.serving.desk.things import Clock
from tests.serving.photos.conftest import ALL, House, client, house, portrait
from tests.serving.photos.measuring import example

from .conftest import MakeHouse
from .test_erased_client import opens_by_any, running

__all__ = ["client", "house"]
Copy = tuple[str, str, str, bytes]


def copies(house: House, photo: str) -> list[Copy]:
    """What is stored of a photo and of the faces on it: whose it is, by which key, where, and the sealed bytes."""
    office = house.standing.office
    with office.database.reading() as session:
        row = session.get_one(Photo, photo)
        names = ((row.original, file_at(photo, "original")), (row.bare, file_at(photo, "bare")))
        found = [(row.client, row.key, at, office.objects.get(name)) for name, at in names]
        for each in session.scalars(select(Analysis).where(Analysis.photo == photo)):
            assert each.geometry and each.key
            found.append((each.client, each.key, geometry_at(each), each.geometry))
    return found


def opening(house: House, found: list[Copy]) -> int:
    """How many of them open with any key that is left, one after the other, as somebody with everything would try."""
    vault = house.standing.office.sealing
    assert isinstance(vault, Vault)
    living = (each for each in found if opens_by_any(vault, each[0], each[2], each[3]))
    return sum(opens_by_any(vault, owner, at, vault.unseal(whose, at, data)) for whose, owner, at, data in living)


def moved(house: House, photo: str, client: str) -> None:
    said = {"client": client, "reason": "Taken in the wrong chart"}
    assert house.http().post(f"/v1/photos/{photo}/moves", json=said, headers=key()).status_code == 200


@pytest.mark.parametrize("means", ["our own", "others"])
def test_a_deleted_photo_stays_deleted_also_after_yesterdays_backup(
    another_house: MakeHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, means: str
) -> None:
    settings, clock = another_house(), Clock()
    data, keys = tmp_path / "yesterday" / "data", tmp_path / "yesterday" / "keys"
    with running(settings, clock) as house:
        practice = (house.standing.practice, house.standing.oakland)
        ann, bea, cleo = (house.agreed(*ALL) for _ in range(3))
        gone, stays, wrong, stray = (house.kept(ann, portrait(number)) for number in range(4))
        analyses = {photo: house.analyzed(photo) for photo in (gone, stays, wrong, stray)}
        found = {photo: copies(house, photo) for photo in analyses}
        assert all(opening(house, each) == 3 for each in found.values())
        back_up(settings, data, keys, clock())

        assert house.http().delete(f"/v1/photos/{gone}").status_code == 204
        moved(house, wrong, bea)
        assert house.http().delete(f"/v1/photos/{wrong}").status_code == 204
        moved(house, stray, cleo)
        director = house.http("medical_director", strong=True)
        assert director.post(f"/v1/clients/{cleo}/erasure", json={}, headers=key()).status_code == 201
        left = {gone: 0, wrong: 0, stray: 0, stays: 3}
        assert {photo: opening(house, each) for photo, each in found.items()} == left
    file = master_key_file(settings)
    assert file and settings.data_dir
    back = another_house().model_copy(
        update={"master_key_file": file.path, "audit_key_file": settings.data_dir / "audit.key"}
    )
    if means == "others":  # a database's own tools, a disk's snapshot: nobody follows the ledger until a server starts
        monkeypatch.setattr("serving.backup.restoring._replay", lambda *_: ((), set()))
    restore(back, data, keys)
    with running(back, clock, practice) as house:
        assert {photo: opening(house, each) for photo, each in found.items()} == left
        http = house.http()
        assert [each["id"] for each in http.get(f"/v1/clients/{ann}/photos").json()["items"]] == [stays]
        assert http.get(f"/v1/photos/{stays}/content").status_code == 200
        for photo in (gone, wrong, stray):
            assert http.get(f"/v1/photos/{photo}/content").status_code == 404
        shown = {photo: http.get(f"/v1/analyses/{name}").json() for photo, name in analyses.items()}
        assert {photo: each["geometry"] for photo, each in shown.items()} == dict.fromkeys(left, "destroyed") | {
            stays: "kept"
        }
        assert shown[gone]["document"]["findings"] == example()["findings"]  # they are in the client's record
        assert "photo.deleted" in house.events(ann)


def test_a_deletion_that_was_cut_off_is_finished(house: House, client: str, database: Database) -> None:
    photo = house.kept(client)
    analysis = house.analyzed(photo)
    with database.reading() as session:
        key_of_it = session.get_one(Photo, photo).key
    office = house.standing.office
    office.sealing.destroy(key_of_it, office.now(), "photo_deleted")
    assert house.http().get(f"/v1/photos/{photo}/content").status_code == 410
    assert house.http().delete(f"/v1/photos/{photo}").status_code == 204
    second = house.kept(client)
    with database.reading() as session:
        office.sealing.destroy(session.get_one(Photo, second).key, office.now(), "photo_deleted")
    assert (finish_endings(office), finish_endings(office)) == (1, 0)
    assert house.http().get(f"/v1/photos/{second}").status_code == 404
    assert house.http().get(f"/v1/analyses/{analysis}").json()["geometry"] == "destroyed"
