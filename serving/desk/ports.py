"""What the desk stands on, as far as it needs to know it. Who may what is `serving.access.Policy`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from fastapi import Request
from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from serving.access import Caller, Columns
from serving.vault.ledger import Entry

Column = InstrumentedAttribute[Any] | ColumnElement[Any]


class Sealing(Protocol):
    """Keeps what is about a person such that only this house reads it, and nobody once the key is destroyed."""

    def create(self, owner: str) -> object:
        """Makes a key for an owner, the id of a client or of a practice. Outside any transaction."""

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        """Sealed with the owner's key.

        Args:
            what: where it will stand, `table.column:row id`; elsewhere it does not open.
        """

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """What was sealed, or a typed error: another owner's, another place's, altered, or the key is destroyed."""

    def destroy(self, owner: str, at: datetime, why: str) -> None:
        """Destroys an owner's key for good, in what backups bring back, too.

        Args:
            why: a code.
        """

    def destroy_all(self, owners: Sequence[str], at: datetime, why: str) -> None:
        """The same for several owners at once."""

    def entries(self) -> Sequence[Entry]:
        """Every destruction on record, in order."""

    def ping(self) -> None:
        """A round trip to where the keys are, or a typed error."""


class Authenticate(Protocol):
    def __call__(self, request: Request) -> Caller:
        """Whose request it is, or a typed error with status 401. Called in a thread."""


class ScopedTable(Protocol):
    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        """Where the table keeps what decisions about its rows are made on."""


class Recorder(Protocol):
    """The audit."""

    def record(
        self, session: Session, caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]
    ) -> None:
        """Appends in this transaction.

        Args:
            event: `<kind>.<what happened>`, such as `client.created`.
            subject: id of the thing.
            facts: `client`, `location`, `reviewer`, `sources` and `versions` where they apply; ids, versions, states,
                codes and counts beside them; never what is sealed.
        """


class Outbox(Protocol):
    """Events for systems that listen."""

    def emit(
        self,
        session: Session,
        practice: str,
        at: datetime,
        kind: str,
        subject: str,
        *,
        client: str = "",
        data: Mapping[str, str | int] | None = None,
    ) -> object:
        """Stored in this transaction, sent after it: the kind, ids and versions, nothing else."""
