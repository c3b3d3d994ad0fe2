"""`countenance retention`: what the server does every day, done now."""

from __future__ import annotations

import typer

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, out, stop
from serving.clock import local_now
from serving.opening import open_office
from serving.retention import sweep_retention

retention_app = typer.Typer(help="How long what is kept, and what ends it.")


@retention_app.callback()
def retention() -> None:
    """Commands about retention."""


@retention_app.command("sweep")
def sweep() -> None:
    """Destroys what has ended by the schedule, in all practices. A running server does it every hour by itself."""
    try:
        with open_office(read_settings(), local_now, announce=err.print) as office:
            gone = sweep_retention(office)
    except CountenanceError as error:
        stop(error)
    for what, number in sorted(gone.items()):
        out.print(f"{number} {what}")
    if not gone:
        out.print("Nothing has ended.")
