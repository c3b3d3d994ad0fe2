"""`countenance models`: which models are used, and whether they are the pinned ones."""

from __future__ import annotations

import typer
from rich.table import Table

from models.errors import ModelFileError
from models.registry import REGISTRY
from serving.cli.configured import read_settings
from serving.cli.console import err, out, report
from serving.stores import open_store

models_app = typer.Typer(help="The models: list them, or verify that they are the pinned ones.")


@models_app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    """Without a subcommand, lists."""
    if context.invoked_subcommand is None:
        list_models()


@models_app.command("list")
def list_models() -> None:
    """Every model with version, license, hash and source."""
    table = Table("model", "version", "license", "sha256", "source", box=None, pad_edge=False)
    for spec in REGISTRY:
        table.add_row(spec.name, spec.version, spec.license, spec.sha256[:16], spec.source)
    out.print(table)


@models_app.command("verify")
def verify() -> None:
    """Reads every model file and compares it with its pinned hash; exits with 1 if one differs."""
    store, failed = open_store(read_settings()), False
    for spec in REGISTRY:
        try:
            store.read(spec)
            err.print(f"[green]✓[/] {spec.name}")
        except ModelFileError as error:
            failed = True
            report(error, spec.name)
    if failed:
        raise typer.Exit(1)
