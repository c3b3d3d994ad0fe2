"""One transaction of a request: what the caller sees, may do and leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Select
from sqlalchemy.orm import Session

from serving.access import Caller, Resource, known_actions
from serving.database import new_id
from serving.desk.errors import NotAllowedError, NotFoundError
from serving.desk.office import Office
from serving.desk.ports import ScopedTable

Item = TypeVar("Item")
Rows = TypeVarTuple("Rows")
_READS = frozenset(action for action in known_actions() if action.endswith(".read"))


@dataclass(frozen=True, slots=True)
class Work:
    """Everything in it is kept or nothing.

    Attributes:
        now: the request's moment, in UTC.
    """

    session: Session
    caller: Caller
    now: datetime
    office: Office

    def may(self, action: str, resource: Resource, *, seen: bool = False) -> None:
        """Goes on only where the policy allows.

        Args:
            seen: the caller knows of the thing already, whatever the policy says of reading it.

        Raises:
            NotAllowedError: the caller sees the thing, but may not do this.
            NotFoundError: the caller may not even know of it.
        """
        if self._allowed(action, resource):
            return
        if resource.practice == self.caller.practice and (seen or self._seen(action, resource)):
            raise NotAllowedError(action)
        raise NotFoundError()

    def visible(self, statement: Select[*Rows], table: type[ScopedTable]) -> Select[*Rows]:
        """The statement, of rows alone that the caller may read: of the practice, of locations and clients lent."""
        return statement.where(self.office.scope.condition(self.caller, table.scope(self.caller)))

    def one(self, statement: Select[Item], table: type[ScopedTable]) -> Item:
        """The one thing that a statement finds among what is visible.

        Raises:
            NotFoundError: there is none, or it is a stranger's.
        """
        found = self.session.scalars(self.visible(statement, table)).one_or_none()
        if found is None:
            raise NotFoundError()
        return found

    def new_id(self, prefix: str) -> str:
        return new_id(prefix, self.now)

    def seal(self, owner: str, what: str, data: bytes) -> bytes:
        return self.office.sealing.seal(owner, what, data)

    def unseal(self, owner: str, what: str, sealed: bytes) -> bytes:
        return self.office.sealing.unseal(owner, what, sealed)

    def digest(self, purpose: str, data: bytes) -> bytes:
        """By which the caller's practice finds again what it does not store in the clear; 32 bytes."""
        return self.office.secrets.digest(self.session, self.caller.practice, purpose, data)

    def record(self, event: str, subject: str, **facts: object) -> None:
        """In the audit, with this transaction: ids, versions, states and codes alone."""
        self.office.recorder.record(self.session, self.caller, self.now, event, subject, facts)

    def emit(self, kind: str, subject: str, *, client: str = "", **data: str | int) -> None:
        """For systems that listen, with this transaction: ids and versions alone."""
        self.office.outbox.emit(self.session, self.caller.practice, self.now, kind, subject, client=client, data=data)

    def _seen(self, action: str, resource: Resource) -> bool:
        """Whether the caller may know of it: what is to be created does not exist yet, and hides nothing."""
        kind, _, verb = action.partition(".")
        if verb == "create":
            return True
        read = next((name for name in (f"{kind}.read", "client.read") if name in _READS), "")
        return self._allowed(read, resource)

    def _allowed(self, action: str, resource: Resource) -> bool:
        return self.office.policy.allows(self.caller, action, resource)
