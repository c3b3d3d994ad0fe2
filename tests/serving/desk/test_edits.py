"""Two people edit the same thing: the second is told, nothing is overwritten."""

from __future__ import annotations

import threading

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from serving.desk import Desk, Office, StaleError
from tests.serving.desk.issuer import client_of
from tests.serving.desk.things import Thing, caller


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return client_of(app, caller())


@pytest.fixture
def path(client: TestClient) -> str:
    return client.post("/things", json={"words": "first"}, headers={"Idempotency-Key": "1"}).headers["location"]


def test_an_edit_names_its_version(client: TestClient, path: str) -> None:
    edited = client.patch(path, json={"words": "second"}, headers={"If-Match": '"1"'})
    assert (edited.status_code, edited.headers["etag"], edited.json()["words"]) == (200, '"2"', "second")
    assert client.get(path).headers["etag"] == '"2"'


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}])
def test_an_edit_of_whatever_is_there_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    refused = client.patch(path, json={"words": "second"}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (428, "precondition_required")
    assert client.get(path).json()["words"] == "first"


@pytest.mark.parametrize("tag", ['"0"', '"2"', 'W/"1"', "1", '""', "nonsense"])
def test_an_edit_of_another_version_is_stale(client: TestClient, path: str, tag: str) -> None:
    refused = client.patch(path, json={"words": "second"}, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (412, "stale")
    assert client.get(path).json()["words"] == "first"


def test_one_of_several_versions_is_enough(client: TestClient, path: str) -> None:
    assert client.patch(path, json={"words": "second"}, headers={"If-Match": '"7", "1"'}).status_code == 200


def test_of_many_edits_at_once_one_is_kept(app: FastAPI, client: TestClient, path: str) -> None:
    start, answers = threading.Barrier(8), []

    def edit(words: str) -> None:
        editor = client_of(app, caller())
        start.wait()
        answers.append((words, editor.patch(path, json={"words": words}, headers={"If-Match": '"1"'})))

    threads = [threading.Thread(target=edit, args=(f"words {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (kept,) = (words for words, answer in answers if answer.status_code == 200)
    assert [answer.json()["code"] for _, answer in answers if answer.status_code != 200] == ["stale"] * 7
    after = client.get(path)
    assert (after.json()["words"], after.headers["etag"]) == (kept, '"2"')


def test_a_change_of_what_was_loaded_before_is_stale_also_without_a_tag(
    office: Office, client: TestClient, path: str
) -> None:
    desk = Desk(office, caller(), office.now(), "PATCH", "en")
    with desk.reading() as work:
        loaded = work.session.scalars(select(Thing)).one()
    client.patch(path, json={"words": "second"}, headers={"If-Match": '"1"'})
    with pytest.raises(StaleError), desk.writing() as work:
        work.session.add(loaded)
        loaded.sealed = b"third"
    assert client.get(path).json()["words"] == "second"


@pytest.mark.parametrize("tag", ['"1"', "*", '"9", "1"', 'W/"1"'])
def test_what_the_caller_has_is_not_sent_again(client: TestClient, path: str, tag: str) -> None:
    answer = client.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"1"')


@pytest.mark.parametrize("tag", ['"2"', "", "1"])
def test_what_the_caller_has_not_is_sent(client: TestClient, path: str, tag: str) -> None:
    assert client.get(path, headers={"If-None-Match": tag}).json()["words"] == "first"
