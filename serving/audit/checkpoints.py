"""Signed ends of chains, kept where the database is not: what was there then can't be cut off any more."""

from __future__ import annotations

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.audit.entry import FORMAT
from serving.audit.errors import CheckpointsUnreadableError
from serving.audit.keys import AuditKeys
from serving.audit.tables import AuditHead
from serving.data_folder import sync_folder


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The end of a practice's chain at a moment.

    Attributes:
        mac: of the last event.
        signature: Ed25519 over all the rest.
    """

    practice: str
    number: int
    mac: bytes
    at: datetime
    signature: bytes = b""

    def told(self) -> bytes:
        """What is signed."""
        return _json(self._fields()).encode()

    def signed(self, keys: AuditKeys) -> Self:
        return type(self)(self.practice, self.number, self.mac, self.at, keys.sign(self.told()))

    def genuine(self, public: bytes) -> bool:
        """Whether the holder of the key that belongs to `public` (32 bytes) signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(self.signature, self.told())
        except InvalidSignature:
            return False
        return True

    def line(self) -> str:
        """As a file keeps it."""
        return _json({**self._fields(), "signature": base64.b64encode(self.signature).decode()})

    @classmethod
    def read(cls, line: str) -> Self:
        """Raises:
        CheckpointsUnreadableError.
        """
        try:
            told = json.loads(line)
            return cls(
                practice=told["practice"],
                number=int(told["number"]),
                mac=bytes.fromhex(told["mac"]),
                at=datetime.fromisoformat(told["at"]),
                signature=base64.b64decode(told["signature"], validate=True),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise CheckpointsUnreadableError("A line of the file is no checkpoint.") from error

    def _fields(self) -> dict[str, str | int]:
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return {
            "format": FORMAT,
            "practice": self.practice,
            "number": self.number,
            "mac": self.mac.hex(),
            "at": at,
        }


class CheckpointFile:
    """One line a checkpoint, only ever added to; each is on disk before `add` returns.

    A line without an end is one whose writing a crash has cut off: nobody was told that it is there, and the next one
    takes its place.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, checkpoint: Checkpoint) -> None:
        """Raises CheckpointsUnreadableError: it can't be written."""
        try:
            with self._path.open("ab+") as file:
                fcntl.flock(file, fcntl.LOCK_EX)  # a command may add to it beside the server
                if cut_off := _cut_off(file):
                    os.truncate(self._path, os.fstat(file.fileno()).st_size - cut_off)
                file.write(checkpoint.line().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self._path.parent)
        except OSError as error:
            raise CheckpointsUnreadableError("The file of checkpoints cannot be written.") from error

    def read(self) -> tuple[Checkpoint, ...]:
        """All of them; none where there is no file.

        Raises:
            CheckpointsUnreadableError.
        """
        if not self._path.exists():
            return ()
        return tuple(self._lines())

    def _lines(self) -> Iterator[Checkpoint]:
        try:
            for line in self._path.read_text(encoding="utf-8").split("\n")[:-1]:
                yield Checkpoint.read(line)
        except (OSError, UnicodeDecodeError) as error:
            raise CheckpointsUnreadableError("The file cannot be read.") from error


def _cut_off(file: BinaryIO) -> int:
    """How many bytes stand behind the last whole line."""
    file.seek(0)
    return len(file.read().rpartition(b"\n")[2])


def checkpoints_of(session: Session, keys: AuditKeys, at: datetime) -> tuple[Checkpoint, ...]:
    """The end of every chain, signed; of none that is still empty."""
    heads = session.execute(select(AuditHead).where(AuditHead.number > 0).order_by(AuditHead.practice)).scalars()
    return tuple(Checkpoint(head.practice, head.number, head.mac, at).signed(keys) for head in heads)


def _json(fields: dict[str, str | int]) -> str:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"))
