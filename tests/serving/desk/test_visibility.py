"""Who asks is asked first; strangers' things are not there; what is seen may still be out of reach."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from serving.access import Caller
from tests.serving.desk.issuer import client_of
from tests.serving.desk.things import OTHER_PRACTICE, caller

ELSEWHERE = caller("coordinator", locations=frozenset({"loc_2"}))
EDIT = {"json": {"words": "second"}, "headers": {"If-Match": '"1"'}}


@pytest.fixture
def path(app: FastAPI) -> str:
    made = client_of(app, caller()).post(
        "/things", json={"words": "first", "location": "loc_1"}, headers={"Idempotency-Key": "1"}
    )
    return made.headers["location"]


@pytest.mark.parametrize(
    "stranger",
    [
        caller("medical_director", practice=OTHER_PRACTICE),
        caller("auditor"),
        ELSEWHERE,
    ],
)
def test_a_strangers_thing_is_not_there(app: FastAPI, path: str, stranger: Caller) -> None:
    client = client_of(app, stranger)
    answers = [client.get(path), client.patch(path, **EDIT), client.get("/things/thi_nothing")]
    told = {(answer.status_code, *(answer.json()[key] for key in ("code", "title", "detail"))) for answer in answers}
    assert len(told) == 1 and told.pop()[:2] == (404, "not_found")
    assert client.get("/things").json() == {"items": [], "next_cursor": None}


def test_who_may_only_read_is_told_so(app: FastAPI, path: str) -> None:
    client = client_of(app, caller("integration"))
    refused = client.patch(path, **EDIT)
    assert (refused.status_code, refused.json()["code"], refused.json()["details"]) == (
        403,
        "not_allowed",
        {"action": "client.update"},
    )
    assert client.get(path).json()["words"] == "first"


def test_who_may_not_create_is_told_so(app: FastAPI) -> None:
    refused = client_of(app, caller("auditor")).post("/things", json={"words": "x"}, headers={"Idempotency-Key": "1"})
    assert refused.status_code == 403


@pytest.mark.parametrize("body", [{}, {"words": "x"}])
def test_nothing_is_said_to_somebody_without_credentials(app: FastAPI, body: dict[str, str]) -> None:
    answer = TestClient(app).post("/things", json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "credentials_invalid")
