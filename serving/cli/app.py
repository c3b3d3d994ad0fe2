"""The command `countenance` and its subcommands. Each lives in a file of its own and is added here."""

from __future__ import annotations

import typer

from serving.cli.analyze import analyze
from serving.cli.calibrate import calibrate
from serving.cli.compare import compare
from serving.cli.evaluate import evaluate
from serving.cli.models import models_app
from serving.cli.sample import sample
from serving.cli.serve import serve
from serving.memory import keep_freed_memory

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _every_command() -> None:
    """Client photos become findings per facial zone. Decision support for a licensed provider; not a diagnosis."""
    keep_freed_memory()


app.command()(analyze)
app.command()(calibrate)
app.command()(compare)
app.command()(evaluate)
app.add_typer(models_app, name="models")
app.command()(sample)
app.command()(serve)
