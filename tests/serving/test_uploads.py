"""Uploads that stall, break off or ask for something else: none of them costs anybody else an analysis."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from serving.app import create_app
from serving.settings import Settings

from .fakes import FakeEngine, wait_until
from .live import serve

PHOTO = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="p"\r\n\r\nportrait\r\n'
VIEW = b'--x\r\nContent-Disposition: form-data; name="view"\r\n\r\nfront\r\n'
END = b"--x--\r\n"


def post(
    url: str, body: bytes = PHOTO + END, media_type: str = "multipart/form-data", query: str = ""
) -> httpx.Response:
    headers = {"content-type": f"{media_type}; boundary=x"}
    return httpx.post(f"{url}/v1/analyses{query}", content=body, headers=headers, timeout=30)


@contextmanager
def half_upload(url: str) -> Iterator[socket.socket]:
    """A client that has sent the head of its request and half a photo, and now says nothing."""
    host, port = url.removeprefix("http://").split(":")
    head = f"POST /v1/analyses HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(f"{head}Content-Length: {len(PHOTO + END)}\r\n\r\n".encode() + PHOTO)
        yield connection


@contextmanager
def server_with_half_uploads(count: int, **settings: float) -> Iterator[str]:
    app = create_app(Settings(cpu_workers=2, **settings), lambda _: FakeEngine())
    with serve(app) as url, ExitStack() as stalled:
        for _ in range(count):
            stalled.enter_context(half_upload(url))
        assert wait_until(lambda: app.state.services.analyses.uploads.taken == count)
        yield url


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(create_app(Settings(), lambda _: FakeEngine())) as url:
        yield url


def test_stalled_uploads_take_no_place_from_a_complete_one() -> None:
    with server_with_half_uploads(3, max_in_flight=3) as url:
        assert post(url).status_code == 200


def test_more_uploads_than_there_are_places_are_refused_at_once() -> None:
    with server_with_half_uploads(3, max_uploading=3) as url:
        refused = post(url)
    assert (refused.status_code, refused.json()["code"]) == (503, "overloaded")
    assert int(refused.headers["retry-after"]) >= 1


def test_a_stalled_upload_gives_its_place_back() -> None:
    app = create_app(Settings(max_uploading=1, upload_timeout_s=0.2), lambda _: FakeEngine())
    with serve(app) as url, half_upload(url) as connection:
        assert b" 408 " in connection.recv(4096)
        assert wait_until(lambda: app.state.services.analyses.uploads.taken == 0)
        assert post(url).status_code == 200


@pytest.mark.parametrize("body", [PHOTO, PHOTO + END[:3], PHOTO[:-4], b""])
def test_a_form_without_its_end_broke_off(url: str, body: bytes) -> None:
    response = post(url, body)
    assert (response.status_code, response.json()["code"]) == (400, "malformed_upload")
    assert "broke off" in response.json()["detail"]


def test_the_media_type_may_be_written_in_any_case(url: str) -> None:
    assert post(url, media_type="Multipart/Form-Data").status_code == 200


def test_a_media_type_that_only_begins_alike_is_refused(url: str) -> None:
    assert post(url, media_type="multipart/form-data-not").status_code == 400


@pytest.mark.parametrize(("body", "field"), [(PHOTO + VIEW + VIEW + END, "view"), (PHOTO + VIEW * 3 + END, "view")])
def test_a_field_given_twice_is_refused(url: str, body: bytes, field: str) -> None:
    response = post(url, body)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")
    assert response.json()["details"]["errors"] == [{"where": field, "what": "given more than once"}]


@pytest.mark.parametrize("query", ["?view=left_profile", "?view=", "?debug=1"])
def test_a_query_parameter_is_refused(url: str, query: str) -> None:
    response = post(url, query=query)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")
    assert response.json()["details"]["errors"][0]["where"] == f"query.{query[1:].split('=')[0]}"


def test_a_file_too_large_is_told_the_limit_of_a_photo(url: str) -> None:
    response = post(url, b"x" * (Settings().max_upload_bytes + 1))
    assert response.status_code == 413
    assert "at most 40 MB" in response.json()["detail"]
    assert response.json()["details"] == {"limit_bytes": 40 * 2**20}
