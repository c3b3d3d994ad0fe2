"""A photo goes to the client whose it is, and its projections with it: those that this client may be shown.

A projection was made on one client's agreements, age and profile, and shows another's face. So everything is asked of
that other client as if it were made now; where the answer is no, or where it shows a plan that is not theirs, it is
destroyed.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from serving.clients import Client
from serving.consents import ConsentMissingError
from serving.desk import Desk, Work
from serving.photos.files import Putting
from serving.photos.tables import Photo
from serving.projections.stored.asking import grounds_of
from serving.projections.stored.destroying import destroy_one
from serving.projections.stored.finding import files_of
from serving.projections.stored.sealing import open_picture, picture_at, seal_shown, shown_of
from serving.projections.stored.tables import StoredProjection
from serving.vault import KeyDestroyedError
from simulation.errors import ProjectionNotAuthorizedError


def sealed_anew(desk: Desk, photo: Photo, client: str, put: Putting) -> dict[str, str]:
    """Pictures of the projections that may go, sealed for the other client before the transaction that names them.

    Each keeps its projection's own key, so that whoever deletes it ends older copies, too.

    Returns:
        Names in the object store, by the id of the row that will name each.
    """
    with desk.reading() as work:
        to = work.session.get_one(Client, client)
        going = [(row, files_of(work, row)) for row in _of(work, photo) if _consents(work, row, to) is not None]
    opened = {file.id: (row.key, open_picture(desk.office, row, file)) for row, files in going for file in files}
    return {file: put.put_at(client, key, picture_at(file), data) for file, (key, data) in opened.items()}


def move_projections(work: Work, photo: Photo, to: Client, anew: Mapping[str, str]) -> int:
    """While the photo is still the client's before. What does not go is destroyed; how many that were."""
    destroyed = 0
    for row in _of(work, photo):
        consents = _consents(work, row, to)
        if consents is None or any(file.id not in anew for file in files_of(work, row)):
            destroy_one(work, row, "photo_moved")
            destroyed += 1
        else:
            _move(work, row, to, anew, consents)
    return destroyed


def _of(work: Work, photo: Photo) -> list[StoredProjection]:
    mine = (StoredProjection.photo == photo.id) & (StoredProjection.client == photo.client)
    return list(work.session.scalars(select(StoredProjection).where(mine).order_by(StoredProjection.id)))


def _consents(work: Work, row: StoredProjection, to: Client) -> tuple[str, ...] | None:
    """Ids of the other client's, that it would rest on; None where it may not be shown to them."""
    if row.plan is not None:
        return None
    try:
        grounds = grounds_of(work, to)
        grounds.authorized(shown_of(work.office, row))
    except (ConsentMissingError, ProjectionNotAuthorizedError, KeyDestroyedError):
        return None
    return grounds.consents


def _move(work: Work, row: StoredProjection, to: Client, anew: Mapping[str, str], consents: tuple[str, ...]) -> None:
    shown, files = shown_of(work.office, row), files_of(work, row)
    old = [file.object for file in files]
    row.client, row.consents = to.id, ",".join(consents)
    seal_shown(work, row, shown)
    for file in files:
        file.client, file.object = to.id, anew[file.id]
    work.session.flush()
    work.office.kept.doom(work.session, old, work.now)
