"""A real HTTP server on this machine that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behavior = Callable[[BaseHTTPRequestHandler], None]


class FakeEndpoint:
    """What was asked of it, and where it is."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[dict[str, Any]] = []


@contextmanager
def fake_endpoint(behave: Behavior) -> Iterator[FakeEndpoint]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            fake.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            try:
                behave(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has had enough, which is what the test is about

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake = FakeEndpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def raw(body: bytes, status: int = 200) -> Behavior:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def says(content: object, ended: str = "stop") -> Behavior:
    """A well-formed completion with that content."""
    choice = {"index": 0, "finish_reason": ended, "message": {"role": "assistant", "content": content}}
    return raw(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def sentences(*texts: str) -> Behavior:
    return says(json.dumps({"sentences": texts}))
