"""What every response carries, the health routes, and the API's description of itself."""

from __future__ import annotations

import re

import httpx
import pytest

from serving import every_route
from serving.app import create_app
from serving.openapi import INTENDED_USE
from serving.settings import Settings

from .fakes import FakeEngine, wait_until
from .live import serve

FORM = {"apparent_age", "photo", "view", "expression", "face", "card", "tablet", "animated", "animated_expression"}


@pytest.fixture(scope="module")
def client():
    with serve(create_app(Settings(), lambda _: FakeEngine())) as url, httpx.Client(base_url=url) as client:
        yield client


def test_alive(client):
    assert client.get("/healthz").json() == {"status": "alive"}


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/readyz"])
def test_head_is_get_without_the_body(client, path):
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "cache-control"):
        assert head.headers[name] == got.headers[name]


def test_head_is_not_in_the_api_description(client):
    assert list(client.get("/openapi.json").json()["paths"]["/healthz"]) == ["get"]


def test_ready_only_after_the_canary_passed():
    engine = FakeEngine(held=True)
    with serve(create_app(Settings(), lambda _: engine)) as url, httpx.Client(base_url=url) as client:
        before = client.get("/readyz")
        engine.faces.release()
        assert wait_until(lambda: client.get("/readyz").status_code == 200)
    assert (before.status_code, before.json()["code"]) == (503, "not_ready")


def test_applications_share_what_is_known_of_routes_and_nothing_else(client):
    engine = FakeEngine(held=True)
    other = create_app(Settings(), lambda _: engine)
    assert other.routes[: len(every_route.router.routes)] == every_route.router.routes
    before = client.get("/openapi.json").json()
    with serve(other) as url, httpx.Client(base_url=url) as not_ready:
        assert [each.get("/readyz").status_code for each in (client, not_ready, client)] == [200, 503, 200]
        assert not_ready.get("/openapi.json").json() == before
        engine.faces.release()


def test_a_dead_worker_is_alive_but_not_ready():
    engine = FakeEngine()
    with serve(create_app(Settings(), lambda _: engine)) as url, httpx.Client(base_url=url) as client:
        assert client.get("/readyz").status_code == 200

        def die(request):
            raise SystemExit

        engine.faces.answer = die
        refused = client.post("/v1/analyses", files={"photo": b"x"})
        assert (refused.status_code, refused.json()["code"]) == (503, "worker_dead")
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


@pytest.mark.filterwarnings("ignore:Exception in thread")  # how uvicorn ends when the start fails
def test_an_engine_that_cannot_be_loaded_stops_the_start():
    class Broken(FakeEngine):
        def open_faces(self):
            raise FileNotFoundError("model")

    with (
        pytest.raises(AssertionError, match="did not start"),
        serve(create_app(Settings(), lambda _: Broken())),
    ):
        pass


def test_metrics_count_the_analyses(client):
    client.post("/v1/analyses", files={"photo": b"portrait"})
    client.post("/v1/analyses", files={"photo": b"wall"})
    text = client.get("/metrics").text
    assert 'countenance_analyses_total{outcome="no_face"} 1.0' in text
    assert 'countenance_analysis_stage_seconds_count{stage="measure"} 1.0' in text
    assert "countenance_analyses_in_flight 0.0" in text
    assert "process_resident_memory_bytes" in text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/assets/../app.py", 404, "not_found"),
        ("GET", "/assets/..%2Fapp.py", 404, "not_found"),
        ("GET", "/v1/analyses", 405, "method_not_allowed"),
        ("POST", "/v1/analyses/", 404, "not_found"),  # a redirect would be made of the Host header
        ("GET", "/healthz/", 404, "not_found"),
    ],
)
def test_errors_of_the_router_are_problems_too(client, method, path, status, code):
    response = client.request(method, path)
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_wrong_method_is_told_the_right_one(client):
    assert client.get("/v1/analyses").headers["allow"] == "POST"


def test_a_wrong_method_is_told_every_right_one(client):
    """Of each path that leads there: `/v1/tablets/enrollment` could be a tablet's name, too."""
    described = client.get("/openapi.json").json()["paths"]
    forms = {re.compile(re.sub(r"{\w+}", "[^/]+", path)): methods for path, methods in described.items()}
    for path in described:
        asked = re.sub(r"{\w+}", "1", path)
        refused = client.options(asked)
        right = {each.upper() for form, methods in forms.items() if form.fullmatch(asked) for each in methods}
        assert refused.status_code == 405, path
        assert set(refused.headers["allow"].split(", ")) == right, path


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/nowhere", "/assets/page.css"])
def test_every_response_forbids_foreign_content(client, path):
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_api_states_its_intended_use_and_describes_its_form(client):
    api = client.get("/openapi.json").json()
    assert INTENDED_USE in api["info"]["description"]
    for words in ("licensed provider", "not a diagnosis", "in-person consultation"):
        assert words in api["info"]["description"]
    form = api["paths"]["/v1/analyses"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert set(form["properties"]) == FORM
    assert form["required"] == ["photo"]


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("COUNTENANCE_MAX_BATCH_SIZE", "5")
    assert Settings().max_batch_size == 5
    monkeypatch.setenv("COUNTENANCE_MAX_BATCH_SIZE", "0")
    with pytest.raises(ValueError, match="max_batch_size"):
        Settings()
