"""`countenance settings`: what the server would go by. Secrets are never shown."""

from __future__ import annotations

import typer

from serving.cli.configured import read_settings
from serving.cli.console import out
from serving.described_settings import shown, table
from serving.settings import Settings

settings_app = typer.Typer(help="Every setting: a COUNTENANCE_… variable each.", no_args_is_help=True)


@settings_app.callback()
def _settings() -> None:
    """Commands about settings."""


@settings_app.command("show")
def show() -> None:
    """Prints every setting as it is now. Of a secret only whether there is one; of an address no password."""
    settings = read_settings()
    for name in Settings.model_fields:
        out.print(f"COUNTENANCE_{name.upper()}={shown(settings, name)}", markup=False, soft_wrap=True)


@settings_app.command("table")
def print_table() -> None:
    """Prints the table of settings as the documentation has it (Markdown)."""
    out.print(table(), markup=False, soft_wrap=True)
