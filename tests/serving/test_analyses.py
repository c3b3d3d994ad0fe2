"""POST /v1/analyses over a real socket, with a fake engine."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import psutil
import pytest

from serving.app import create_app
from serving.settings import Settings

from .fakes import FakeEngine, wait_until
from .live import serve


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture
def client(engine):
    settings = Settings(max_upload_bytes=100_000, max_in_flight=3, cpu_workers=2)
    with (
        serve(create_app(settings, lambda _: engine)) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


def post(client: httpx.Client, data: bytes = b"portrait", **fields: str) -> httpx.Response:
    return client.post("/v1/analyses", files={"photo": ("photo.jpg", data)}, data=fields)


def problem_of(response: httpx.Response) -> dict:
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["type"] == f"urn:countenance:problem:{problem['code']}"
    return problem


def test_a_photo_becomes_a_document(client):
    response = post(client, view="left_oblique", expression="smile", face="largest")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    said = {"seen": "face of b'portrait'", "view": "left_oblique", "expression": "smile"}
    assert response.json() == said | {"face": None}


def test_view_expression_and_face_have_defaults(client):
    said = {"seen": "face of b'portrait'", "view": "front", "expression": "rest"}
    assert post(client).json() == said | {"face": None}


def test_biometrics_are_in_the_answer_where_they_are_asked_for_and_nothing_else_is_asked_in_the_address(client):
    files = {"photo": b"portrait"}
    assert client.post("/v1/analyses", files=files, params={"include": "biometrics"}).json()["face"] is not None
    for query in ({"include": "everything"}, {"include": ""}, {"view": "front"}):
        refused = problem_of(client.post("/v1/analyses", files=files, params=query))
        assert (refused["status"], refused["code"]) == (422, "invalid_request")


def test_an_apparent_age_is_refused_where_it_was_not_switched_on(client, engine):
    problem = problem_of(post(client, apparent_age="true"))
    assert (problem["status"], problem["code"]) == (403, "apparent_age_off")
    assert not engine.threads["decode"]


def test_an_apparent_age_is_passed_on_where_it_is_for_providers(engine):
    with (
        serve(create_app(Settings(apparent_age=True), lambda _: engine)) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        said = [post(client, **fields).json().get("apparent_age") for fields in ({}, {"apparent_age": "true"})]
    assert said == [None, True]


def test_nothing_but_waiting_happens_on_the_event_loop(client, engine):
    for _ in range(3):
        post(client)
    loop_thread = next(t.ident for t in threading.enumerate() if t.name.endswith("(run)"))
    assert loop_thread not in set.union(*engine.threads.values())
    assert engine.threads["load"] == engine.threads["find"]
    assert len(engine.threads["find"]) == 1
    assert not engine.threads["find"] & (engine.threads["decode"] | engine.threads["measure"])


@pytest.mark.parametrize(("photo", "status", "code"), [(b"text", 415, "photo_not_an_image"), (b"wall", 422, "no_face")])
def test_typed_errors_keep_their_status_and_code(client, photo, status, code):
    problem = problem_of(post(client, photo))
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"]


def test_an_unexpected_error_shows_nothing_of_the_inside(client):
    response = post(client, b"bug")
    assert problem_of(response)["code"] == "internal_error"
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert post(client).status_code == 200


@pytest.mark.parametrize("field", ["view", "expression", "face", "unknown"])
def test_a_wrong_field_is_named_and_its_value_is_not_repeated(client, field):
    problem = problem_of(post(client, **{field: "sideways"}))
    assert (problem["status"], problem["code"]) == (422, "invalid_request")
    assert [error["where"] for error in problem["details"]["errors"]] == [field]
    assert "sideways" not in str(problem)


def test_a_form_without_a_photo_is_invalid(client):
    response = client.post("/v1/analyses", files={"view": (None, "front")})
    assert problem_of(response)["details"]["errors"] == [{"where": "photo", "what": "a file is required"}]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"not a part"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--"),
    ],
)
def test_a_malformed_form_is_a_400(client, content_type, body):
    response = client.post("/v1/analyses", content=body, headers={"content-type": content_type})
    assert (problem_of(response)["code"], response.status_code) == ("malformed_upload", 400)


def test_a_declared_length_over_the_limit_is_refused(client, engine):
    problem = problem_of(post(client, b"x" * 100_001))
    assert (problem["status"], problem["code"]) == (413, "upload_too_large")
    assert problem["details"] == {"limit_bytes": 100_000}
    assert not engine.threads["decode"]


def test_an_upload_of_undeclared_length_is_refused_without_being_kept(client, engine):
    def endless():
        yield b'--x\r\nContent-Disposition: form-data; name="photo"; filename="p"\r\n\r\n'
        for _ in range(3_000):
            yield b"x" * 100_000

    before = psutil.Process().memory_info().rss
    headers = {"content-type": "multipart/form-data; boundary=x"}
    response = client.post("/v1/analyses", content=endless(), headers=headers)
    assert problem_of(response)["code"] == "upload_too_large"
    assert psutil.Process().memory_info().rss - before < 60e6  # of 300 MB sent
    assert not engine.threads["decode"]


def test_a_photo_is_never_written_to_a_file(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a photo reached the disk")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", refuse)
    app = create_app(Settings(), lambda _: FakeEngine())
    with serve(app) as url:
        assert post(httpx.Client(base_url=url), os.urandom(3_000_000)).status_code == 200


def test_more_than_can_be_in_flight_is_refused_and_recovers():
    engine = FakeEngine(held=True)
    app = create_app(Settings(max_in_flight=3, cpu_workers=2), lambda _: engine)
    with (
        serve(app) as url,
        httpx.Client(base_url=url, timeout=30) as client,
        ThreadPoolExecutor(3) as callers,
    ):
        accepted = [callers.submit(post, client) for _ in range(3)]
        assert wait_until(lambda: app.state.services.analyses.analyses.taken == 3)
        refused = post(client)
        engine.faces.release()
        assert problem_of(refused)["code"] == "overloaded"
        assert (refused.status_code, int(refused.headers["retry-after"]) >= 1) == (503, True)
        assert [future.result().status_code for future in accepted] == [200, 200, 200]
        assert post(client).status_code == 200


def test_a_client_that_goes_away_cancels_its_analysis():
    engine = FakeEngine(held=True)
    app = create_app(Settings(cpu_workers=2), lambda _: engine)
    with serve(app) as url:
        with pytest.raises(httpx.ReadTimeout):
            post(httpx.Client(base_url=url, timeout=httpx.Timeout(20, read=0.3)), b"gone")
        assert wait_until(lambda: app.state.services.analyses.analyses.taken == 0)
        engine.faces.release()
        assert post(httpx.Client(base_url=url)).status_code == 200
    assert engine.measured == [b"portrait"]


def test_an_analysis_that_takes_too_long_is_given_up():
    engine = FakeEngine(held=True)
    app = create_app(Settings(analysis_timeout_s=0.05), lambda _: engine)
    with serve(app) as url:
        problem = problem_of(post(httpx.Client(base_url=url)))
        engine.faces.release()
    assert (problem["status"], problem["code"]) == (504, "deadline_exceeded")


# A second photo.


def post_pair(
    client: httpx.Client, first: bytes = b"rest", second: bytes = b"smiling", **fields: str
) -> httpx.Response:
    files = {"photo": ("rest.jpg", first), "animated": ("smile.jpg", second)}
    return client.post("/v1/analyses", files=files, data={"animated_expression": "smile"} | fields)


def test_a_second_photo_is_measured_beside_the_first(client):
    answer = post_pair(client, view="left_oblique").json()
    assert (answer["seen"], answer["animated"]) == ("face of b'rest'", "face of b'smiling'")
    assert (answer["view"], answer["expression"], answer["animated_expression"]) == ("left_oblique", "rest", "smile")


@pytest.mark.parametrize(("second", "code"), [(b"text", "photo_not_an_image"), (b"wall", "no_face")])
def test_an_error_says_that_it_is_about_the_second_photo(client, second, code):
    problem = problem_of(post_pair(client, second=second))
    assert (problem["code"], problem["details"]) == (code, {"photo": "animated"})
    assert problem["detail"].startswith("The second photo: ")


def test_an_error_of_the_first_photo_stays_what_it_was(client):
    problem = problem_of(post_pair(client, first=b"wall"))
    assert (problem["code"], problem["details"]) == ("no_face", {})


@pytest.mark.parametrize(
    ("files", "fields", "where"),
    [
        ({"photo": b"rest", "animated": b"smiling"}, {}, "animated_expression"),
        ({"photo": b"rest"}, {"animated_expression": "smile"}, "animated"),
        ({"photo": b"rest", "animated": b"x"}, {"animated_expression": "smile", "expression": "frown"}, "expression"),
        ({"photo": b"rest", "animated": b"x"}, {"animated_expression": "rest"}, "animated_expression"),
        ({"animated": b"smiling"}, {"animated_expression": "smile"}, "photo"),
        ({"photo": b"rest", "animated": (None, b"no file")}, {"animated_expression": "smile"}, "animated"),
    ],
)
def test_two_photos_that_cannot_be_compared_are_invalid(client, files, fields, where):
    problem = problem_of(client.post("/v1/analyses", files=files, data=fields))
    assert [error["where"] for error in problem["details"]["errors"]] == [where]


def test_three_photos_are_too_many(client):
    files = [("photo", b"rest"), ("animated", b"smile"), ("animated", b"frown")]
    response = client.post("/v1/analyses", files=files, data={"animated_expression": "smile"})
    assert response.status_code in (400, 422)


def test_two_photos_take_two_places():
    engine = FakeEngine(held=True)
    app = create_app(Settings(max_in_flight=3, cpu_workers=2), lambda _: engine)
    with (
        serve(app) as url,
        httpx.Client(base_url=url, timeout=30) as client,
        ThreadPoolExecutor(1) as callers,
    ):
        accepted = callers.submit(post_pair, client)
        assert wait_until(lambda: app.state.services.analyses.analyses.taken == 2)
        refused = post_pair(client)
        engine.faces.release()
        assert problem_of(refused)["code"] == "overloaded"
        assert accepted.result().status_code == 200
        assert app.state.services.analyses.analyses.taken == 0


def test_where_there_is_one_place_alone_two_photos_fit_into_it():
    with serve(create_app(Settings(max_in_flight=1), lambda _: FakeEngine())) as url:
        assert post_pair(httpx.Client(base_url=url)).status_code == 200
