"""`countenance serve`: the API and the page."""

from __future__ import annotations

from typing import Annotated, Literal

import typer
import uvicorn
from pydantic import ValidationError

from serving.app import create_app
from serving.cli.console import err
from serving.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    device: Annotated[Literal["cpu", "cuda"] | None, typer.Option(help="Never falls back by itself.")] = None,
) -> None:
    """Serves the API and the page. What is not said here comes from COUNTENANCE_… variables."""
    said = {"host": host, "port": port, "device": device}
    try:
        settings = Settings(**{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        err.print(f"[bold red]✗[/] {error}")
        raise typer.Exit(2) from error
    err.print(f"Serving http://{settings.host}:{settings.port} — Ctrl+C stops it.")
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning")
