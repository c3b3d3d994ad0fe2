"""The same request twice: one effect, one answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from serving.desk import Desk, IdempotencyKeyReusedError, NotAllowedError, Office
from serving.desk.idempotency import KEPT, sweep_answers
from serving.desk.tables import GivenAnswer
from serving.vault import Vault
from tests.serving.desk.issuer import client_of
from tests.serving.desk.things import OTHER_PRACTICE, PRACTICE, Clock, Left, NewThing, Thing, caller, may_make

KEY = {"Idempotency-Key": "visit of 9 o'clock".replace(" ", "-")}
BODY = {"words": "Ann Example"}


@pytest.fixture
def things(office: Office) -> Callable[[], int]:
    def count() -> int:
        with office.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Thing)) or 0

    return count


def test_a_post_without_a_key_is_refused_and_does_nothing(app: FastAPI, things: Callable[[], int]) -> None:
    refused = client_of(app, caller()).post("/things", json=BODY)
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_required")
    assert things() == 0


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "é"])
def test_a_key_that_is_none_is_refused(app: FastAPI, key: str) -> None:
    refused = client_of(app, caller()).post("/things", json=BODY, headers={"Idempotency-Key": key.encode("latin-1")})
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_invalid")


def test_the_same_request_gets_the_same_answer_once_done(app: FastAPI, things: Callable[[], int]) -> None:
    client = client_of(app, caller())
    first, again = (client.post("/things", json=BODY, headers=KEY) for _ in range(2))
    assert (first.status_code, first.headers.get("idempotency-replayed")) == (201, None)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.content == first.content and again.status_code == 201
    for name in ("etag", "location", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert things() == 1


@pytest.mark.parametrize(("route", "body"), [("/things", {"words": "Bob"}), ("/other-things", BODY)])
def test_the_same_key_for_another_request_is_refused(app: FastAPI, things, route: str, body: dict[str, str]) -> None:
    client = client_of(app, caller())
    client.post("/things", json=BODY, headers=KEY)
    refused = client.post(route, json=body, headers=KEY)
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert things() == 1


def test_keys_are_each_callers_own(app: FastAPI, things: Callable[[], int]) -> None:
    callers = [caller(), caller(id="acc_2"), caller(practice=OTHER_PRACTICE)]
    answers = [client_of(app, each).post("/things", json=BODY, headers=KEY) for each in callers]
    assert ["idempotency-replayed" in answer.headers for answer in answers] == [False, False, False]
    assert things() == 3


def test_many_at_once_have_one_effect(app: FastAPI, things: Callable[[], int]) -> None:
    start, answers = threading.Barrier(8), []

    def post() -> None:
        client = client_of(app, caller())
        start.wait()
        answers.append(client.post("/things", json=BODY, headers=KEY))

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 7
    assert things() == 1


def test_what_failed_left_nothing_and_may_be_tried_again(app: FastAPI, office: Office, things) -> None:
    client = client_of(app, caller())
    failed = client.post("/things", json=BODY | {"fails": True}, headers=KEY)
    with office.database.reading() as session:
        assert session.scalars(select(Left)).all() == []
    again = client.post("/things", json=BODY, headers=KEY)
    assert (failed.status_code, again.status_code, things()) == (500, 201, 1)


def test_a_caller_who_may_no_longer_is_not_told_again(app: FastAPI) -> None:
    client_of(app, caller()).post("/things", json=BODY, headers=KEY)
    refused = client_of(app, caller("integration")).post("/things", json=BODY, headers=KEY)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_nothing_of_request_or_answer_is_kept_in_the_clear(app: FastAPI, office: Office) -> None:
    client_of(app, caller()).post("/things", json=BODY, headers=KEY)
    with office.database.reading() as session:
        (row,) = session.scalars(select(GivenAnswer)).all()
        kept = repr({column.name: getattr(row, column.name) for column in GivenAnswer.__table__.columns})
    assert "Ann" not in kept and "visit" not in kept


def test_an_answer_goes_with_its_owners_key(app: FastAPI, vault: Vault, office: Office) -> None:
    client_of(app, caller()).post("/things", json=BODY, headers=KEY)
    with office.database.reading() as session:
        row = session.scalars(select(GivenAnswer)).one()
    assert row.owner == PRACTICE and row.sealed is not None
    assert b"Ann Example" in vault.unseal(PRACTICE, f"given_answers.sealed:{row.name}", row.sealed)


@pytest.mark.parametrize(("later", "replayed"), [(KEPT - timedelta(seconds=1), True), (KEPT, False)])
def test_a_key_holds_for_a_day(app: FastAPI, clock: Clock, later: timedelta, replayed: bool) -> None:
    client = client_of(app, caller())
    client.post("/things", json=BODY, headers=KEY)
    clock.at += later
    assert ("idempotency-replayed" in client.post("/things", json=BODY, headers=KEY).headers) == replayed


def test_a_route_may_look_for_the_answer_before_it_works(app: FastAPI, office: Office, clock: Clock) -> None:
    def before(words: str) -> bytes | None:
        desk = Desk(office, caller(), clock(), "POST /things", "en", idempotency_key=KEY["Idempotency-Key"])
        body = NewThing(words=words)
        answer = desk.answered(body, lambda work: may_make(work, body))
        return None if answer is None else bytes(answer.body)

    assert before(BODY["words"]) is None
    made = client_of(app, caller()).post("/things", json=BODY, headers=KEY)
    assert before(BODY["words"]) == made.content
    with pytest.raises(IdempotencyKeyReusedError):
        before("Bob")
    clock.at += KEPT
    assert before(BODY["words"]) is None


def test_a_route_that_looks_asks_first_whether_it_may(app: FastAPI, office: Office, clock: Clock) -> None:
    client_of(app, caller()).post("/things", json=BODY, headers=KEY)
    now_only_reads = caller("integration")
    desk = Desk(office, now_only_reads, clock(), "POST /things", "en", idempotency_key=KEY["Idempotency-Key"])
    with pytest.raises(NotAllowedError):
        desk.answered(NewThing(**BODY), lambda work: may_make(work, NewThing(**BODY)))


def test_old_answers_are_swept_and_others_stay(app: FastAPI, office: Office, clock: Clock) -> None:
    client = client_of(app, caller())
    client.post("/things", json=BODY, headers=KEY)
    clock.at += KEPT
    client.post("/things", json=BODY, headers={"Idempotency-Key": "2"})
    with office.database.writing() as session:
        sweep_answers(session, clock.at)
        assert [row.at for row in session.scalars(select(GivenAnswer))] == [clock.at]
