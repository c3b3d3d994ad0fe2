"""Objects that no row names: their transaction was never committed, or has taken the row away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from serving.database import Base, ObjectName
from serving.desk.office import Office

# Long before it is needed, so that a database that was restored by mistake can be changed back for another one.
LEFT_ALONE = timedelta(hours=24)


def sweep_orphans(office: Office) -> list[str]:
    """Deletes them, outside any transaction, and gives their names.

    Raises:
        ObjectsUnavailableError, DatabaseUnavailableError.
    """

    def known(names: Sequence[str]) -> set[str]:
        with office.database.reading() as session:
            return named(session, names)

    return office.objects.sweep(known, office.now() - LEFT_ALONE)


def named(session: Session, names: Sequence[str]) -> set[str]:
    """Which of them a row names, whatever the table."""
    found: set[str] = set()
    for column in _columns():
        found.update(session.scalars(select(column).where(column.in_(names))))
    return found


def _columns() -> list[Column[str]]:
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, ObjectName)
    ]
