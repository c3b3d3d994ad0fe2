"""Every route of stored things keeps the desk's promises, also one that somebody adds tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from serving.app import create_app
from serving.settings import Settings
from tests.serving.desk.standing import Standing

PUBLIC = {"/v1/retention"}  # how long what is kept may be read by anybody
STATELESS = {"/v1/analyses", "/v1/projections"}
# At the door a second try must be another one: what is asked for is a fresh token, and the old one is worth nothing.
CREDENTIALS = ("/v1/sessions", "/v1/invitations", "/v1/tablets/enrollment", "/v1/tablets/current")


def routes(*methods: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in create_app(Settings()).openapi()["paths"].items():
        yield from ((method, path, described) for method, described in item.items() if method in methods)


def stored(path: str) -> bool:
    return path.startswith("/v1/") and path not in STATELESS | PUBLIC and not path.startswith(CREDENTIALS)


def stored_posts() -> list[str]:
    return [path for _, path, _ in routes("post") if stored(path)]


def headers_of(described: dict[str, Any]) -> set[str]:
    return {each["name"].lower() for each in described.get("parameters", ()) if each["in"] == "header"}


def test_there_are_routes_to_look_at() -> None:
    assert {"/v1/clients", "/v1/clients/{client}/assignments"} <= set(stored_posts())


def test_every_post_of_what_is_stored_describes_its_key() -> None:
    told = {path: headers_of(described) for _, path, described in routes("post") if stored(path)}
    assert [path for path, headers in told.items() if "idempotency-key" not in headers] == []


def test_every_post_of_what_is_stored_asks_for_its_key(standing: Standing) -> None:
    """Before it looks at anything else."""
    client = standing.client(standing.caller("medical_director", strong=True))
    answers = {path: client.post(path.replace("{", "").replace("}", "")) for path in stored_posts()}
    codes = {path: answer.json().get("code") for path, answer in answers.items()}
    assert {path: code for path, code in codes.items() if code != "idempotency_key_required"} == {}


def test_every_edit_says_of_which_version() -> None:
    edits = [(path, described) for _, path, described in routes("patch", "put") if stored(path)]
    assert "/v1/clients/{client}" in dict(edits)
    for path, described in edits:
        assert "if-match" in headers_of(described), path
        assert {"412", "428"} <= described["responses"].keys(), path


def test_every_listing_comes_in_pages() -> None:
    for _, path, described in routes("get"):
        answer = described["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
        if "PageOf" in answer.get("$ref", ""):
            assert {"limit", "cursor"} <= {each["name"] for each in described["parameters"]}, path


@pytest.mark.parametrize("method", ["get", "post", "patch", "put", "delete"])
def test_nothing_that_is_stored_is_told_without_credentials(standing: Standing, method: str) -> None:
    client, told = TestClient(standing.app, raise_server_exceptions=False), {}
    for _, path, described in routes(method):
        if stored(path):
            assert "401" in described["responses"], path
            told[path] = client.request(method, path.replace("{", "").replace("}", "")).status_code
    assert {path: status for path, status in told.items() if status != 401} == {}
