"""The two streams of the command line."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console

from models.errors import CountenanceError

out = Console(highlight=False)  # data
err = Console(stderr=True, highlight=False)  # progress and problems


def report(error: CountenanceError, subject: str | None = None) -> None:
    """Says what went wrong, with the stable code that scripts can look for."""
    where = f"{subject}: " if subject else ""
    err.print(f"[bold red]✗[/] {where}{error} [dim]({error.code})[/]")


def stop(error: CountenanceError) -> NoReturn:
    """Ends the command because nothing more can be done."""
    report(error)
    raise typer.Exit(1)
