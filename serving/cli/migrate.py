"""`countenance migrate`: brings the database to the tables of this server, when it is asked to."""

from __future__ import annotations

from typing import Annotated

import typer

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, out, stop
from serving.database.schema import Schema
from serving.opening import unchecked_database

_Check = Annotated[bool, typer.Option("--check", help="Only say what is missing; exit code 1 if anything is.")]


def migrate(check: _Check = False) -> None:
    """Takes the steps that the database lacks, all in one transaction. Make a backup before; there is no way back."""
    try:
        database = unchecked_database(read_settings())
        schema = Schema(database)
        steps = schema.missing() if check else schema.upgrade()
        database.close()
    except CountenanceError as error:
        stop(error)
    for step in steps:
        out.print(step)
    if not steps:
        err.print("The database is up to date.")
    if check and steps:
        raise typer.Exit(1)
