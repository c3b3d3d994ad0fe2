"""What the desk stands on, as far as it needs to know it. Who may what is `serving.access.Policy`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVarTuple

from fastapi import Request
from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from serving.access import Caller

Row = TypeVarTuple("Row")
Column = InstrumentedAttribute[Any] | ColumnElement[Any]


class Sealing(Protocol):
    """Keeps what is about a person such that only this house reads it, and nobody once the key is destroyed."""

    def create(self, owner: str) -> object:
        """Makes a key for an owner: the id of a client or of a practice."""

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        """Sealed with the owner's key.

        Args:
            what: where it will stand, `table.column:row id`; elsewhere it does not open.
        """

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        """What was sealed, or a typed error: another owner's, another place's, altered, or the key is destroyed."""


class Authenticate(Protocol):
    def __call__(self, request: Request) -> Caller:
        """Whose request it is, or a typed error with status 401. Called in a thread."""


@dataclass(frozen=True, slots=True)
class ScopeColumns:
    """Where a table says whose a row is.

    Attributes:
        practice: every table has it.
        client: whose row it is; None for what belongs to a practice.
        location: of the client or thing; where None and a client is named, that client's home location counts.
    """

    practice: Column
    client: Column | None = None
    location: Column | None = None


class ScopedTable(Protocol):
    @classmethod
    def scope(cls) -> ScopeColumns: ...


class Scope(Protocol):
    """The rows that a caller may see at all, in SQL: what the policy would answer `.read` to."""

    def __call__(self, caller: Caller, statement: Select[*Row], columns: ScopeColumns) -> Select[*Row]: ...


class Recorder(Protocol):
    """The audit."""

    def record(
        self, session: Session, caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]
    ) -> None:
        """Appends in this transaction.

        Args:
            event: `<kind>.<what happened>`, such as `client.created`.
            subject: id of the thing.
            facts: ids, versions, states, codes; never what is sealed.
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
