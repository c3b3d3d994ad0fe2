"""Where the ledger's lines are kept: a file, or objects of an S3 bucket, one a line."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import ObjectStore

from serving.data_folder import make_private, sync_folder
from serving.vault.errors import LedgerBehindError, LedgerUnavailableError

_AT_ONCE = 16  # lines asked for at a time


class FileMedium:
    """A file of lines, for its owner's eyes alone.

    A line without an end is one whose writing was cut off: nobody was told that it is there, and the next one takes its
    place.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, known: Sequence[bytes] = ()) -> list[bytes]:
        with _told():
            try:
                return _whole_lines(self._path.read_bytes())
            except FileNotFoundError:
                return []

    def append(self, number: int, line: bytes) -> None:
        with _told():
            make_private(self._path.parent)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _append(file, number, line)
            sync_folder(self._path.parent)


def _append(file: BinaryIO, number: int, line: bytes) -> None:
    lines = _whole_lines(file.read())
    if len(lines) != number - 1:
        raise LedgerBehindError(lines=len(lines), expected=number - 1)
    file.seek(sum(len(each) + 1 for each in lines))
    file.truncate()
    file.write(line + b"\n")
    file.flush()
    os.fsync(file.fileno())


def _whole_lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")[:-1]


class ObjectMedium:
    """One object a line, never written over. A bucket with object lock keeps them from being deleted, too.

    Of the lines that are known only the last one is fetched again: a ledger that is gone, or another, is seen by that.
    """

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def read(self, known: Sequence[bytes] = ()) -> list[bytes]:
        taken = max(len(known) - 1, 0)
        with _told():
            after = _name(taken) if taken else None
            names = sorted(meta["path"] for chunk in self._store.list(offset=after) for meta in chunk)
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                return [*known[:taken], *pool.map(lambda name: bytes(self._store.get(name).bytes()), names)]

    def append(self, number: int, line: bytes) -> None:
        with _told():
            try:
                self._store.put(_name(number), line, mode="create")
            except AlreadyExistsError as error:
                raise LedgerBehindError(lines=number, expected=number - 1) from error


def _name(number: int) -> str:
    return f"{number:012d}"


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OSError, BaseError) as error:
        raise LedgerUnavailableError() from error
