"""What somebody tries who has one id too many: named in a body or a question, it opens nothing and tells nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from serving.access import Grant, Role
from serving.database import new_id
from tests.serving.api import fresh
from tests.serving.api.people import AGREED, ALL_SCOPES, employ, enter
from tests.serving.api.table import Ids, filled, rows
from tests.serving.api.town import Town
from tests.serving.desk.standing import ANN, key

pytestmark = pytest.mark.xdist_group("town")  # it takes a while to settle, and is settled once a worker

FILE = Path(__file__).parent / "strangers.yaml"
ID = re.compile("[a-z]{3}_[0-9A-Z]{26}")
FAR = ("far key", "far_medical_director", "far_admin")  # of the other location alone
UNTOUCHED = ("clients", "accounts", "keys", "tablets", "locations")


@pytest.fixture(scope="module")
def ids(town: Town) -> Ids:
    """Everybody's: with another client's things, and those of one at another location."""
    side = town.ours
    side.ids["far client"] = enter(town, side, "elsewhere")
    for scope in AGREED["other client"]:
        town.consent(side, scope, side.ids["far client"])
    for whose in ("other", "far"):
        photo = fresh.photo(town, side, client=f"{whose} client")["photo"]
        plan = fresh.draft(town, side, client=f"{whose} client")["plan"]
        analysis = fresh.analysis(town, side, photo)["analysis"]
        side.ids |= {f"{whose} photo": photo, f"{whose} plan": plan, f"{whose} analysis": analysis}
    side.tokens["far key"] = _key(town, side.ids["elsewhere"])
    roles: tuple[Role, ...] = ("medical_director", "admin")
    for role in roles:
        employ(town, side, f"far_{role}", Grant(role, frozenset({side.ids["elsewhere"]})), town.clock())
    wording = {"title": "T", "purpose": "P", "term": "T", "body": "B", "language": "en", "scope": "marketing"}
    text = town.made(town.theirs, "/v1/consent-texts", json=wording)
    theirs = {"text": text["id"], "text sha256": text["sha256"]} | town.theirs.ids
    return side.ids | {f"theirs {name}": value for name, value in theirs.items()}


@pytest.mark.parametrize("part", ["practices", "reach", "fits", "places"])
def test_an_id_named_where_it_does_not_belong_is_refused(town: Town, ids: Ids, part: str) -> None:
    before, wrong = listed(town), {}
    for case in cases(part):
        answer = asked(town, case, ids)
        if answer.status_code != case["is"] or (answer.is_success and answer.json()["items"]):
            wrong[case["who"], case["ask"], str(case.get("body"))] = (answer.status_code, answer.text[:300])
    assert wrong == {}
    assert listed(town) == before


@pytest.mark.parametrize("part", ["practices", "reach"])
def test_it_is_answered_as_one_that_was_made_up(town: Town, ids: Ids, part: str) -> None:
    """Word for word, but for the id."""
    wrong = {}
    for case in cases(part):
        for name in strange(case, part):
            made_up = new_id(ids[name][:3], town.clock()) if ID.fullmatch(ids[name]) else ids[name]
            theirs, none = asked(town, case, ids), asked(town, case, ids | {name: made_up})
            if told(theirs, ids[name]) != told(none, made_up):
                wrong[case["who"], case["ask"], name] = (theirs.text[:300], none.text[:300])
    assert wrong == {}


def test_no_listing_of_one_practice_holds_an_id_of_another(town: Town, ids: Ids) -> None:
    leaks, own = {}, {value for value in town.ours.ids.values() if ID.fullmatch(value)}
    for row in (row for row in rows() if row.method == "GET" and "{" not in row.path):
        for who in ("coordinator", "provider", "medical_director", "auditor", "admin", "integration", "tablet"):
            if found := own & set(ID.findall(town.ask(town.theirs.tokens[who], "GET", row.path).text)):
                leaks[row.route, who] = found
    assert leaks == {}


@pytest.mark.parametrize("who", ["provider_not_assigned", "provider_elsewhere", "tablet_of_another", *FAR])
def test_no_listing_holds_what_is_beyond_the_callers_reach(town: Town, ids: Ids, who: str) -> None:
    things = ("client", "photo", "second photo", "analysis", "comparison", "note", "plan", "draft", "visit", "consent")
    of_places = ("tablet", "key", "webhook", "account") if who in FAR else ()
    leaks, own = {}, {ids[name] for name in (*things, *of_places)}
    for row in (row for row in rows() if row.method == "GET" and "{" not in row.path):
        answer = town.ask(town.ours.tokens[who], "GET", row.path)
        if answer.status_code == 200 and (found := own & set(ID.findall(answer.text))):
            leaks[row.route] = found
    assert leaks == {}


def test_a_cursor_opens_nobody_elses_listing(town: Town, ids: Ids) -> None:
    """Nor does it open another listing, or the same one with other filters."""
    ask, director = town.ask, town.ours.tokens["medical_director"]
    cursor = ask(director, "GET", "/v1/clients?limit=1").json()["next_cursor"]
    assert ask(director, "GET", f"/v1/clients?cursor={cursor}").status_code == 200
    for token, path in (
        (town.theirs.tokens["medical_director"], "/v1/clients?"),
        (town.ours.tokens["coordinator"], "/v1/clients?"),
        (director, "/v1/accounts?"),
        (director, f"/v1/clients?location={ids['location']}&"),
    ):
        assert ask(token, "GET", f"{path}cursor={cursor}").json()["code"] == "cursor_invalid", path


def test_an_idempotency_key_brings_back_nobody_elses_answer(town: Town, ids: Ids) -> None:
    """Neither another practice's nor a colleague's, though it is the same request by the same key."""
    said, same = ANN | {"location": ids["location"]}, key()
    made = {}
    for who in ("medical_director", "coordinator"):
        made[who] = town.ask(town.ours.tokens[who], "POST", "/v1/clients", json=said, headers=same)
    theirs = {"json": ANN | {"location": town.theirs.ids["location"]}, "headers": same}
    made["theirs"] = town.ask(town.theirs.tokens["medical_director"], "POST", "/v1/clients", **theirs)
    assert {answer.status_code for answer in made.values()} == {201}
    assert len({answer.json()["id"] for answer in made.values()}) == 3
    again = town.ask(town.ours.tokens["coordinator"], "POST", "/v1/clients", json=said, headers=same)
    assert again.json() == made["coordinator"].json()


def cases(part: str) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(FILE.read_text())[part]


def strange(case: dict[str, Any], part: str) -> Iterator[str]:
    """Names of the ids that do not belong."""
    begins = {"practices": ("theirs ",), "reach": ("other ", "far ", "elsewhere")}[part]
    for name in dict.fromkeys(re.findall("{([a-z][a-z0-9 ]*)}", f"{case['ask']} {_texts(case.get('body'))}")):
        if name.startswith(begins):
            yield name


def asked(town: Town, case: dict[str, Any], ids: Ids) -> httpx.Response:
    method, path = case["ask"].split(maxsplit=1)
    path, token = path.format(**ids), town.ours.tokens[case["who"]]
    headers = key() if method == "POST" else {}
    if method in ("PATCH", "PUT"):
        headers = {"If-Match": town.ask(token, "GET", case.get("at", path).format(**ids)).headers.get("ETag", '"1"')}
    more = {"json": filled(case["body"], ids)} if "body" in case else {}
    return town.ask(token, method, path, headers=headers, **more)


def listed(town: Town) -> dict[str, object]:
    """What there is of each kind: no refusal leaves anything behind."""
    found = {}
    for kind in UNTOUCHED:
        who = "medical_director" if kind == "clients" else "admin"
        answer = town.ask(town.ours.tokens[who], "GET", f"/v1/{kind}?limit=200").json()
        found[kind] = [{**each, "used_at": None} for each in answer["items"]]
    return found


def told(answer: httpx.Response, id: str) -> tuple[int, object]:
    """Without the name of the occurrence, and without the id."""
    body = re.sub('"instance":"[^"]*"', "", answer.text)
    return answer.status_code, body.replace(id, "")


def _texts(body: Any) -> str:
    if isinstance(body, dict):
        return " ".join(map(_texts, body.values()))
    return " ".join(map(_texts, body)) if isinstance(body, list) else str(body)


def _key(town: Town, location: str) -> str:
    said = {"title": "Far", "scopes": ALL_SCOPES, "locations": [location], "expires_at": "2026-12-22T00:00:00Z"}
    issued: str = town.made(town.ours, "/v1/keys", "admin", json=said)["key"]
    return issued
