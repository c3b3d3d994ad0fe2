"""A real server with the real models, a practice and a signer of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from serving.app import create_app
from serving.settings import Settings
from tests.serving.live import serve
from tests.serving.portraits import large_jpeg

TOXIN = {"treatment": "botulinum_toxin_upper_face"}
REDNESS = {"treatment": "vascular_laser", "zones": ["nose", "mid_cheek"]}
LEAVE = {
    "consent": {"given_on": "2020-01-01", "scope": ["projection"]},
    "date_of_birth": "1980-01-01",
    "blocks": [],
    "holds": [],
}
SAID = {"treatments": [REDNESS], "views": ["projection"], **LEAVE}


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        practice="Linden Aesthetics (sample)", signing_dir=tmp_path_factory.mktemp("signing"), cpu_workers=2
    )


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[httpx.Client]:
    with serve(create_app(settings)) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield client


class Ask:
    """Posts one request: what is usually said, with changes; None takes a field away."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def __call__(self, photo: bytes | None = None, mask: bytes | None = None, **changes: Any) -> httpx.Response:
        said = {name: value for name, value in (SAID | changes).items() if value is not None}
        files: dict[str, Any] = {
            "photo": photo if photo is not None else large_jpeg(),
            "request": (None, json.dumps(said), "application/json"),
        }
        if mask is not None:
            files["mask"] = mask
        return self._client.post("/v1/projections", files=files)


@pytest.fixture(scope="session")
def ask(client: httpx.Client) -> Ask:
    return Ask(client)
