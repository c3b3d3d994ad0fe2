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


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    device: Annotated[Literal["cpu", "cuda"] | None, typer.Option(help="Never falls back by itself.")] = None,
) -> None:
    """Serves the API and the page. What is not said here comes from COUNTENANCE_… variables."""
    settings = read_settings(host=host, port=port, device=device)
    try:
        require_device(settings.device)
        engine = vision_engine(settings)
    except CountenanceError as error:
        stop(error)
    app = create_app(settings, open_engine=lambda _: engine)
    _Server(uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning")).run()


class _Server(uvicorn.Server):
    """Says where it serves once it does, not before."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                err.print(f"Serving http://{host}:{port} — Ctrl+C stops it.")
