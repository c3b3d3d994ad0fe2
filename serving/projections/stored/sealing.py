"""How projections are kept: under a key of their own, and the client's over it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from planning.findings import Finding
from planning.screening import Planned
from serving.desk import Office, Work
from serving.photos.ending import seal_twice, unseal_twice
from serving.projections.leave import Seen
from serving.projections.stored.tables import ProjectionFile, StoredProjection


class Shown(BaseModel):
    """What a projection shows, and what rules are held against when it is asked about again.

    Attributes:
        document: `countenance.projection/1`.
        planned: lines that rules go by.
        findings: of the photo, as they were read for the projection; no geometry.
    """

    model_config = ConfigDict(frozen=True)

    document: dict[str, Any]
    planned: tuple[Planned, ...]
    findings: tuple[Finding, ...]

    @property
    def seen(self) -> Seen:
        return Seen(self.findings, self.document["capture"]["verdict"])

    def file(self, view: str) -> dict[str, Any]:
        """What the document says of a picture."""
        return next(each for each in self.document["files"] if each["view"] == view)


def seal_shown(work: Work, row: StoredProjection, shown: Shown) -> None:
    """With the row's key."""
    data = shown.model_dump_json().encode()
    row.sealed = seal_twice(work.office.sealing, row.client, row.key, shown_at(row), data)


def shown_of(office: Office, row: StoredProjection) -> Shown:
    """Raises:
    KeyDestroyedError: what it rests on has ended.
    """
    return Shown.model_validate_json(unseal_twice(office.sealing, row.client, row.key, shown_at(row), row.sealed))


def open_picture(office: Office, row: StoredProjection, file: ProjectionFile) -> bytes:
    """The file, outside any transaction.

    Raises:
        ObjectMissingError, ObjectDamagedError, ObjectsUnavailableError, KeyDestroyedError.
    """
    return unseal_twice(office.sealing, row.client, row.key, picture_at(file.id), office.objects.get(file.object))


def shown_at(row: StoredProjection) -> str:
    return f"projections.sealed:{row.id}"


def picture_at(file: str) -> str:
    return f"projection_files.object:{file}"
