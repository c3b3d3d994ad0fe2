"""Bodies that are no forms are small."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from serving.app import create_app
from serving.settings import Settings

from .fakes import FakeEngine

LIMIT = 1000


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(max_body_bytes=LIMIT), lambda _: FakeEngine())) as client:
        yield client


def chunks(size: int) -> Iterator[bytes]:
    """Without a length beforehand."""
    for _ in range(size // 10):
        yield b"0123456789"


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "chunked"])
@pytest.mark.parametrize(("size", "status"), [(LIMIT, 401), (LIMIT + 10, 413)])
def test_a_body_has_so_many_bytes_at_most(client: TestClient, size: int, status: int, whole: bool) -> None:
    content = b"".join(chunks(size)) if whole else chunks(size)
    answer = client.post("/v1/clients", content=content, headers={"Content-Type": "text/plain"})
    assert answer.status_code == status
    assert "default-src" in answer.headers["content-security-policy"]
    if status == 413:
        assert (answer.json()["code"], answer.json()["details"]) == ("body_too_large", {"limit_bytes": LIMIT})


def test_a_form_counts_for_itself(client: TestClient) -> None:
    assert client.post("/v1/analyses", files={"photo": b"x" * 2 * LIMIT}).status_code == 200


def test_a_body_in_pieces_arrives_whole(client: TestClient) -> None:
    answer = client.post("/v1/clients", content=chunks(100), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")  # read, and it is no JSON


HALVES = (b'"\\ud800"', b'"\\uDFFF\\uD800"', b'["a", {"\\udc00": 1}]', b'"\xed\xa0\x80"')
WHOLE = (b'"\\ud83d\\ude00"', '"\U0001f600 \ud7ff"'.encode(), b'"\\\\ud800"', b'"\\ud800', b"\xed\xa0\x80")


@pytest.mark.parametrize("path", ["/v1/clients", "/v1/sessions", "/v1/invitations/acceptance"])
@pytest.mark.parametrize("body", HALVES)
def test_half_a_character_is_refused_wherever_it_stands(client: TestClient, body: bytes, path: str) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert answer.json()["details"]["errors"] == [{"where": "body", "what": "Half a character"}]


@pytest.mark.parametrize("body", WHOLE)
def test_whole_ones_and_what_is_no_json_go_on(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/clients", content=body, headers={"Content-Type": "application/json"})
    assert "Half a character" not in answer.text
