"""By whose leave: every agreement, eighteen years by date of birth, and what rules say of the client's own profile.

Asked before anything is made, and once more before anything is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from serving.consents import NEEDS, ConsentMissingError, Standing
from tests.serving.fakes import wait_until
from tests.serving.photos.conftest import portrait
from tests.serving.plans.planning_day import TOLD

from .conftest import AGREED, ShownHouse, may_be_shown, told

CONCERNED = {"concerned": True, "preoccupied": True, "avoids_things": True}
TODAY = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # at noon in Oakland


def refused(shown: ShownHouse, **said: Any) -> dict[str, Any]:
    answer = shown.project(**said)
    assert answer.status_code == 403, answer.text
    body: dict[str, Any] = answer.json()
    assert shown.house.engine.projected == 0 and shown.rows() == ([], [])
    return body


@pytest.mark.parametrize("scope", [*NEEDS["project"]])
def test_each_agreement_is_asked(shown: ShownHouse, scope: str) -> None:
    if scope == "storage":  # with it the photos go, so that it is asked of a standing that never was
        standing = Standing({each: "con_1" for each in AGREED if each != scope})
        with pytest.raises(ConsentMissingError):
            standing.require("project")
        return
    house = shown.house
    client = house.agreed(*(each for each in AGREED if each != scope))
    told(house, client)
    body = refused(shown, client=client, photo=house.kept(client))
    assert (body["code"], body["details"]) == ("consent_missing", {"scopes": [scope]})


@pytest.mark.parametrize(
    ("born", "grown"),
    [("2008-11-23", False), ("2008-11-22", True), ("2008-11-21", True), ("2015-01-01", False)],
)
def test_under_eighteen_there_is_none_not_on_the_day_before_the_birthday(
    shown: ShownHouse, born: str, grown: bool
) -> None:
    house = shown.house
    house.standing.clock.at = TODAY
    client = may_be_shown(house, date_of_birth=born)
    photo = house.kept(client)
    if grown:
        assert shown.project(client=client, photo=photo).status_code == 201
        return
    body = refused(shown, client=client, photo=photo)
    assert (body["code"], body["details"]["reasons"]) == ("projection_not_authorized", ["under_age"])
    assert born not in str(body)


def test_the_birthday_begins_where_the_client_is_treated(shown: ShownHouse) -> None:
    """At two in the morning of that day in London it is the evening before in Oakland."""
    house = shown.house
    house.standing.clock.at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    client = may_be_shown(house, date_of_birth="2008-11-23")
    photo = house.kept(client)
    assert refused(shown, client=client, photo=photo)["details"]["reasons"] == ["under_age"]
    house.standing.clock.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert shown.project(client=client, photo=photo).status_code == 201


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"dysmorphia_screen": CONCERNED}, "on_hold"),
        ({"health": TOLD["health"] | {"lupus": "yes"}}, "blocked"),
    ],
)
def test_what_a_rule_says_of_the_profile_counts(shown: ShownHouse, changes: dict[str, Any], reason: str) -> None:
    client = shown.house.agreed(*AGREED)
    told(shown.house, client, **changes)
    answer = shown.project(client=client, photo=shown.house.kept(client))
    assert answer.status_code == 403, answer.text
    body = answer.json()
    assert (body["code"], body["details"]["reasons"]) == ("projection_not_authorized", [reason])
    assert body["details"]["holds" if reason == "on_hold" else "blocks"]
    assert shown.rows() == ([], [])


def test_what_nobody_asked_holds(shown: ShownHouse) -> None:
    client = shown.house.agreed(*AGREED)
    answer = shown.project(client=client, photo=shown.house.kept(client))
    assert (answer.status_code, answer.json()["details"]["reasons"]) == (403, ["on_hold"])


def meanwhile(shown: ShownHouse, happens: Callable[[], object]) -> httpx.Response:
    """What is answered where something happens while the projection is made."""
    faces = shown.house.engine.faces
    faces.hold()
    with ThreadPoolExecutor(1) as threads:
        going = threads.submit(shown.project)
        assert wait_until(lambda: portrait() in [each.photo.data for each in faces.seen])
        happens()
        faces.release()
        return going.result()


@pytest.mark.parametrize("scope", ["projection", "biometric", "storage", "analysis"])
def test_what_is_taken_back_while_it_is_made_stops_it(shown: ShownHouse, scope: str) -> None:
    consent = shown.consent(scope)
    answer = meanwhile(shown, lambda: shown.house.withdraw(consent))
    assert answer.json()["code"] == ("not_found" if scope == "storage" else "consent_missing")
    assert shown.rows() == ([], []) and "projection.completed" not in shown.house.told()
    assert len(shown.house.objects()) == (0 if scope == "storage" else 2)


def test_a_hold_that_comes_while_it_is_made_stops_it(shown: ShownHouse) -> None:
    http, path = shown.house.http(), f"/v1/clients/{shown.client}/profile"
    tag, changed = http.get(path).headers["etag"], TOLD | {"dysmorphia_screen": CONCERNED}
    answer = meanwhile(shown, lambda: http.put(path, json=changed, headers={"If-Match": tag}).raise_for_status())
    assert answer.json()["details"]["reasons"] == ["on_hold"] and shown.rows() == ([], [])


def test_the_photo_is_this_clients_and_from_the_front(shown: ShownHouse) -> None:
    house = shown.house
    other = may_be_shown(house)
    theirs = house.kept(other, portrait(1))
    side = house.kept(shown.client, portrait(2), view="left_profile")
    for photo, code in ((theirs, "photo_of_another_client"), (side, "photo_not_frontal")):
        answer = shown.project(photo=photo)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert shown.project(photo="pho_01KAN6W0000000000000000000").status_code == 404


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"treatments": [{"treatment": "no_such_thing"}]}, 422, "treatment_unknown"),
        ({"treatments": [{"treatment": "sunscreen"}]}, 422, "effect_without_cap"),
        ({"treatments": []}, 422, "invalid_request"),
        ({"views": ["over_time"]}, 422, "invalid_request"),
        ({"mask": "anything"}, 422, "invalid_request"),
        ({"plan": "pln_01KAN6W0000000000000000000", "treatments": None}, 404, "not_found"),
    ],
)
def test_what_cannot_be_shown_is_a_typed_problem(
    shown: ShownHouse, said: dict[str, Any], status: int, code: str
) -> None:
    answer = shown.project(**said)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
