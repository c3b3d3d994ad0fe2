"""Projections that have to go before their client does. The keys go first, for good and in backups; then the rows.

Where the transaction fails after that, the rows are there and open nothing. So do rows that a backup brings back; they
are found by the ledger and deleted again.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select

from serving.access import Caller
from serving.clients import Client
from serving.desk import Office, Work
from serving.photos.destroying import ended_keys
from serving.photos.ending import end_keys
from serving.photos.tables import Photo
from serving.projections.stored.tables import ProjectionFile, StoredProjection


def destroy_projections(work: Work, client: str) -> int:
    """Every projection of a client; how many there were.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    return _destroy(work, StoredProjection.client == client, "purpose_ended")


def destroy_of_photo(work: Work, photo: Photo) -> int:
    """Those that show a photo; how many there were.

    Raises: as `destroy_projections`.
    """
    of_it = (StoredProjection.client == photo.client) & (StoredProjection.photo == photo.id)
    return _destroy(work, of_it, "photo_deleted")


def destroy_one(work: Work, row: StoredProjection, why: str) -> None:
    """Raises: as `destroy_projections`."""
    _destroy(work, StoredProjection.id == row.id, why)


def finish_projection_endings(office: Office) -> int:
    """Deletes rows whose keys the ledger tells to be destroyed: cut off in between, or brought back by a backup.

    Says how many. Before a server serves, and every hour.

    Raises: as `destroy_projections`; DatabaseUnavailableError.
    """
    number = 0
    for keys in ended_keys(office):
        ended = StoredProjection.key.in_(keys)
        with office.database.reading() as session:
            practices = session.scalars(select(StoredProjection.practice).where(ended).distinct()).all()
        for practice in sorted(practices):
            with office.database.writing() as session:
                caller = Caller("ledger", "system", practice, ())
                number += _finish(Work(session, caller, office.now(), office), ended)
    return number


def _finish(work: Work, ended: ColumnElement[bool]) -> int:
    mine = ended & (StoredProjection.practice == work.caller.practice)
    rows = work.session.scalars(select(StoredProjection).where(mine).with_for_update()).all()
    for row in rows:
        location = work.session.get_one(Client, row.client).location
        work.record("projection.deleted", row.id, client=row.client, location=location, why="ledger")
    _forget(work, rows)
    return len(rows)


def _destroy(work: Work, which: ColumnElement[bool], why: str) -> int:
    rows = work.session.scalars(select(StoredProjection).where(which).with_for_update()).all()
    end_keys(work, [row.key for row in rows], why)
    _forget(work, rows)
    return len(rows)


def _forget(work: Work, rows: Sequence[StoredProjection]) -> None:
    """Rows now, objects when that is on disk."""
    names = [row.id for row in rows]
    mine = ProjectionFile.projection.in_(names)
    objects = work.session.scalars(select(ProjectionFile.object).where(mine)).all()
    work.session.execute(delete(ProjectionFile).where(mine))
    work.session.execute(delete(StoredProjection).where(StoredProjection.id.in_(names)))
    work.office.kept.doom(work.session, objects, work.now)
