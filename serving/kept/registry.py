"""The names of everything that is kept about a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from serving.database import Base
from serving.kept.tables import DoomedObject
from serving.wording import Language

if TYPE_CHECKING:  # an office holds these names, and a work is done in an office
    from serving.desk import Work

What = Literal["face_geometry", "photos", "projections", "drafts"]
Destroy = Callable[["Work", str], int]
"""Destroys one kind of thing of a client, in a transaction, and says how many there were. Objects: `Kept.doom`."""
Places = Mapping[str, Callable[[Any], str]]


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table whose rows are clients'.

    Attributes:
        owner: the column that says whose a row is.
        mine: the condition of a client's rows, where no column of theirs says it.
        sealed: columns of bytes sealed with the client's key, and where they stand: `table.column:row id` of a row.
        objects: columns with the names of sealed objects, and where those stand.
        key: the column with the id of a key of the row's own, which ends with it or before; empty where there is none.
        one: attributes of which a client has one row at most, such as the account of an assignment; None where there
            may be any number. Of merged clients the survivor's stays.
        goes: nothing of it is taken over when clients are merged.
        exported: the client is handed it on asking. Nothing is unless it says so: drafts reach clients by no route.
        words: what the client is told of a row in place of what is sealed in it; empty where that is handed out.
        leaves: which of its rows, where not all.
        signed: it is on record of what was signed, which a law may have held for longer; or which of its rows are.
        exact: it seals one column, of which the very bytes are held, for somebody signed their digest.
        seen: a moment at which the client was there, for the term of the retention schedule; a column, or empty.
    """

    table: type[Base]
    sealed: Places = field(default_factory=dict)
    objects: Places = field(default_factory=dict)
    key: str = ""
    owner: str = "client"
    mine: Callable[[str], ColumnElement[bool]] | None = None
    seen: str = ""
    one: tuple[str, ...] | None = None
    goes: bool = False
    exported: bool = False
    words: Mapping[Language, str] = field(default_factory=dict)
    leaves: Callable[[Session, Any], bool] | None = None
    signed: bool | Callable[[Session, Any], bool] = False
    exact: bool = False

    def held(self, session: Session, row: Any) -> bool:
        """Whether a row outlives its client where a law asks for it."""
        return self.signed if isinstance(self.signed, bool) else self.signed(session, row)

    def of(self, client: str) -> ColumnElement[bool]:
        return self.mine(client) if self.mine else self.table.__table__.c[self.owner] == client


@dataclass(frozen=True, slots=True)
class Kept:
    """Attributes:
    destroys: what ends before the client's record does, by its name in the retention schedule.
    """

    tables: tuple[KeptTable, ...] = ()
    destroys: Mapping[What, tuple[Destroy, ...]] = field(default_factory=dict)

    def rows(self, session: Session, client: str) -> Iterator[tuple[KeptTable, Any]]:
        """Every row of a client, parents before what hangs on them."""
        for kept in self._in_order():
            for row in session.scalars(select(kept.table).where(kept.of(client))):
                yield kept, row

    def keys(self, session: Session, client: str) -> list[str]:
        """Keys of the client's rows' own: in an older backup they may seal what is another client's there."""
        named = [(kept, kept.table.__table__.c[kept.key]) for kept in self.tables if kept.key]
        return [
            key
            for kept, column in named
            for key in session.scalars(select(column).where(kept.of(client), column.is_not(None)))
        ]

    def destroy(self, work: Work, client: str, what: What) -> int:
        """Destroys one kind of thing, and says how many there were."""
        return sum(each(work, client) for each in self.destroys.get(what, ()))

    def forget(self, session: Session, client: str, now: datetime) -> int:
        """Deletes every row of a client, dooms every object, and says how many rows there were."""
        number = 0
        for kept, row in self.rows(session, client):
            self.doom(session, [getattr(row, column) for column in kept.objects], now)
            number += 1
        for kept in reversed(self._in_order()):
            session.execute(delete(kept.table).where(kept.of(client)), execution_options={"synchronize_session": False})
        return number

    def doom(self, session: Session, names: Sequence[str | None], now: datetime) -> None:
        """Has objects deleted once this transaction is on the disk. Names of none are passed over."""
        for name in names:
            if name:
                session.merge(DoomedObject(name=name, at=now))

    def last_seen(self, session: Session, client: str) -> datetime | None:
        """The last moment at which something kept shows that the client was there."""
        moments = []
        for kept in self.tables:
            if kept.seen:
                column = kept.table.__table__.c[kept.seen]
                query = select(column).where(kept.of(client)).order_by(column.desc()).limit(1)
                moments.append(session.scalar(query))
        return max((moment for moment in moments if moment is not None), default=None)

    def _in_order(self) -> list[KeptTable]:
        """As foreign keys ask for it: what is named comes before what names it."""
        order = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
        return sorted(self.tables, key=lambda kept: order[kept.table.__tablename__])
