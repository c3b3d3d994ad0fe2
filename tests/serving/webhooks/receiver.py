"""A receiver on this machine: keeps what it got, and answers as a test says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

HOST = "127.0.0.1"


@dataclass
class Receiver:
    """Attributes:
    answers: status and headers, one a request; the last one stands for all that follow.
    """

    answers: list[tuple[int, dict[str, str]]] = field(default_factory=lambda: [(204, {})])
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


class _Busy(ThreadingHTTPServer):
    request_queue_size = 128  # a courier comes with many at once; with five places a slow machine turns some away


@contextmanager
def receiver() -> Iterator[Receiver]:
    mine = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        lock: ClassVar[threading.Lock] = threading.Lock()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with self.lock:
                mine.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                status, headers = mine.answers[0] if len(mine.answers) == 1 else mine.answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = _Busy((HOST, 0), Handler)
    mine.url = f"http://{HOST}:{server.server_port}/hook?of=practice"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield mine
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
