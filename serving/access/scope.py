"""The policy as a condition of SQL: a listing returns just the rows that the caller may read.

The condition is asked of the policy itself. To the policy a row is a few yes-or-no facts (`Cell`): where it is, whose
it is, and whether that client is assigned. Each combination is put to it once for each kind of grant, and the allowed
ones become the condition. So there is no second copy of the policy to go out of step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import product
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from serving.access.caller import Caller, Grant, Resource
from serving.access.cedar import CedarPolicy

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Place = Literal["reached", "beyond", "group"]
Whose = Literal["own", "other", "nobody"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table keeps what decisions are made on.

    Attributes:
        kind: whose `<kind>.read` is asked.
        location: None where all rows belong to the group as a whole.
        client: None where rows belong to no client; of the clients' own table, its id.
        assigned: whether a row's client is assigned to this caller; None for never.
    """

    kind: str
    practice: Column
    location: Column | None = None
    client: Column | None = None
    assigned: ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A row as the policy sees it; None where it makes no difference."""

    place: Place | None
    whose: Whose | None
    assigned: bool | None


_PLACES: tuple[Place, ...] = ("reached", "beyond", "group")
_WHOSE: tuple[Whose, ...] = ("own", "other", "nobody")
_CELLS = tuple(Cell(*each) for each in product(_PLACES, _WHOSE, (True, False)))


class Scope:
    """Conditions for one policy; what was asked of it is remembered."""

    def __init__(self, policy: CedarPolicy) -> None:
        self._policy = policy
        self._allowed = lru_cache(maxsize=4096)(self._ask)

    def condition(self, caller: Caller, columns: Columns) -> ColumnElement[bool]:
        """For `where`: the rows that `<kind>.read` is allowed for."""
        reached = [self._of_grant(caller, grant, columns) for grant in caller.grants]
        return and_(columns.practice == caller.practice, or_(false(), *reached))

    def _of_grant(self, caller: Caller, grant: Grant, columns: Columns) -> ColumnElement[bool]:
        # Stand-ins, so that callers alike share what was asked: no locations, client or practice of anybody's.
        kind = replace(grant, locations=None if grant.locations is None else frozenset({"reached"}))
        asks = Caller("", caller.kind, "", (kind,), caller.scopes, None if caller.client is None else "own")
        allowed = self._allowed(asks, f"{columns.kind}.read")
        return or_(false(), *(_condition(cell, caller, grant, columns) for cell in allowed))

    def _ask(self, caller: Caller, action: str) -> tuple[Cell, ...]:
        allowed = {cell for cell in _CELLS if self._policy.allows(caller, action, _example(cell, action))}
        return tuple(sorted(_shortened(allowed), key=repr))


def _example(cell: Cell, action: str) -> Resource:
    return Resource(
        kind=action.split(".")[0],
        practice="",
        location=None if cell.place == "group" else cell.place,
        client=None if cell.whose == "nobody" else cell.whose,
        assigned=bool(cell.assigned),
    )


def _shortened(cells: set[Cell]) -> set[Cell]:
    """The same cells, without the facts that make no difference to any of them."""
    for field in fields(Cell):
        values = {getattr(cell, field.name) for cell in _CELLS}
        merged = {replace(cell, **{field.name: None}) for cell in cells}
        if len(merged) * len(values) == len(cells):
            cells = merged
    return cells


def _condition(cell: Cell, caller: Caller, grant: Grant, columns: Columns) -> ColumnElement[bool]:
    return and_(true(), *_facts(cell, caller, grant, columns))


def _facts(cell: Cell, caller: Caller, grant: Grant, columns: Columns) -> Iterator[ColumnElement[bool]]:
    if cell.place is not None:
        yield _placed(cell.place, columns.location, grant.locations)
    if cell.whose is not None:
        yield _belongs(cell.whose, columns.client, caller.client)
    if cell.assigned is not None:
        assigned = false() if columns.assigned is None else columns.assigned
        yield assigned if cell.assigned else ~assigned


def _placed(place: Place, column: Column | None, locations: Iterable[str] | None) -> ColumnElement[bool]:
    if column is None:
        return true() if place == "group" else false()
    if place == "group":
        return column.is_(None)
    reached = column.in_(sorted(locations or ()))
    return reached if place == "reached" else and_(column.is_not(None), ~reached)


def _belongs(whose: Whose, column: Column | None, client: str | None) -> ColumnElement[bool]:
    if column is None:
        return true() if whose == "nobody" else false()
    if whose == "nobody":
        return column.is_(None)
    if client is None:  # a caller without a client of its own: every client is another
        return column.is_not(None) if whose == "other" else false()
    return column == client if whose == "own" else and_(column.is_not(None), column != client)
