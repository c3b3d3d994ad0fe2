"""One client with everything, through the API: backed up, erased, restored. On both databases and both object stores.

After erasure no byte of the client's photos or payload decrypts with anything that is left, also after yesterday's
backup is back, whoever brought it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from serving.app import create_app
from serving.backup import back_up, restore
from serving.clients import Client
from serving.clients.person import where as person_at
from serving.database import Base, open_database
from serving.database.schema import Schema
from serving.every_kept import KEPT
from serving.objects import ObjectMissingError
from serving.settings import Settings
from serving.stores import database_url
from serving.vault import Vault
from serving.vault.configured import master_key_file
from serving.vault.sealed import NONCE_BYTES
from tests.serving.desk.issuer import authenticate
from tests.serving.desk.standing import founded, key
from tests.serving.desk.things import Clock
from tests.serving.photos.conftest import House, Served, portrait, serve
from tests.serving.photos.measuring import MeasuringEngine
from tests.serving.plans.planning_day import TOLD as PROFILE
from tests.serving.vault.finding import files_with

from .conftest import MakeHouse

SHOWN = {"treatments": [{"treatment": "vascular_laser", "zones": ["nose"]}], "views": ["projection"]}
TOLD = [b"Ann Example", b"ann@example.com", b"1985-04-12", portrait()[300:400]]


@contextmanager
def running(settings: Settings, clock: Clock, practice: tuple[str, str] | None = None) -> Iterator[House]:
    """The whole server on these places; with a practice, unless there is one already."""
    database = open_database(database_url(settings))
    Base.metadata.create_all(database.engine)
    Schema(database).stamp()
    database.close()
    engine = MeasuringEngine()
    app = create_app(settings, lambda _: engine, clock, authenticate)
    with serve(app) as url:
        office = app.state.services.office
        name, oakland = practice or _founded(office)
        yield House(Served(app, office, clock, name, "", oakland, "", "", url=url), engine)
        engine.faces.release()


def _founded(office) -> tuple[str, str]:
    name, locations = founded(office, "linden_aesthetics")
    return name, locations["oakland"]


def everything(house: House) -> str:
    """The id of a client of whom there is something in every view."""
    client = house.agreed("storage", "biometric", "analysis", "planning", "projection")
    photo = house.kept(client)
    http = house.http()

    visit = http.post(f"/v1/clients/{client}/visits", json={"day": "2026-11-20"}, headers=key())
    assert visit.status_code == 201
    house.analyzed(photo)
    told = http.put(f"/v1/clients/{client}/profile", json=PROFILE)
    assert told.is_success, told.text
    plan = http.post(f"/v1/clients/{client}/plans", json={"by_hand": True}, headers=key())
    assert plan.status_code == 201, plan.text
    shown = http.post(f"/v1/clients/{client}/projections", json={"photo": photo} | SHOWN, headers=key())
    assert shown.status_code == 201, shown.text
    return client


def opens(house: House, client: str) -> int:
    """How much of a client's stored bytes opens with any key that is left, tried without the vault's own rules."""
    office = house.standing.office
    vault = office.sealing
    assert isinstance(vault, Vault)
    sealed: list[tuple[str, bytes]] = []
    with office.database.reading() as session:
        row = session.get_one(Client, client)
        sealed += [(person_at(client), row.sealed)] if row.sealed else []
        for kept, each in KEPT.rows(session, client):
            sealed += [(at(each), getattr(each, name)) for name, at in kept.sealed.items() if getattr(each, name)]
            for name, at in kept.objects.items():
                with suppress(ObjectMissingError):
                    sealed.append((at(each), office.objects.get(getattr(each, name))))
    return sum(opens_by_any(vault, client, what, data) for what, data in sealed)


def opens_by_any(vault: Vault, owner: str, what: str, data: bytes) -> bool:
    bound = data[:5] + len(owner).to_bytes(2, "big") + owner.encode() + what.encode()
    for stored in vault.store.every():
        bare = AESGCM(vault.keyring.unwrap(stored.master, stored.wrapped, stored.context))
        with suppress(InvalidTag):
            bare.decrypt(data[5 : 5 + NONCE_BYTES], data[5 + NONCE_BYTES :], bound)
            return True
    return False


@pytest.mark.parametrize("means", ["our own", "others"])
def test_nothing_of_an_erased_client_opens_also_after_yesterdays_backup(
    another_house: MakeHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, means: str
) -> None:
    settings, clock = another_house(), Clock()
    data, keys = tmp_path / "yesterday" / "data", tmp_path / "yesterday" / "keys"
    with running(settings, clock) as house:
        practice = (house.standing.practice, house.standing.oakland)
        client, other = everything(house), everything(house)
        vault = house.standing.office.sealing
        assert isinstance(vault, Vault) and settings.data_dir
        with vault.store.reading() as rows:
            wrapped = [stored.wrapped for stored in rows.all_of([client]).values()]
        assert opens(house, client) >= 12 and opens(house, client) == opens(house, other)
        back_up(settings, data, keys, clock())
        director = house.http("medical_director", strong=True)

        assert director.post(f"/v1/clients/{client}/erasure", json={}, headers=key()).status_code == 201
        assert opens(house, client) == 0 and opens(house, other) >= 12
        office = house.standing.office
        assert not list(office.objects.kept(f"{practice[0]}/{client}"))
        assert list(office.objects.kept(f"{practice[0]}/{other}"))
    assert files_with(settings.data_dir, [*wrapped, *TOLD]) == []
    file = master_key_file(settings)
    assert file
    back = another_house().model_copy(
        update={"master_key_file": file.path, "audit_key_file": settings.data_dir / "audit.key"}
    )
    if means == "others":  # a database's own tools, a disk's snapshot: nobody follows the ledger until a server starts
        monkeypatch.setattr("serving.backup.restoring._replay", lambda *_: ((), set()))
    restore(back, data, keys)
    with running(back, clock, practice) as house:
        gone = house.http().get(f"/v1/clients/{client}")
        assert (gone.status_code, gone.json()["code"]) == (410, "client_erased")
        assert opens(house, client) == 0 and opens(house, other) >= 12
        assert not list(house.standing.office.objects.kept(f"{practice[0]}/{client}"))
        assert house.http().get(f"/v1/clients/{other}").json()["name"] == "Ann Example"
        with house.standing.office.database.reading() as session:
            assert session.scalars(select(Client.state).where(Client.id == client)).one() == "erased"
    assert back.data_dir and files_with(back.data_dir, [*wrapped, *TOLD]) == []
