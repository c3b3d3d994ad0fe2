"""Pages of a listing."""

from __future__ import annotations

import base64
from collections.abc import Iterable

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from starlette.testclient import TestClient

from serving.desk import Office
from tests.serving.desk.issuer import client_of
from tests.serving.desk.things import OTHER_PRACTICE, PRACTICE, Thing, caller


def insert(office: Office, places: Iterable[int], location: str = "loc_1") -> set[str]:
    """Things whose names sort by their places. Those that are there stay."""
    names = {f"thi_{place:06}" for place in places}
    with office.database.writing() as session:
        there = set(session.scalars(select(Thing.id)))
        session.add_all(Thing(id=name, practice=PRACTICE, location=location, sealed=b"") for name in names - there)
    return names


def cursor_after(client: TestClient, **asked: object) -> str:
    return client.get("/things", params={"limit": 1, **asked}).json()["next_cursor"]


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_row_comes_once_and_in_order_while_rows_are_inserted(
    app: FastAPI, office: Office, data: st.DataObject
) -> None:
    places = st.lists(st.integers(0, 10_000), max_size=12)
    newest_first = data.draw(st.booleans())
    with office.database.writing() as session:
        session.execute(delete(Thing))
    there_all_along, client, walked, cursor = insert(office, data.draw(places)), client_of(app, caller()), [], None
    while True:
        asked = {"limit": data.draw(st.integers(1, 5)), "newest_first": newest_first} | (
            {"cursor": cursor} if cursor else {}
        )
        answer = client.get("/things", params={k: v for k, v in asked.items() if v is not None}).json()
        assert len(answer["items"]) <= asked["limit"]
        walked += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
        insert(office, data.draw(st.lists(st.integers(0, 10_000), max_size=2)))
        if len(walked) > 60:
            break
    assert walked == sorted(set(walked), reverse=newest_first)
    if cursor is None:
        assert there_all_along <= set(walked)


def test_a_page_without_a_limit_has_fifty(app: FastAPI, office: Office) -> None:
    insert(office, list(range(51)))
    assert len(client_of(app, caller()).get("/things").json()["items"]) == 50


def test_a_full_last_page_has_no_next(app: FastAPI, office: Office) -> None:
    insert(office, [1, 2])
    assert client_of(app, caller()).get("/things", params={"limit": 2}).json()["next_cursor"] is None


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many"])
def test_a_limit_out_of_range_is_refused(app: FastAPI, limit: str) -> None:
    assert client_of(app, caller()).get("/things", params={"limit": limit}).json()["code"] == "invalid_request"


def refused(client: TestClient, cursor: str, **asked: object) -> bool:
    answer = client.get("/things", params={"cursor": cursor, **asked})
    return (answer.status_code, answer.json().get("code")) == (400, "cursor_invalid")


def test_a_cursor_of_another_listing_is_refused(app: FastAPI, office: Office) -> None:
    insert(office, [1, 2, 3])
    client = client_of(app, caller())
    cursor = cursor_after(client)
    assert not refused(client, cursor)
    assert refused(client, cursor, location="loc_1")
    assert refused(client, cursor, newest_first=True)
    assert refused(client, cursor_after(client, location="loc_1"))
    assert refused(client_of(app, caller(id="acc_2")), cursor)
    assert refused(client_of(app, caller(practice=OTHER_PRACTICE)), cursor)


@pytest.mark.parametrize("cursor", ["", "x", "é", "a" * 4000, "====", base64.urlsafe_b64encode(bytes(60)).decode()])
def test_what_is_no_cursor_is_refused(app: FastAPI, cursor: str) -> None:
    assert refused(client_of(app, caller()), cursor)


def test_a_cursor_with_any_bit_turned_is_refused(app: FastAPI, office: Office) -> None:
    insert(office, [1, 2])
    client = client_of(app, caller())
    whole = base64.urlsafe_b64decode(cursor_after(client) + "==")
    for place in range(0, len(whole) * 8, 5):
        turned = bytearray(whole)
        turned[place // 8] ^= 1 << place % 8
        assert refused(client, base64.urlsafe_b64encode(turned).decode().rstrip("="))
