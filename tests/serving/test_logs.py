"""A day through the API leaves nothing about anybody in the logs: every line is searched for whatever was sent."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from opentelemetry.trace import INVALID_SPAN_CONTEXT, NonRecordingSpan, Span, Tracer
from sqlalchemy import text
from starlette.testclient import TestClient

from serving.database import Database
from serving.logs import RequestLog, configure_logs, places_of
from tests.serving.desk.standing import Standing, key

PLANTED = {
    "name": "Wilhelmina Plantagenet",
    "date_of_birth": "1961-02-03",
    "contact": {"email": "wilhelmina@planted.example", "phone": "+1 510 555 0142"},
    "reference": "PMS-77310042",
}
PHOTO = b"planted photo bytes"
TELLING = (
    *("Wilhelmina", "Plantagenet", "1961-02-03", "planted.example", "555 0142", "PMS-77310042", "planted"),
    hashlib.sha256(PHOTO).hexdigest(),
    hashlib.md5(PHOTO, usedforsecurity=False).hexdigest(),
)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged, as the server writes it, however little a line matters."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    configure_logs("debug", stream)
    logging.getLogger("httpx2").setLevel(logging.ERROR)  # the one who asks, not the server
    yield stream
    root.handlers[:], root.level = before, level


def test_a_day_leaves_nothing_about_anybody_in_the_logs(
    standing: Standing, database: Database, lines: io.StringIO
) -> None:
    client = standing.client()
    name = standing.enter(**PLANTED)
    tokens = [client.headers["authorization"].removeprefix("Bearer ")]
    admin = standing.client(standing.caller("admin", strong=True))
    hook = admin.post("/v1/webhooks", json={"url": "https://planted.example/hook"}, headers=key()).json()
    tokens.append(hook["secret"])
    same = key()
    tokens.append(same["Idempotency-Key"])
    asked = [
        client.get("/v1/clients", params={"reference": PLANTED["reference"]}),
        client.get(f"/v1/clients/{name}"),
        client.patch(f"/v1/clients/{name}", json={"name": "Wilhelmina Planted"}, headers={"If-Match": '"1"'}),
        client.post("/v1/clients", json=PLANTED | {"weight": "planted"}, headers=same),
        client.post("/v1/clients", json=PLANTED | {"location": standing.oakland}, headers=same),
        client.post("/v1/clients", content=b'{"name": "Wilhelmina', headers=same),
        client.get("/v1/clients/Wilhelmina Plantagenet"),
        client.get("/planted/Plantagenet", params={"born": "1961-02-03"}),
        client.post("/v1/analyses", files={"photo": ("Plantagenet.jpg", PHOTO)}),
        client.post("/v1/analyses", files={"photo": ("planted.jpg", b"text")}),
        client.post("/v1/analyses", files={"photo": ("planted.jpg", b"bug")}),
        standing.client().get("/v1/clients", headers={"Authorization": "Bearer planted-token"}),
    ]
    with database.writing() as session:
        session.execute(text("ALTER TABLE clients RENAME TO clients_gone"))
    asked.append(client.post("/v1/clients", json=PLANTED | {"location": standing.oakland}, headers=key()))
    assert asked[-1].status_code >= 500 and {answer.status_code for answer in asked} >= {200, 401, 404, 422}
    written = lines.getvalue()
    assert written.count('"route": "/v1/clients"') >= 4
    assert [line for line in written.splitlines() for word in (*TELLING, *tokens) if word in line] == []
    assert all(json.loads(line) for line in written.splitlines())


def test_an_unexpected_error_is_placed_and_not_quoted() -> None:
    try:
        try:
            int("Wilhelmina")
        except ValueError as error:
            raise KeyError("Plantagenet") from error
    except KeyError as error:
        told = places_of(error)
    assert told[0] == "builtins.KeyError" and "builtins.ValueError" in told
    assert any("test_logs.py" in line for line in told)
    assert "Wilhelmina" not in "".join(told) and "Plantagenet" not in "".join(told)


def test_an_exception_in_a_line_is_placed_and_not_quoted(lines: io.StringIO) -> None:
    try:
        raise ValueError("Wilhelmina")
    except ValueError:
        logging.getLogger("serving.test").exception("it failed")
    (line,) = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert line["says"] == "it failed" and line["error"][0] == "builtins.ValueError"
    assert "Wilhelmina" not in lines.getvalue()


class Spans(Tracer):
    """An SDK's tracer, as far as it matters here: keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, object]]] = []

    def start_span(self, *args: object, **kwargs: object) -> Span:
        return NonRecordingSpan(INVALID_SPAN_CONTEXT)

    @contextmanager
    def start_as_current_span(self, *args: object, **kwargs: object) -> Iterator[Span]:
        spans = self

        class Kept(NonRecordingSpan):
            def update_name(self, name: str) -> None:
                spans.told.append((name, {}))

            def set_attributes(self, attributes) -> None:
                spans.told[-1][1].update(attributes)

        yield Kept(INVALID_SPAN_CONTEXT)


def test_a_span_says_what_a_line_says_and_no_more() -> None:
    app, spans = FastAPI(), Spans()

    @app.get("/v1/clients/{client}")
    def client(client: str) -> None:
        """Found."""

    app.add_middleware(RequestLog, lambda *_: None, spans)
    answer = TestClient(app).get("/v1/clients/Wilhelmina?reference=PMS-77310042")
    facts = {"http.request.method": "GET", "http.route": "/v1/clients/{client}", "http.response.status_code": 200}
    facts |= {"countenance.request": answer.headers["x-request-id"]}
    assert spans.told == [("GET /v1/clients/{client}", facts)]
