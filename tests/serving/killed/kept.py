"""Whether everything that was acknowledged is there, asked over HTTP of the server that was started again."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpx

from serving.desk import Office
from serving.photos.files import open_file
from serving.photos.tables import Photo
from serving.signing.pdf import read_signed_pdf
from tests.serving.killed.diary import Asked, sent
from tests.serving.killed.house import NAME, House
from tests.serving.killed.pictures import bare

EVENTS = {
    "client": "client.created",
    "consent": "consent.given",
    "photo": "photo.received",
    "plan": "plan.drafted",
    "approval": "plan.approved",
}
_PAGE = 100


def lost(house: House, office: Office, server: httpx.Client, asked: Iterable[Asked]) -> Iterator[str]:
    """Of acknowledged things, each that is not there as it was acknowledged."""
    checks = {"photo": _photo, "approval": _approval, "plan": _plan, "consent": _consent, "client": _client}
    for each in asked:
        if each.kind == "session":
            yield from _session(server, each)
        elif each.kind in checks:
            yield from (f"{each.kind} {each.id}: {what}" for what in checks[each.kind](house, office, server, each))


def events_told(house: House, server: httpx.Client, since: str) -> Counter[tuple[str, str]]:
    """How often each kind was told of each thing, from a moment on."""
    told: Counter[tuple[str, str]] = Counter()
    asked: dict[str, Any] = {"since": since, "limit": _PAGE}
    while True:
        page = _got(house, server, "/v1/events", "admin", params=asked).json()
        told.update(map(named, page["items"]))
        if page["next_cursor"] is None:
            return told
        asked["cursor"] = page["next_cursor"]


def answered_again(house: House, server: httpx.Client, asked: Asked) -> Iterator[str]:
    """The same request with the same key: the same answer where it was acknowledged, and else one of its own."""
    again = sent(server, house.staff[asked.who].token, asked)
    if again is None or again.status_code >= 300:
        status = "nothing" if again is None else f"{again.status_code} {again.text[:200]}"
        yield f"{asked.kind}: the same request again is answered {status}"
        return
    replayed = again.headers.get("idempotency-replayed") == "true"
    if asked.acknowledged and not (replayed and again.json() == asked.answer):
        yield f"{asked.kind}: the same request again gives another answer"
    asked.status, asked.answer = again.status_code, again.json() if again.content else None


def _got(house: House, server: httpx.Client, path: str, who: str, **more: Any) -> httpx.Response:
    return server.get(path, headers={"Authorization": f"Bearer {house.staff[who].token}"}, **more)


def _photo(house: House, office: Office, server: httpx.Client, asked: Asked) -> Iterator[str]:
    """Byte for byte: what leaves, and the file as it came."""
    client, number, data = asked.about
    shown = _got(house, server, f"/v1/photos/{asked.id}", "provider")
    content = _got(house, server, f"/v1/photos/{asked.id}/content", "provider")
    if shown.status_code != 200 or shown.json()["client"] != client:
        yield f"its entry is answered {shown.status_code}"
    if content.status_code != 200 or content.content != bare(number):
        yield f"its pixels are others, or answered {content.status_code}"
    with office.database.reading() as session:
        row = session.get(Photo, asked.id)
    if row is None or open_file(office, row, "original") != data:
        yield "the file is not the one that came"


def _approval(house: House, office: Office, server: httpx.Client, asked: Asked) -> Iterator[str]:
    """Signed by who signed it, of the version that was signed, with a document that says so."""
    shown = _got(house, server, f"/v1/plans/{asked.id}/approval", "medical_director")
    if shown.status_code != 200 or shown.json() != asked.answer:
        yield f"it is answered {shown.status_code}, or otherwise than before"
    file = _got(house, server, f"/v1/plans/{asked.id}/documents/client.pdf", "medical_director")
    if file.status_code != 200:
        yield f"its document is answered {file.status_code}"
        return
    said = asyncio.run(read_signed_pdf(file.content))
    (signature,) = asked.answer["signatures"]
    if not (said.intact and said.whole and NAME in said.reason and asked.about in said.reason):
        yield "its document is not signed as it was"
    if hashlib.sha256(file.content).hexdigest() != signature["document_sha256"]:
        yield "its document is another"


def _plan(house: House, office: Office, server: httpx.Client, asked: Asked) -> Iterator[str]:
    shown = _got(house, server, f"/v1/plans/{asked.id}", "provider")
    if shown.status_code != 200 or shown.json()["client"] != asked.about:
        yield f"it is answered {shown.status_code}"


def _consent(house: House, office: Office, server: httpx.Client, asked: Asked) -> Iterator[str]:
    shown = _got(house, server, f"{asked.path}", "coordinator")
    if shown.status_code != 200 or asked.id not in {each["id"] for each in shown.json()["consents"]}:
        yield f"it is not among the client's: {shown.status_code}"


def _client(house: House, office: Office, server: httpx.Client, asked: Asked) -> Iterator[str]:
    shown = _got(house, server, f"/v1/clients/{asked.id}", "coordinator")
    if shown.status_code != 200 or shown.json()["name"] != asked.said["json"]["name"]:
        yield f"it is answered {shown.status_code}"


def _session(server: httpx.Client, asked: Asked) -> Iterator[str]:
    shown = server.get("/v1/sessions/current", headers={"Authorization": f"Bearer {asked.answer['token']}"})
    if shown.status_code != 200:
        yield f"session: its token is answered {shown.status_code}"


def named(event: Mapping[str, Any]) -> tuple[str, str]:
    """What an event tells, and of what."""
    return str(event["type"]).rpartition("countenance.")[2], str(event["subject"])
