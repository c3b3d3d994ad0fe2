"""The two streams of the command line."""

from __future__ import annotations

import sys
from typing import NoReturn, TextIO

import typer
from rich.console import Console
from rich.markup import escape

from models.errors import CountenanceError

_PIPE_COLUMNS = 200  # a pipe has no width of its own; at 80 columns hashes and sentences would be cut


def _columns(stream: TextIO) -> int | None:
    return None if stream.isatty() else _PIPE_COLUMNS


out = Console(highlight=False, width=_columns(sys.stdout))  # data
err = Console(stderr=True, highlight=False, width=_columns(sys.stderr))  # progress and problems


def report(error: CountenanceError, subject: str | None = None) -> None:
    """Says what went wrong, with the stable code that scripts can look for."""
    where = f"{subject}: " if subject else ""
    fail(f"{where}{error}", error.code)


def fail(sentence: str, code: str) -> None:
    """A sentence and its code on stderr. The sentence is printed as it is: names of files may hold brackets."""
    err.print(f"[bold red]✗[/] {escape(sentence)} [dim]({code})[/]", soft_wrap=True)


def stop(error: CountenanceError) -> NoReturn:
    """Ends the command because nothing more can be done."""
    report(error)
    raise typer.Exit(1)
