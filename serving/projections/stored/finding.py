"""The projection that a path names, and its pictures."""

from __future__ import annotations

from sqlalchemy import select

from serving.clients import Client, find_client
from serving.database import is_id
from serving.desk import NotFoundError, Work
from serving.plans.finding import check_readable
from serving.plans.tables import Plan
from serving.projections.making import VIEWS
from serving.projections.stored.errors import ProjectionViewMissingError
from serving.projections.stored.tables import ProjectionFile, StoredProjection

_ORDER: tuple[str, ...] = VIEWS


def find_projection(work: Work, name: str, *, changing: bool = False) -> tuple[StoredProjection, Client]:
    """One that the caller may see, and whose it is.

    Args:
        changing: locks the client, so that nothing is taken back until the transaction has ended.

    Raises:
        NotFoundError, ClientErasedError, ClientNotActiveError.
    """
    if not is_id(name, "prj"):
        raise NotFoundError()
    statement = select(StoredProjection).where(StoredProjection.id == name)
    row = work.one(statement, StoredProjection)
    client = find_client(work, row.client, changing=changing)
    if changing:  # as it is now that the client is locked: it may have gone meanwhile
        row = work.one(statement.execution_options(populate_existing=True), StoredProjection)
    return row, client


def check_shared(work: Work, row: StoredProjection) -> None:
    """What shows a plan is read as the plan is: by the practice's own people before it was shared, by no system.

    Raises:
        PlanNotSharedError, ConsentMissingError.
    """
    if row.plan is not None:
        check_readable(work, work.session.get_one(Plan, row.plan))


def files_of(work: Work, row: StoredProjection) -> list[ProjectionFile]:
    """The projection itself first."""
    mine = select(ProjectionFile).where(ProjectionFile.projection == row.id)
    return sorted(work.session.scalars(mine), key=lambda file: _ORDER.index(file.view))


def file_of(work: Work, row: StoredProjection, view: str | None) -> ProjectionFile:
    """Of a view; the first one where nothing is said.

    Raises:
        ProjectionViewMissingError.
    """
    found = [each for each in files_of(work, row) if view in (None, each.view)]
    if not found:
        raise ProjectionViewMissingError(view=view)
    return found[0]
