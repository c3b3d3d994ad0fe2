"""A photo's two files: as it came, and bare of whatever is not a pixel. Sealed before they reach the object store."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.errors import CountenanceError
from serving.database import DatabaseUnavailableError
from serving.desk import Office, Work
from serving.photos.ending import seal_twice, unseal_twice
from serving.photos.tables import Photo
from vision.photo import decode_photo, encode_jpeg

logger = logging.getLogger(__name__)
Which = Literal["original", "bare"]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that is a photo.

    Attributes:
        bare: JPEG of its pixels, upright, sRGB.
    """

    sha256: str
    format: str
    width: int
    height: int
    bare: bytes


def look_at(data: bytes) -> LookedAt:
    """Decodes a file once: what is no photo is told before anything is kept.

    Raises:
        PhotoError.
    """
    photo = decode_photo(data)
    return LookedAt(photo.sha256, photo.format, photo.width, photo.height, encode_jpeg(photo.image_rgb))


def open_file(office: Office, photo: Photo, which: Which) -> bytes:
    """One of the files, outside any transaction.

    Raises:
        ObjectMissingError, ObjectDamagedError, ObjectsUnavailableError, KeyDestroyedError.
    """
    sealed = office.objects.get(photo.original if which == "original" else photo.bare)
    return unseal_twice(office.sealing, photo.client, photo.key, _where(photo.id, which), sealed)


@dataclass(slots=True)
class Putting:
    """Objects that are put before the transaction whose row will name them."""

    office: Office
    practice: str
    _names: list[str] = field(default_factory=list)

    def put(self, client: str, key: str, photo: str, which: Which, data: bytes) -> str:
        """Its name."""
        sealed = seal_twice(self.office.sealing, client, key, _where(photo, which), data)
        name = self.office.objects.put(self.practice, client, sealed)
        self._names.append(name)
        return name

    def take_back(self) -> None:
        """There will be no row."""
        delete_objects(self.office, self._names)


@contextmanager
def putting(office: Office, practice: str) -> Iterator[Putting]:
    """What was put is taken back where it was refused; what a crash or a lost database leaves, is swept later."""
    put = Putting(office, practice)
    try:
        yield put
    except DatabaseUnavailableError:
        raise  # the row may be there all the same
    except CountenanceError:
        put.take_back()
        raise


def delete_after(work: Work, names: Sequence[str]) -> None:
    """Deletes objects once the transaction is on disk, and not before: their rows are there until then."""

    def delete(session: Session) -> None:
        delete_objects(work.office, names)

    event.listen(work.session, "after_commit", delete, once=True)


def delete_objects(office: Office, names: Sequence[str]) -> None:
    """What can't be deleted now is swept later, for no row names it."""
    try:
        for name in names:
            office.objects.delete(name)
    except CountenanceError as error:
        logger.warning("Objects were left to be swept: %s", error.code)


def _where(photo: str, which: Which) -> str:
    return f"photos.{which}:{photo}"
