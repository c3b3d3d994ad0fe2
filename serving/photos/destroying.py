"""Face geometry and photos that have to go before their client does: agreements taken back, purposes and terms ended.

Each destroys the key first, for good and in backups, then empties the rows. Where the transaction fails after that, the
rows are there and open nothing: geometry reads as destroyed, a photo as erased.
"""

from __future__ import annotations

from sqlalchemy import delete, select, update

from serving.desk import Work
from serving.photos.ending import end_keys
from serving.photos.tables import Analysis, Photo


def destroy_geometry(work: Work, client: str) -> int:
    """Every landmark, blendshape, outline and proportion of a client's face; how many analyses had some.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    end_keys(work, client, "geometry")
    having = (Analysis.client == client) & Analysis.geometry.is_not(None)
    names = work.session.scalars(select(Analysis.id).where(having)).all()
    gone = {"geometry": None, "key": None, "version": Analysis.version + 1}
    work.session.execute(update(Analysis).where(having).values(gone))
    return len(names)


def destroy_photos(work: Work, client: str) -> int:
    """Every photo of a client; how many there were. What was found on them stays, and so does geometry.

    Raises: as `destroy_geometry`.
    """
    end_keys(work, client, "photos")
    photos = work.session.scalars(select(Photo).where(Photo.client == client)).all()
    work.session.execute(delete(Photo).where(Photo.client == client))
    names = [name for photo in photos for name in (photo.original, photo.bare)]
    work.office.kept.doom(work.session, names, work.now)
    return len(photos)
