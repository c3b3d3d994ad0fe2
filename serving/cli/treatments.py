"""`countenance treatments`: the treatments of the clinical library: list them, or check every file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planning.files import DocumentInvalidError, Problem
from planning.library import Texts, load_library, read_library, shipped_rule_sets, shipped_treatments
from serving.cli.console import err, fail, out
from serving.cli.documents import read_text

treatments_app = typer.Typer(
    help="The clinical library: list its treatments, or check every file.", no_args_is_help=True
)


@treatments_app.command("list")
def list_treatments() -> None:
    """Every treatment with its kind, where it is given, and whether its file was signed."""
    table = Table("treatment", "kind", "title", "zones", "sign-off", box=None, pad_edge=False)
    for treatment in load_library().treatments.values():
        zones = ", ".join(treatment.zones)
        table.add_row(treatment.id, treatment.kind, treatment.title, zones, treatment.sign_off.state)
    out.print(table)


@treatments_app.command("check")
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Treatment files; those that ship when left out.", show_default=False)
    ] = None,
) -> None:
    """Holds every treatment file and every shared rule against its schema; exits with 1 and names file and line."""
    try:
        library = read_library(_texts(folder) if folder else shipped_treatments(), shipped_rule_sets())
    except DocumentInvalidError as error:
        for problem in error.problems:
            fail(str(problem), error.code)
        raise typer.Exit(1) from None
    rules = sum(1 for _ in library.all_rules())
    err.print(f"[green]✓[/] {len(library.treatments)} treatments, {rules} rules, {len(library.gaps)} gaps")
    waiting = sum(treatment.sign_off.state != "signed" for treatment in library.treatments.values())
    err.print(f"{waiting} of the treatments await the medical director's sign-off.")


def _texts(folder: Path) -> Texts:
    """Of every YAML file in a folder.

    Raises:
        DocumentInvalidError: there is none, or one cannot be read as text.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise DocumentInvalidError([Problem(str(folder), 1, "no .yaml file is here")])
    return {path.name: read_text(path) for path in paths}
