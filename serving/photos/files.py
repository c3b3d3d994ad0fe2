"""A photo's two files: as it came, and bare of whatever is not a pixel. Sealed before they reach the object store."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from models.errors import CountenanceError
from serving.database import DatabaseUnavailableError
from serving.desk import Office
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
    return unseal_twice(office.sealing, photo.client, photo.key, file_at(photo.id, which), sealed)


@dataclass(slots=True)
class Putting:
    """Objects that are put before the transaction whose row will name them."""

    office: Office
    practice: str
    _names: list[str] = field(default_factory=list)

    def put(self, client: str, key: str, photo: str, which: Which, data: bytes) -> str:
        """Its name."""
        return self.put_at(client, key, file_at(photo, which), data)

    def put_at(self, client: str, key: str, place: str, data: bytes) -> str:
        """Its name; sealed for a place."""
        sealed = seal_twice(self.office.sealing, client, key, place, data)
        name = self.office.objects.put(self.practice, client, sealed)
        self._names.append(name)
        return name

    def take_back(self) -> None:
        """There will be no row. What can't be deleted now is swept."""
        try:
            for name in self._names:
                self.office.objects.delete(name)
        except CountenanceError as error:
            logger.warning("Objects were left to be swept: %s", error.code)


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


def file_at(photo: str, which: Which) -> str:
    return f"photos.{which}:{photo}"
