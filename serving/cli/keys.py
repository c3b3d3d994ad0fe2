"""`countenance keys`: a new master key or a client's new key, and whether every stored key still opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, fail, out, stop
from serving.settings import Settings
from serving.vault import Vault, configured_vault
from serving.vault.configured import master_key_file
from serving.vault.rotation import needed_masters, rotate_master
from serving.vault.verifying import verify as verified

keys_app = typer.Typer(help="The keys that clients' data is sealed with.", no_args_is_help=True)


@keys_app.callback()
def _keys() -> None:
    """Where they are, and what wraps them, the COUNTENANCE_… variables say."""


@keys_app.command("rotate")
def rotate(
    owner: Annotated[
        str | None, typer.Option(help="Id of a client or practice: a new key for it alone, and nothing else.")
    ] = None,
) -> None:
    """Wraps every key by a new master key. Servers may run. Older backups of the keys open nothing after it.

    A master key in a file is made here, and the old one deleted at the end. One from the environment or a service is
    handed in before, in front of the old one, which may go when this is done.
    """
    settings = read_settings()
    with _opened(settings) as vault:
        if owner is None:
            _rotate_master(settings, vault)
        else:
            vault.rotate(owner)
            out.print(f"{owner} has a new key. What the old ones sealed still opens, until it is resealed.")


@keys_app.command("verify")
def verify() -> None:
    """Unwraps every key once, and holds the key store against the ledger. Exit code 1 where something is wrong."""
    with _opened(read_settings()) as vault:
        found = verified(vault)
    for name, number in sorted(found.masters.items()):
        out.print(f"{number} keys wrapped by {name}")
    out.print(f"{found.deletions} deletions in the ledger, all of them done")
    for one in found.unopened:
        fail(f"{one} does not open", "key_damaged")
    for one in found.untold:
        fail(f"{one} was erased, and the ledger does not say so", "deletion_ledger_behind")
    if not found.whole:
        raise typer.Exit(1)


def _rotate_master(settings: Settings, vault: Vault) -> None:
    file = master_key_file(settings)
    if file is not None:
        file.add()
    done = rotate_master(vault.store, vault.keyring)
    out.print(f"{done.rewrapped} keys are now wrapped by {done.master}")
    needed = needed_masters(vault.store)
    gone = file.keep(needed) if file is not None else [name for name in vault.keyring.names if name not in needed]
    for name in gone:
        out.print(f"{name} was deleted" if file is not None else f"{name} is not needed any more")
    err.print("Older backups of the keys open nothing from now on: make one.")


@contextmanager
def _opened(settings: Settings) -> Iterator[Vault]:
    try:
        vault = configured_vault(settings, err.print)
        try:
            yield vault
        finally:
            vault.close()
    except CountenanceError as error:
        stop(error)
