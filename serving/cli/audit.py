"""`countenance audit`: whether it is whole, a checkpoint of it, and a copy for others."""

from __future__ import annotations

import base64
import binascii
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from models.errors import CountenanceError
from serving.audit import BLIND_SPOTS, AuditKeys, CheckpointFile, Verified, verify
from serving.audit.configured import configured_audit_keys, configured_checkpoints
from serving.audit.errors import AuditKeyError
from serving.audit.reading import Wanted, end_of, every_event, practices_told_of
from serving.audit.witness import Witness
from serving.cli.configured import read_settings
from serving.cli.console import err, fail, out, stop
from serving.clock import local_now
from serving.database import Database
from serving.opening import configured_database

audit_app = typer.Typer(help="The record of what was done.", no_args_is_help=True)
_KEY_BYTES = 32


@audit_app.callback()
def _audit() -> None:
    """Where database, secret and checkpoints are, the COUNTENANCE_… variables say."""


@audit_app.command("verify")
def verify_all(
    checkpoints: Annotated[
        Path | None, typer.Option(help="A copy of the checkpoints, kept by somebody else.", exists=True, dir_okay=False)
    ] = None,
    public_key: Annotated[
        str | None, typer.Option(help="That checkpoints are checked with, as somebody else noted it: base64.")
    ] = None,
) -> None:
    """Reads every chain as a whole, and says what is not as it was, and what it can't see. Exit code 1 if anything."""
    with _opened() as (database, keys, kept):
        file = CheckpointFile(checkpoints) if checkpoints else kept
        public = _read_key(public_key) if public_key else None
        vouched = file.read()
        with database.reading() as session:
            names = {*practices_told_of(session), *(each.practice for each in vouched)}
            found = [verify(session, name, keys, vouched, public) for name in sorted(names)]
    for one in found:
        _tell(one)
    for sentence in BLIND_SPOTS:
        err.print(sentence)
    if not all(one.whole for one in found):
        raise typer.Exit(1)


@audit_app.command("checkpoint")
def checkpoint() -> None:
    """Writes a checkpoint of every chain now, and prints the public key that they are checked with."""
    with _opened() as (database, keys, kept):
        written = Witness(database, keys, kept, local_now).write()
    err.print(f"{written} chains were vouched for. To be noted elsewhere, the public key:")
    out.print(base64.b64encode(keys.public).decode())


@audit_app.command("export")
def export(
    practice: Annotated[str, typer.Argument(help="Its id.")],
    format: Annotated[Literal["csv", "fhir"], typer.Option(help="A spreadsheet's, or a health record's.")] = "csv",
) -> None:
    """Prints every event of a practice, in order."""
    from serving.audit.exports import written

    with _opened() as (database, _, _):
        with database.reading() as session:
            last = end_of(session, practice)
        for piece in written(every_event(database, practice, Wanted(), last), format):
            sys.stdout.write(piece)


def _tell(found: Verified) -> None:
    state = "whole" if found.whole else "NOT WHOLE"
    out.print(f"{found.practice}: {state}, {found.events} events, vouched for up to number {found.checkpointed}")
    for each in found.findings:
        fail(f"{each.practice}, event {each.number}", each.problem)


def _read_key(written: str) -> bytes:
    try:
        key = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise AuditKeyError("The public key has 32 bytes, written in base64.")
    return key


@contextmanager
def _opened() -> Iterator[tuple[Database, AuditKeys, CheckpointFile]]:
    settings = read_settings()
    try:
        database = configured_database(settings)
        try:
            yield database, configured_audit_keys(settings), configured_checkpoints(settings)
        finally:
            database.close()
    except CountenanceError as error:
        stop(error)
