"""Comparisons over HTTP: two photos of one client, kept with what they rest on."""

from __future__ import annotations

import pytest

from tests.serving.desk.standing import key
from tests.serving.photos.conftest import ALL, House, portrait


def compare(house: House, before: str, after: str, http=None, headers=None):
    house.later()
    said = {"before": before, "after": after}
    return (http or house.http()).post("/v1/comparisons", json=said, headers=headers or key())


@pytest.fixture
def pair(house: House, client: str) -> tuple[str, str]:
    first = house.kept(client, taken_at="2026-05-01T10:00Z")
    return first, house.kept(client, portrait(1))


def test_two_photos_are_compared_once_and_kept(house: House, client: str, pair: tuple[str, str]) -> None:
    again = key()
    made, repeated = (compare(house, *pair, headers=again) for _ in range(2))
    assert made.status_code == 201, made.text
    assert repeated.json() == made.json() and house.engine.compared == 1
    shown = house.http().get(made.headers["location"]).json()
    assert (shown["before"], shown["after"], shown["client"]) == (*pair, client)
    assert shown["document"]["before"] == {"taken": "2026-05-01T10:00+00:00"}
    assert house.http().get(f"/v1/clients/{client}/comparisons").json()["items"] == [made.json()]
    assert house.events(client)[-2:] == ["comparison.completed", "comparison.read"]
    assert b"countenance.comparison/1" not in house.dumped()


def test_photos_that_do_not_compare_are_refused(house: House, pair: tuple[str, str], client: str) -> None:
    side = house.kept(client, portrait(2), view="left_profile")
    other = house.kept(house.agreed(*ALL), portrait(3))
    for before, after in ((pair[0], pair[0]), (pair[0], side), (pair[0], other)):
        refused = compare(house, before, after)
        assert (refused.status_code, refused.json()["code"]) == (422, "photos_not_comparable")


def test_a_comparison_rests_on_a_release(house: House) -> None:
    client = house.agreed("storage", "analysis")
    refused = compare(house, house.kept(client), house.kept(client, portrait(1)))
    assert (refused.status_code, refused.json()["details"]) == (403, {"scopes": ["biometric"]})
    assert house.engine.compared == 0


def test_strangers_comparisons_are_not_there(house: House, pair: tuple[str, str], client: str) -> None:
    comparison = compare(house, *pair).json()["id"]
    for http in (house.http(practice=house.standing.other), house.http("coordinator"), house.http("admin")):
        for path in (f"/v1/comparisons/{comparison}", f"/v1/clients/{client}/comparisons"):
            assert http.get(path).status_code == 404
    assert compare(house, *pair, http=house.http(practice=house.standing.other)).status_code == 404
    assert compare(house, *pair, http=house.http("coordinator")).status_code == 403  # who sees the photos
