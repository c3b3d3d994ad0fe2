"""`countenance backup` and `countenance restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from models.errors import CountenanceError
from serving.backup import back_up
from serving.backup import restore as bring_back
from serving.cli.configured import read_settings
from serving.cli.console import err, out, stop

_Folder = Annotated[Path, typer.Argument(metavar="DIR", show_default=False)]
_Keys = Annotated[Path | None, typer.Option(help="Where the wrapped keys are; else DIR/keys. Better kept elsewhere.")]


def backup(folder: _Folder, keys: _Keys = None) -> None:
    """Copies database and objects to DIR/data, and the wrapped keys apart from them. Servers may run.

    The master key and the ledger of deletions are never in a backup: keep copies of both elsewhere.
    """
    try:
        made = back_up(read_settings(), folder / "data", keys or folder / "keys", datetime.now(UTC))
    except CountenanceError as error:
        stop(error)
    out.print(f"{made.objects} objects of {made.size / 2**20:.1f} MB, the database and the keys")
    err.print("Without the master key this opens nothing; it is not in here.")


def restore(folder: _Folder, keys: _Keys = None) -> None:
    """Brings a backup back to where the settings say; these places have to be empty, and no server running.

    First every deletion of the ledger is done to the keys. Without ledger and master key nothing is brought back.
    """
    try:
        told = bring_back(read_settings(), folder / "data", keys or folder / "keys")
    except CountenanceError as error:
        stop(error)
    out.print(f"{told.objects} objects, the database and the keys")
    for owner in told.erased:
        out.print(f"{owner} stays erased")
    if told.left_out:
        out.print(f"{told.left_out} objects of erased owners were left out")
