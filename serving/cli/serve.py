"""`countenance serve`: the API and the page."""

from __future__ import annotations

import socket
from typing import Annotated, Literal

import typer
import uvicorn

from models.engine import require_device
from models.errors import CountenanceError
from serving.app import create_app, vision_engine
from serving.cli.configured import read_settings
from serving.cli.console import err, stop
from serving.logs import configure_logs
from serving.opening import configured_database


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    device: Annotated[Literal["cpu", "cuda"] | None, typer.Option(help="Never falls back by itself.")] = None,
) -> None:
    """Serves the API and the page. What is not said here comes from COUNTENANCE_… variables."""
    settings = read_settings(host=host, port=port, device=device)
    try:
        require_device(settings.device)
        configure_logs(settings.log_level)
        configured_database(settings).close()  # one that is older than this server is told before networks load
        engine = vision_engine(settings)
    except CountenanceError as error:
        stop(error)
    app = create_app(settings, open_engine=lambda _: engine)
    waits = max(1, round(settings.drain_s))  # for requests that are being answered
    serving = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,  # its lines are ours
        log_level="warning",
        access_log=False,  # paths and queries stay out of logs
        server_header=False,
        timeout_graceful_shutdown=waits,
    )
    _Server(serving).run()


class _Server(uvicorn.Server):
    """Says where it serves once it does, not before."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                err.print(f"Serving http://{host}:{port} — Ctrl+C stops it.")
