"""What a route uses up, made anew: by the name that rows of the table have for it, ids by the names of paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from tests.serving.api.people import enter
from tests.serving.api.sides import Side, Town
from tests.serving.photos.conftest import portrait
from tests.serving.plans.planning_day import FACIAL, NAME

Ids = dict[str, str]


def photo(town: Town, side: Side, number: int = 0, client: str = "client") -> Ids:
    files = {"photo": ("p.jpg", portrait(number))}
    return {"photo": town.made(side, f"/v1/clients/{side.ids[client]}/photos", files=files)["id"]}


def analysis(town: Town, side: Side, photo: str) -> Ids:
    return {"analysis": town.made(side, f"/v1/photos/{photo}/analyses", json={})["id"]}


def projection(town: Town, side: Side) -> Ids:
    said = {"photo": side.ids["photo"], "treatments": [{"treatment": "vascular_laser", "zones": ["nose"]}]}
    path = f"/v1/clients/{side.ids['client']}/projections"
    return {"projection": town.made(side, path, json=said | {"views": ["projection"]})["id"]}


def consent(town: Town, side: Side) -> Ids:
    return {"consent": town.consent(side, "marketing", side.ids["client"])}


def assigned(town: Town, side: Side) -> Ids:
    """Somebody who looks after the client as well."""
    account = side.ids["account of auditor"]
    town.made(side, f"/v1/clients/{side.ids['client']}/assignments", json={"account": account})
    return {"account": account}


def login(town: Town, side: Side) -> Ids:
    """One that nobody has."""
    return {"login": f"{uuid4()}@{side.handle}"}


def twin(town: Town, side: Side) -> Ids:
    """The client, entered once more."""
    return {"twin": enter(town, side)}


def webhook(town: Town, side: Side) -> Ids:
    return {"webhook": town.made(side, "/v1/webhooks", "admin", json={"url": "https://pms.example.com/hook"})["id"]}


def draft(town: Town, side: Side, client: str = "client", **said: Any) -> Ids:
    body = {"by_hand": True} | said
    return {"plan": town.made(side, f"/v1/clients/{side.ids[client]}/plans", json=body)["id"]}


def in_review(town: Town, side: Side, **said: Any) -> Ids:
    made = draft(town, side, **said)
    town.made(side, f"/v1/plans/{made['plan']}/submission")
    return made


def complete(town: Town, side: Side, client: str = "client") -> Ids:
    """A plan before a provider that may be signed."""
    path = f"/v1/plans/{draft(town, side, client)['plan']}"
    edit = {"edits": [FACIAL], "why": "As she wants it"}
    edited = town.ask(side.tokens["medical_director"], "PATCH", path, json=edit, headers={"If-Match": '"1"'})
    assert edited.status_code == 200, edited.text
    submitted = town.made(side, f"{path}/submission")
    return {"plan": submitted["id"], "sha256": submitted["sha256"]}


def approved(town: Town, side: Side, who: str = "provider", client: str = "client") -> Ids:
    """A provider's signature waits for a supervisor's; a director's own is enough."""
    made = complete(town, side, client)
    town.made(side, f"/v1/plans/{made['plan']}/approval", who, json={"sha256": made["sha256"], "typed_name": NAME})
    return made


FRESH: Mapping[str, Callable[[Town, Side], Ids]] = {
    made.__name__: made
    for made in (photo, projection, consent, assigned, login, twin, webhook, draft, in_review, complete, approved)
}
