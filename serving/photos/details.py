"""What is kept of a photo beside its bytes, sealed."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from serving.color_corrections import TABLET_NAME
from serving.desk import Work
from serving.photos.tables import Photo
from vision.capture import Expression, View

TAKEN_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


class Declared(BaseModel):
    """What whoever took a photo says of it: the form's fields beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    view: View = Field("front", description="Which side it shows; left and right are the client's")
    expression: Expression = Field("rest", description="What the client was asked to do")
    tablet: str | None = Field(
        None, pattern=TABLET_NAME, description="Whose stored color correction it is measured with", examples=["front-1"]
    )
    taken_at: AwareDatetime | None = Field(
        None,
        ge=TAKEN_SINCE,
        description="When it was taken, with a time zone; now if nothing is said",
        examples=["2026-11-22T09:00Z"],
    )


class PhotoDetails(Declared):
    """Attributes:
    sha256: of the file as it came.
    size_bytes: of that file.
    width, height: upright.
    moved_because: why it was moved here from another client's chart.
    """

    taken_at: AwareDatetime
    sha256: str
    size_bytes: int
    format: str
    width: int
    height: int
    moved_because: str | None = None


def seal_details(work: Work, photo: Photo, details: PhotoDetails) -> None:
    photo.sealed = work.seal(photo.client, details_at(photo.id), details.model_dump_json().encode())


def details_of(work: Work, photo: Photo) -> PhotoDetails:
    return PhotoDetails.model_validate_json(work.unseal(photo.client, details_at(photo.id), photo.sealed))


def taken(declared: Declared, now: datetime) -> datetime:
    return declared.taken_at or now


def details_at(photo: str) -> str:
    return f"photos.sealed:{photo}"
