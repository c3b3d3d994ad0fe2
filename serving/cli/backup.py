"""`countenance backup` and `countenance restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from models.errors import CountenanceError
from serving.backup import audited, back_up
from serving.backup import restore as bring_back
from serving.cli.configured import read_settings
from serving.cli.console import err, fail, out, stop

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

    First every deletion of the ledger is done to the keys. Without ledger and master key nothing is brought back. In
    the end the audit is read by the secret at hand; exit code 1 where that is not the one it was written with.
    """
    settings = read_settings()
    try:
        told = bring_back(settings, folder / "data", keys or folder / "keys")
        chains = audited(settings)
    except CountenanceError as error:
        stop(error)
    out.print(f"{told.objects} objects, the database and the keys")
    for owner in told.erased:
        out.print(f"{owner} stays erased")
    if told.left_out:
        out.print(f"{told.left_out} objects of erased owners were left out")
    for chain in chains:
        out.print(f"{chain.practice}: audit {'whole' if chain.whole else 'NOT WHOLE'}, {chain.events} events")
    if not all(chain.whole for chain in chains):
        fail("The audit does not fit the secret at hand", "audit_not_whole")
        err.print(
            "All else is back. Bring the secret (COUNTENANCE_AUDIT_KEY, or its file) before a server starts here, or "
            "what follows is chained by another one; `countenance audit verify` says where it breaks."
        )
        raise typer.Exit(1)
