"""A real uvicorn server on a free port, in a thread, for as long as a test needs it."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from .fakes import wait_until

# For clients that speak plain HTTP: to read the certificates of this world for each would take longer than the tests.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@contextmanager
def serve(app: FastAPI) -> Iterator[str]:
    """The server's base URL. The thread is joined at the end, so that nothing leaks into the next test."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert wait_until(lambda: server.started or not thread.is_alive(), 60.0)
        assert server.started, "the server did not start"
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30.0)
        assert not thread.is_alive(), "the server did not stop"
