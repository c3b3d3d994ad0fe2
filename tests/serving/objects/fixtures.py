"""`objects_place`: each test once with a folder and once with a bucket of a real S3 server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from moto.server import ThreadedMotoServer

PLACES = ("folder", "s3")


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_bucket(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket, reached by what the environment says, as in a deployment."""
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "tests"),
        ("AWS_SECRET_ACCESS_KEY", "tests"),
        ("COUNTENANCE_S3_ENDPOINT", s3_endpoint),
        ("COUNTENANCE_S3_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    name = f"tests-{uuid4().hex}"
    httpx.put(f"{s3_endpoint}/{name}").raise_for_status()
    return name


@pytest.fixture(params=PLACES)
def objects_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What the setting `objects` says."""
    if request.param == "folder":
        return str(tmp_path / "objects")
    return f"s3://{request.getfixturevalue('s3_bucket')}/kept"
