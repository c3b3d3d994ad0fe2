"""What one caller, one body and one server can hold; beyond it a typed refusal, before anything is read."""

from __future__ import annotations

import threading
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from serving.access import Caller, Grant
from serving.app import create_app
from serving.database import Database
from serving.rates import Rate, RateLimitedError
from serving.settings import Settings
from tests.serving.desk.issuer import authenticate, client_of
from tests.serving.fakes import FakeEngine, wait_until
from tests.serving.live import serve


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_so_many_a_second() -> None:
    clock = Seconds()
    rate = Rate(2.0, 3, clock)
    for _ in range(3):
        rate.take("acc_1")
    with pytest.raises(RateLimitedError) as refused:
        rate.take("acc_1")
    assert refused.value.details == {"retry_after_s": 1}
    rate.take("acc_2")  # of another nothing is taken
    clock.now = 0.5
    rate.take("acc_1")
    with pytest.raises(RateLimitedError):
        rate.take("acc_1")
    clock.now = 1000.0
    for _ in range(3):  # and never more than the burst
        rate.take("acc_1")
    with pytest.raises(RateLimitedError):
        rate.take("acc_1")


def test_no_rate_is_no_limit() -> None:
    rate = Rate(0.0, 1, Seconds())
    for _ in range(100):
        rate.take("acc_1")


def test_the_refused_are_told_when_to_come_back(database: Database, database_url: str, tmp_path: Path) -> None:
    settings = Settings(
        database_url=SecretStr(database_url), data_dir=tmp_path / "data", requests_per_s=0.01, requests_burst=2
    )
    app = create_app(settings, lambda _: FakeEngine(), authenticate=authenticate)
    with TestClient(app):
        mine, other = (client_of(app, Caller(f"acc_{n}", "user", "prc_a", (Grant("admin"),))) for n in (1, 2))
        assert [mine.get("/v1/webhooks").status_code for _ in range(3)] == [200, 200, 429]
        refused = mine.get("/v1/webhooks")
        assert refused.json()["code"] == "rate_limited" and 0 < int(refused.headers["retry-after"]) <= 100
        assert other.get("/v1/webhooks").status_code == 200
        assert mine.get("/readyz").status_code == 200  # nobody's in particular


def test_a_form_that_comes_to_a_route_without_one_has_an_end() -> None:
    pieces = (b"x" * 2**20 for _ in range(5))
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    with TestClient(create_app(Settings(max_upload_bytes=2**20), lambda _: FakeEngine())) as client:
        refused = client.post("/v1/clients", content=pieces, headers=form)
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")


def test_a_busy_server_says_so_and_is_alive() -> None:
    engine = FakeEngine(held=True)
    with (
        serve(create_app(Settings(max_requests=1), lambda _: engine)) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        asking = threading.Thread(target=lambda: client.post("/v1/analyses", files={"photo": b"portrait"}))
        asking.start()
        assert wait_until(lambda: "countenance_analyses_in_flight 1.0" in client.get("/metrics").text)
        refused = client.get("/docs")
        assert (refused.status_code, refused.json()["code"]) == (503, "overloaded")
        assert refused.headers["retry-after"] == "1" and client.get("/healthz").status_code == 200
        engine.faces.release()
        asking.join()
        assert any(client.get("/docs").status_code == 200 for _ in range(100))  # its place is free again
