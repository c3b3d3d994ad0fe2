"""Whether every simulation is labeled as a projection, and says that it promises nothing.

The label of each picture was read back from its pixels before it was kept, and the digest of those very bytes sealed
beside it. Here the newest pictures are opened and held against that: what was changed since does not count.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from models.errors import CountenanceError
from serving.desk import Office
from serving.governance.asked import Asked
from serving.governance.schemas import Missing, Projections
from serving.projections.stored.labels import is_whole
from serving.projections.stored.sealing import open_picture, shown_of
from serving.projections.stored.tables import ProjectionFile, StoredProjection

NEWEST = 50  # pictures: a few seconds of opening


@dataclass(frozen=True, slots=True)
class Counted:
    """Attributes:
    newest: pictures to be opened, outside the transaction.
    """

    told: Projections
    newest: tuple[tuple[StoredProjection, ProjectionFile], ...]


def counted(asked: Asked) -> Counted:
    """What is on record."""
    made, kept = asked.events("projection.completed"), asked.count(StoredProjection)
    missing: list[Missing] = [] if kept else ["no_projections"]
    told = Projections(
        made=made or None,
        kept=kept,
        pictures=asked.count(ProjectionFile),
        labels_checked=None,
        labels_verified=None,
        missing=missing,
    )
    return Counted(told, _newest(asked))


def checked(office: Office, found: Counted) -> Projections:
    """With the newest pictures opened: a second's work for a few dozen, and no transaction is open meanwhile."""
    if not found.newest:
        return found.told
    whole = sum(_is_whole(office, row, file) for row, file in found.newest)
    missing = list(found.told.missing)
    if whole < len(found.newest):
        missing.append("labels_not_whole")
    told = {"labels_checked": len(found.newest), "labels_verified": whole, "missing": missing}
    return found.told.model_copy(update=told)


def _newest(asked: Asked) -> tuple[tuple[StoredProjection, ProjectionFile], ...]:
    file_of = ProjectionFile.projection == StoredProjection.id
    both = select(StoredProjection, ProjectionFile).join(ProjectionFile, file_of).where(asked.mine(StoredProjection))
    rows = both.order_by(StoredProjection.id.desc(), ProjectionFile.id).limit(NEWEST)
    return tuple((row[0], row[1]) for row in asked.work.session.execute(rows))


def _is_whole(office: Office, row: StoredProjection, file: ProjectionFile) -> bool:
    """A picture that can't be opened is not one whose label was found."""
    try:
        return is_whole(open_picture(office, row, file), shown_of(office, row).file(file.view))
    except CountenanceError:
        return False
