"""Face geometry and photos that have to go before their client does: agreements taken back, purposes and terms ended.

Each destroys the key first, for good and in backups, then empties the rows. Where the transaction fails after that, the
rows are there and open nothing: geometry reads as destroyed, a photo as erased.
"""

from __future__ import annotations

from sqlalchemy import delete, select, update

from serving.desk import Work
from serving.photos.ending import end_key
from serving.photos.files import delete_after
from serving.photos.tables import Analysis, Comparison, Correction, Photo


def destroy_geometry(work: Work, client: str, why: str = "biometric_withdrawn") -> int:
    """Every landmark, blendshape, outline and proportion of a client's face; how many analyses had some.

    Args:
        why: a code of the retention schedule.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    end_key(work, client, "geometry", why)
    having = (Analysis.client == client) & Analysis.geometry.is_not(None)
    names = work.session.scalars(select(Analysis.id).where(having)).all()
    gone = {"geometry": None, "key": None, "version": Analysis.version + 1}
    work.session.execute(update(Analysis).where(having).values(gone))
    if names:
        work.record("geometry.destroyed", client, client=client, why=why, count=len(names))
    return len(names)


def destroy_photos(work: Work, client: str, why: str = "storage_withdrawn") -> int:
    """Every photo of a client; how many there were. What was found on them stays, and so does geometry.

    Args, raises: as `destroy_geometry`.
    """
    end_key(work, client, "photos", why)
    photos = work.session.scalars(select(Photo).where(Photo.client == client)).all()
    work.session.execute(delete(Photo).where(Photo.client == client))
    delete_after(work, [name for photo in photos for name in (photo.original, photo.bare)])
    for photo in photos:
        work.record("photo.destroyed", photo.id, client=client, why=why)
    return len(photos)


def destroy_analyses(work: Work, client: str) -> int:
    """Whatever was found on a client's photos, with its corrections; how many analyses and comparisons there were."""
    names = [
        *work.session.scalars(select(Analysis.id).where(Analysis.client == client)),
        *work.session.scalars(select(Comparison.id).where(Comparison.client == client)),
    ]
    for table in (Correction, Analysis, Comparison):
        work.session.execute(delete(table).where(table.client == client))
    return len(names)
