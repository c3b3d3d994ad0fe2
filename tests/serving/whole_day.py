"""A client's whole day through the API, with words that occur nowhere else: they are searched for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx

from tests.serving.desk.standing import key
from tests.serving.kept.everything import everything
from tests.serving.notes.test_notes import SAID
from tests.serving.photos.conftest import PLACE, House, portrait
from tests.serving.plans.planning_day import NAME, TOLD

PLANTED: dict[str, Any] = {
    "name": "Wilhelmina Plantagenet",
    "date_of_birth": "1961-02-03",
    "contact": {"email": "wilhelmina@planted.example", "phone": "+1 510 555 0142"},
    "reference": "PMS-77310042",
}
WORDS = "Plantagenet dreads needles"
TELLING = (
    *("Wilhelmina", "Plantagenet", "1961-02-03", "planted.example", "555 0142", "PMS-77310042", "planted"),
    *("Ann Example", "ann@example.com", "1985-04-12", NAME, "MD-1"),  # who signs, and who treats
    *(SAID, "Eliquis", "keloids", TOLD["goals"][0]["words"], "dreads needles", PLACE.decode()),
    *(hashlib.sha256(portrait(number)).hexdigest() for number in (0, 1)),
)


def whole_day(house: House) -> tuple[str, list[httpx.Response]]:
    """Everything that is kept of one client, read, refused, exported and erased: the client, and what was answered."""
    client = everything(house, **PLANTED)
    answers = [*_read(house, client), *_refused(house, client)]
    director = house.http("medical_director", strong=True)
    answers.append(director.get(f"/v1/clients/{client}/export"))
    answers.append(director.get(f"/v1/clients/{client}/export/masked"))
    answers.append(director.post(f"/v1/clients/{client}/erasure", json={"reason": "asked_by_client"}, headers=key()))
    answers.append(director.post(f"/v1/clients/{client}/erasure", json={}, headers=key()))
    answers.append(director.get(f"/v1/clients/{client}"))
    return client, answers


def _read(house: House, client: str) -> Iterator[httpx.Response]:
    http = house.http()
    yield http.get("/v1/clients", params={"reference": PLANTED["reference"]})
    for part in ("", "/consents", "/photos", "/analyses", "/comparisons", "/profile", "/notes", "/visits", "/plans"):
        listed = http.get(f"/v1/clients/{client}{part}")
        yield listed
        for row in listed.json().get("items", []):
            if part in ("/photos", "/analyses", "/notes", "/plans"):
                yield http.get(f"/v1{part}/{row['id']}")
    yield house.http("medical_director").get("/v1/audit/events", params={"client": client})
    yield house.http("medical_director").get("/v1/governance", params={"client": client})


def _refused(house: House, client: str) -> Iterator[httpx.Response]:
    """Mistakes with somebody in them: in bodies, paths, queries, headers and file names."""
    http, mine, said = house.http(), f"/v1/clients/{client}", {"headers": key()}
    yield http.post("/v1/clients", json=PLANTED | {"weight": "planted"}, **said)
    yield http.post("/v1/clients", content=b'{"name": "Wilhelmina', **said)
    yield http.post("/v1/clients", json=PLANTED | {"location": house.standing.oakland}, headers=key())
    yield http.patch(mine, json={"name": "Wilhelmina Planted", "weight": 1}, headers={"If-Match": '"1"'})
    yield http.patch(mine, json={"name": "Wilhelmina Planted"}, headers={"If-Match": '"77"'})
    yield http.put(f"{mine}/profile", json=TOLD | {"goals": [{"words": WORDS, "codes": ["Plantagenet"]}]})
    yield http.post(f"{mine}/notes", json={"text": WORDS, "about": WORDS}, headers=key())
    yield http.post(f"{mine}/visits", json={"day": "Wilhelmina"}, headers=key())
    yield http.post(f"{mine}/consents", json={"scope": "Plantagenet", "typed_name": "Wilhelmina"}, headers=key())
    yield http.post(f"{mine}/plans", json={"by_hand": "Wilhelmina", "why": WORDS}, headers=key())
    yield http.post(
        f"{mine}/photos", files={"photo": ("Plantagenet.jpg", b"text")}, data={"view": "Wilhelmina"}, **said
    )
    yield http.post(f"{mine}/photos", files={"photo": ("Plantagenet.jpg", WORDS.encode())}, headers=key())
    yield http.post("/v1/analyses", files={"photo": ("Wilhelmina.jpg", b"bug")})
    yield http.get("/v1/clients/Wilhelmina Plantagenet")
    yield http.get("/v1/clients", params={"cursor": "Wilhelmina", "born": "1961-02-03"})
    yield http.get("/planted/Plantagenet", params={"born": "1961-02-03"})
    yield http.get(mine, headers={"Authorization": "Bearer planted-token"})
