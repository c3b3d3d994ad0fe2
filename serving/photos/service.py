"""What is done with photos, in a transaction of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from serving.clients import Client, find_client, resource_of
from serving.consents import standing
from serving.desk import Answer, Work
from serving.photos.destroying import destroy_photo
from serving.photos.details import PhotoDetails, details_of, seal_details, taken
from serving.photos.files import LookedAt
from serving.photos.finding import client_of, find_photo, resource
from serving.photos.schemas import PhotoShown
from serving.photos.tables import Photo
from serving.photos.upload import NewPhoto
from serving.projections.stored.destroying import destroy_of_photo


@dataclass(frozen=True, slots=True)
class Sealed:
    """A photo whose files are in the object store already.

    Attributes:
        id: what it will be named.
        key: the ending key that sealed them.
        original, bare: names of the objects.
    """

    id: str
    key: str
    original: str
    bare: str


def may_keep(work: Work, client: str) -> None:
    """Raises NotFoundError, NotAllowedError, ConsentMissingError."""
    row = find_client(work, client)
    work.may("photo.create", resource_of(work, row, "photo"))
    standing(work.session, row.practice, row.id, work.now).require("keep_photo")


def keep(work: Work, client: str, new: NewPhoto, seen: LookedAt, sealed: Sealed) -> Answer:
    """Raises:
    ConsentMissingError: it was taken back while the photo came.
    """
    row = find_client(work, client, changing=True)
    consents = standing(work.session, row.practice, row.id, work.now).require("keep_photo")
    photo = Photo(
        id=sealed.id,
        practice=row.practice,
        client=row.id,
        received_at=work.now,
        received_by=work.caller.id,
        consents=",".join(consents),
        key=sealed.key,
        original=sealed.original,
        bare=sealed.bare,
    )
    details = _details(work, new, seen)
    seal_details(work, photo, details)
    work.session.add(photo)
    work.session.flush()
    work.record("photo.received", photo.id, client=row.id, location=row.location, sources=consents)
    work.emit("photo.received", photo.id, client=row.id)
    return Answer.of(PhotoShown.of(photo, details), row.id, status=201, at=f"/v1/photos/{photo.id}")


def read(work: Work, name: str) -> PhotoShown:
    photo = find_photo(work, name)
    record_read(work, photo, "photo.read")
    return PhotoShown.of(photo, details_of(work, photo))


def record_read(work: Work, photo: Photo, event: str) -> None:
    client = client_of(work, photo)
    work.record(event, photo.id, client=client.id, location=client.location)


def delete(work: Work, name: str) -> None:
    """With the geometry that was read from it, and its projections, also in backups. What was found stays on record.

    Raises:
        NotFoundError, NotAllowedError.
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: it is still there.
    """
    photo = find_photo(work, name)
    work.may("photo.delete", resource(work, photo, "photo"))
    client = client_of(work, photo, changing=True)
    shown = destroy_of_photo(work, photo)
    destroy_photo(work, photo)
    work.record("photo.deleted", photo.id, client=client.id, location=client.location, projections=shown)


def photos_of(work: Work, client: str) -> Client:
    """The client whose photos the caller may list."""
    row = find_client(work, client)
    work.may("photo.read", resource_of(work, row, "photo"))
    return row


def _details(work: Work, new: NewPhoto, seen: LookedAt) -> PhotoDetails:
    said = new.declared.model_dump() | {"taken_at": taken(new.declared, work.now)}
    return PhotoDetails(
        **said,
        sha256=seen.sha256,
        size_bytes=len(new.data),
        format=seen.format,
        width=seen.width,
        height=seen.height,
    )
