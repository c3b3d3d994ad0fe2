"""Every kind of what is kept about a client is exported, merged and erased: over the registry, so none is missed."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from serving.every_kept import KEPT
from serving.vault import KeyDestroyedError
from tests.serving.desk.standing import key
from tests.serving.merging.test_merging import sealed_of
from tests.serving.photos.conftest import House, house

from .everything import MAKERS, everything, kinds

__all__ = ["house"]


def test_a_new_kind_needs_a_maker() -> None:
    """Or no test below would look at it."""
    assert set(MAKERS) == {kept.table.__tablename__ for kept in KEPT.tables}


def test_every_kind_that_may_leave_is_in_the_clients_own_copy(house: House) -> None:
    client = everything(house)
    sent = house.http().get(f"/v1/clients/{client}/export")
    archive = zipfile.ZipFile(io.BytesIO(sent.content))
    leaving = {kept.table.__tablename__ for kept in KEPT.tables if kept.exported}
    there = {name.removesuffix(".json") for name in archive.namelist() if json_rows(archive, name)}
    assert leaving <= there and not (set(MAKERS) - leaving) & there


def test_every_kind_becomes_the_other_entrys_and_opens_there(house: House) -> None:
    other, client = everything(house), house.agreed()
    before = len(sealed_of(house, other))
    said = {"other": other, "reason": "Entered twice"}
    merged = house.http("medical_director").post(f"/v1/clients/{client}/merges", json=said, headers=key())
    assert merged.status_code == 201, merged.text
    goes = {kept.table.__tablename__ for kept in KEPT.tables if kept.goes}
    assert kinds(house, client) == set(MAKERS) - goes and kinds(house, other) == set()
    assert len(sealed_of(house, client)) >= before


def test_nothing_of_any_kind_is_left_after_erasure(house: House) -> None:
    client, other = everything(house), everything(house)
    office = house.standing.office
    with office.database.reading() as session:
        sealed = [
            (at(row), getattr(row, column))
            for kept, row in KEPT.rows(session, client)
            for column, at in kept.sealed.items()
            if getattr(row, column) is not None
        ]
    assert len(sealed) >= len(MAKERS)
    director = house.http("medical_director", strong=True)
    assert director.post(f"/v1/clients/{client}/erasure", json={}, headers=key()).status_code == 201
    assert kinds(house, client) == set() and kinds(house, other) == set(MAKERS)
    for at, data in sealed:
        with pytest.raises(KeyDestroyedError):
            office.sealing.unseal(client, at, data)
    assert {name.split("/")[1] for name in house.objects()} == {other}


def json_rows(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether it is a list that is not empty."""
    return name.endswith(".json") and bool(rows := json.loads(archive.read(name))) and isinstance(rows, list)
