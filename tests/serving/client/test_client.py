"""How the client carries itself: keys kept over retries, versions, pages, problems, another token after each proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from serving.client import Client, ProblemError, models
from serving.client.transport import LONGEST_WAIT_S

SERVER = "https://clinic.example.com"
ANN = {
    "id": "cli_1",
    "name": "Ann Example",
    "date_of_birth": "1985-04-12",
    "contact": {},
    "location": "loc_1",
    "state": "active",
    "merged_into": None,
    "created_at": "2026-11-22T09:00:00Z",
    "updated_at": "2026-11-22T09:00:00Z",
}
Answering = Callable[[httpx.Request], httpx.Response]


def client(answer: Answering, **more: int) -> Client:
    """Of a server that answers so."""
    return Client(SERVER, "cnt_ses_1", http=httpx.Client(transport=httpx.MockTransport(answer)), **more)


def problem(status: int, code: str, **details: object) -> httpx.Response:
    told = {"code": code, "title": "T", "detail": "D", "details": details, "instance": "urn:uuid:1"}
    return httpx.Response(status, content=json.dumps(told), headers={"Content-Type": "application/problem+json"})


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits here."""
    slept: list[float] = []
    monkeypatch.setattr("serving.client.transport.time.sleep", slept.append)
    return slept


NEW = models.NewClient(name="Ann Example", date_of_birth="1985-04-12", location="loc_1")  # type: ignore[arg-type]


def test_a_try_after_a_broken_connection_has_the_same_key() -> None:
    keys: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["Idempotency-Key"])
        if len(keys) < 3:
            raise httpx.ReadError("gone")
        return httpx.Response(201, json=ANN)

    http = client(answer)
    http.create_client(NEW)
    http.create_client(NEW)
    assert len(set(keys[:3])) == 1 and keys[3] != keys[0]
    http.create_client(NEW, idempotency_key="mine")
    assert keys[4] == "mine"


def test_what_may_have_been_done_without_a_key_is_not_tried_again() -> None:
    tries = []

    def answer(request: httpx.Request) -> httpx.Response:
        tries.append(request.method)
        raise httpx.ReadError("gone")

    with pytest.raises(httpx.ReadError):
        client(answer).edit_client("cli_1", models.ClientEdit(name="Ann"), if_match='"1"')
    assert tries == ["PATCH"]


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(waits: list[float]) -> None:
    answers = [problem(503, "overloaded", retry_after_s=2), problem(429, "rate_limited"), httpx.Response(200, json=ANN)]
    assert client(lambda _: answers.pop(0)).read_client("cli_1").name == "Ann Example"
    assert waits == [2.0, 0.5]


def test_it_waits_no_longer_than_a_person_would(waits: list[float]) -> None:
    later = LONGEST_WAIT_S + 1
    with pytest.raises(ProblemError) as told:
        client(lambda _: problem(429, "too_many_attempts", retry_after_s=later)).read_client("cli_1")
    assert (told.value.retry_after_s, waits) == (later, [])


def test_a_problem_says_what_and_where() -> None:
    with pytest.raises(ProblemError) as told:
        client(lambda _: problem(409, "reference_taken", field="reference")).create_client(NEW)
    error = told.value
    assert (error.status, error.code, error.details) == (409, "reference_taken", {"field": "reference"})
    assert error.instance == "urn:uuid:1"


def test_what_is_no_problem_document_is_one_all_the_same() -> None:
    with pytest.raises(ProblemError) as told:
        client(lambda _: httpx.Response(502, text="<html>")).read_client("cli_1")
    assert (told.value.status, told.value.code) == (502, "no_problem_document")


def test_an_edit_says_which_version_was_seen() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ANN, headers={"ETag": '"7"'})

    http = client(answer)
    shown = http.read_client("cli_1")
    http.edit_client("cli_1", models.ClientEdit(reference=None), if_match=shown)
    assert seen[1].headers["If-Match"] == '"7"'
    assert json.loads(seen[1].content) == {"reference": None}  # what was not said is not sent
    with pytest.raises(ValueError, match="not fetched"):
        http.edit_client("cli_1", models.ClientEdit(), if_match=models.ClientShown.model_validate(ANN))


def test_pages_are_fetched_when_they_are_wanted() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        cursor = request.url.params.get("cursor", "")
        asked.append(cursor)
        return httpx.Response(200, json={"items": [ANN], "next_cursor": None if cursor == "2" else f"{len(asked)}"})

    rows = client(answer).list_clients(limit=1)
    assert asked == []
    next(rows)
    assert asked == [""]
    assert len(list(rows)) == 2 and asked == ["", "1", "2"]


def test_what_has_one_value_only_is_always_sent() -> None:
    add = models.AddItem(treatment="hydradermabrasion")
    assert json.loads(models.PlanEdit(edits=[add], why="She asked").as_json())["edits"] == [
        {"kind": "add_item", "treatment": "hydradermabrasion"}
    ]


def test_a_misspelled_field_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="nmae"):
        models.ClientEdit.model_validate({"nmae": "Ann"})


def test_what_a_later_server_adds_is_passed_over() -> None:
    assert models.ClientShown.model_validate(ANN | {"of_tomorrow": 1}).id == "cli_1"


def test_files_come_as_bytes_paths_or_open_files(tmp_path: Path) -> None:
    bodies: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return problem(415, "photo_not_an_image")

    path = tmp_path / "portrait.jpg"
    path.write_bytes(b"pixels")
    http = client(answer)
    for photo in (b"pixels", path, path.open("rb")):
        with pytest.raises(ProblemError):
            http.upload_photo("cli_1", photo, view="front")
    assert all(b"pixels" in body and b"front" in body and b"taken_at" not in body for body in bodies)


def test_ids_cannot_leave_their_place_in_a_path() -> None:
    paths: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.raw_path.decode())
        return problem(404, "not_found")

    with pytest.raises(ProblemError):
        client(answer).read_client("../keys?x=1")
    assert paths == ["/v1/clients/..%2Fkeys%3Fx%3D1"]


def test_each_proof_brings_another_token() -> None:
    sent: list[str | None] = []
    shown = {"id": "ses_1", "account": "acc_1", "strong": False, "ends_at": "2026-11-22T21:00:00Z"}
    answers = [shown | {"second_factor_due": True, "token": "a"}, shown | {"second_factor_due": False, "token": "b"}]

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("Authorization"))
        return httpx.Response(200, json=answers.pop(0) if answers else ANN)

    http = client(answer)
    http.signed_in("ada@linden.example", "correct-horse-battery", "123456")
    http.read_client("cli_1")
    assert sent[1:] == ["Bearer a", "Bearer b"]
