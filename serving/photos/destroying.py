"""Photos and face geometry that have to go before their client does: deleted, agreements taken back, terms ended.

Each destroys the keys first, for good and in backups, then empties the rows. Where the transaction fails after that,
the rows are there and open nothing: geometry reads as destroyed, a photo as erased. So do rows that a backup brings
back; they are found by the ledger and emptied again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from serving.access import Caller
from serving.clients import Client
from serving.desk import Office, Work
from serving.photos.ending import end_keys
from serving.photos.tables import Analysis, Photo

_ASKED = 500


def destroy_geometry(work: Work, client: str) -> int:
    """Every landmark, blendshape, outline and proportion of a client's face; how many analyses had some.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    having = _having_geometry(work.session, Analysis.client == client)
    end_keys(work, [each.key for each in having], "purpose_ended")
    _empty(having)
    work.session.flush()
    return len(having)


def destroy_photos(work: Work, client: str) -> int:
    """Every photo of a client; how many there were. What was found on them stays, and so does geometry.

    Raises: as `destroy_geometry`.
    """
    photos = work.session.scalars(select(Photo).where(Photo.client == client).with_for_update()).all()
    end_keys(work, [photo.key for photo in photos], "purpose_ended")
    _forget(work, photos)
    return len(photos)


def destroy_photo(work: Work, photo: Photo) -> None:
    """One photo, with the geometry that was read from it.

    Raises: as `destroy_geometry`.
    """
    on_it = or_(Analysis.photo == photo.id, Analysis.animated == photo.id)
    having = _having_geometry(work.session, on_it & (Analysis.client == photo.client))
    end_keys(work, [photo.key, *(each.key for each in having)], "photo_deleted")
    _empty(having)
    _forget(work, [photo])


def finish_endings(office: Office) -> int:
    """Empties rows whose keys the ledger tells to be destroyed: cut off in between, or brought back by a backup.

    Says how many. Before a server serves, and every hour. The objects go with the doomed ones.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError, DatabaseUnavailableError.
    """
    number = 0
    for keys in ended_keys(office):
        with office.database.reading() as session:
            both = [select(table.practice).where(table.key.in_(keys)).distinct() for table in (Photo, Analysis)]
            practices = {name for statement in both for name in session.scalars(statement)}
        for practice in sorted(practices):
            with office.database.writing() as session:
                number += _finish(Work(session, Caller("ledger", "system", practice, ()), office.now(), office), keys)
    return number


def ended_keys(office: Office) -> Iterator[Sequence[str]]:
    """Keys that are no client's or practice's own, some at a time."""
    told = (entry.destruction.owner for entry in office.sealing.entries())
    owners = [owner for owner in told if owner.startswith("key_")]
    for start in range(0, len(owners), _ASKED):
        yield owners[start : start + _ASKED]


def _finish(work: Work, keys: Sequence[str]) -> int:
    """Of the work's practice."""
    sealed_by = (Photo.practice == work.caller.practice) & Photo.key.in_(keys)
    photos = work.session.scalars(select(Photo).where(sealed_by).with_for_update()).all()
    having = _having_geometry(work.session, (Analysis.practice == work.caller.practice) & Analysis.key.in_(keys))
    for photo in photos:
        _record(work, "photo.deleted", photo)
    for analysis in having:
        _record(work, "face_geometry.destroyed", analysis)
    _empty(having)
    _forget(work, photos)
    return len(photos) + len(having)


def _record(work: Work, event: str, row: Photo | Analysis) -> None:
    location = work.session.get_one(Client, row.client).location
    work.record(event, row.id, client=row.client, location=location, why="ledger")


def _having_geometry(session: Session, which: ColumnElement[bool]) -> Sequence[Analysis]:
    return session.scalars(select(Analysis).where(which, Analysis.geometry.is_not(None)).with_for_update()).all()


def _empty(analyses: Iterable[Analysis]) -> None:
    for each in analyses:
        each.geometry = each.key = None


def _forget(work: Work, photos: Sequence[Photo]) -> None:
    """The rows now, their objects when that is on disk."""
    for photo in photos:
        work.session.delete(photo)
    work.session.flush()
    work.office.kept.doom(work.session, [name for photo in photos for name in (photo.original, photo.bare)], work.now)
