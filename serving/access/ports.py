"""What credentials stand on: the vault, which keeps what is about people, and the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from serving.access.caller import Caller


class Transactions(Protocol):
    """What credentials need of a database."""

    def writing(self) -> AbstractContextManager[Session]: ...

    def reading(self) -> AbstractContextManager[Session]: ...


class Joined:
    """Transactions that are all one, which somebody else began and ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        yield self._session
        self._session.flush()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._session


class Sealing(Protocol):
    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        """Sealed with the owner's key; `what` is where it will stand, `table.column:row id`."""

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """What was sealed, or a typed error."""


class Recorder(Protocol):
    def record(
        self, session: Session, caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]
    ) -> None:
        """Appends to the audit in this transaction: ids, states and codes alone."""
