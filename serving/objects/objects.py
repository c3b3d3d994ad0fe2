"""Sealed photos and documents: put, get, delete, list, sweep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from obstore.exceptions import BaseError
from obstore.store import ObjectStore

from serving.objects.errors import ObjectMissingError, ObjectsUnavailableError
from serving.objects.form import checked_name, new_name, read_form, stored_form


class Place(Protocol):
    """Where objects lie. `put` shows all of an object or nothing, and returns when it can't be lost."""

    @property
    def store(self) -> ObjectStore: ...

    def put(self, name: str, stored: bytes) -> None: ...

    def tidy(self, older_than: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """An object that is there: its name, its size in bytes, and since when."""

    name: str
    size: int
    at: datetime


class Objects:
    """Objects are written once, under a name of their own, and sealed before they come here.

    An object is put before the row that names it is committed: a row without its object can't be, and an object without
    a row is swept. Every method may raise ObjectsUnavailableError.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    def put(self, practice: str, owner: str, sealed: bytes) -> str:
        """Keeps sealed bytes of at most 40 MB or so, and gives the name they are found by."""
        name = new_name(practice, owner)
        with _translated():
            self._place.put(name, stored_form(sealed))
        return name

    def put_as(self, name: str, sealed: bytes) -> None:
        """Keeps them under the name that they had elsewhere: a backup's way back."""
        with _translated():
            self._place.put(checked_name(name), stored_form(sealed))

    def get(self, name: str) -> bytes:
        """The sealed bytes.

        Raises:
            ObjectMissingError, ObjectDamagedError.
        """
        with _translated():
            try:
                stored = bytes(self._place.store.get(checked_name(name)).bytes())
            except FileNotFoundError as error:
                raise ObjectMissingError() from error
        return read_form(stored)

    def delete(self, name: str) -> None:
        """Deletes an object, or leaves it that there is none."""
        with _translated(), suppress(FileNotFoundError, ObjectMissingError):
            self._place.store.delete(checked_name(name))

    def kept(self, prefix: str = "") -> Iterator[Kept]:
        """Every object, or those of `practice` or `practice/owner`, in no particular order."""
        with _translated():
            for chunk in self._place.store.list(prefix or None):
                for meta in chunk:
                    yield Kept(meta["path"], meta["size"], meta["last_modified"])

    def sweep(self, known: Callable[[Sequence[str]], Collection[str]], older_than: datetime) -> list[str]:
        """Deletes objects that no row names, and gives their names.

        Args:
            known: which of some names (up to 500) rows name.
            older_than: younger ones are left alone: their row may be about to be committed.
        """
        with _translated():
            self._place.tidy(older_than)
        old = [kept.name for kept in self.kept() if kept.at < older_than]
        swept = []
        for start in range(0, len(old), _ASKED):
            asked = old[start : start + _ASKED]
            swept += sorted(set(asked) - set(known(asked)))
        for name in swept:
            self.delete(name)
        return swept

    def ping(self) -> None:
        """A round trip to the real thing."""
        with _translated():
            self._place.store.list_with_delimiter("ping")


_ASKED = 500


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        raise ObjectsUnavailableError() from error
