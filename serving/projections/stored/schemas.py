"""Projections that are kept, as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from serving.desk.names import Name
from serving.photos.schemas import CLIENT, PHOTO
from serving.projections.document import ViewName, WarningPart
from serving.projections.request import AskedPart
from serving.projections.stored.tables import StoredProjection
from simulation.labels import Language
from simulation.provenance import PictureFormat
from vision.face import Choice

PROJECTION = "prj_01KAN6W0000000000000000000"


class NewProjection(BaseModel):
    """Treatments, or one of the client's plans. By whose leave is not said here: it is on record, and asked there."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "photo": PHOTO,
                "treatments": [{"treatment": "botulinum_toxin_upper_face", "zones": ["glabella"]}],
                "views": ["projection", "side_by_side"],
            }
        },
    )

    photo: Name = Field(description="Of this client, from the front", examples=[PHOTO])
    treatments: tuple[AskedPart, ...] = Field((), max_length=16)
    plan: Name | None = Field(
        None, description="Of this client, in place of treatments: the visits to come of the option it puts forward"
    )
    day: int | None = Field(None, ge=0, le=3650, description="After the last visit of the series; else the peak")
    face: Choice = Field("only", description="`only` refuses several faces; `largest` takes the largest")
    language: Language = Field("en", description="Of the label")
    format: PictureFormat = Field("jpeg", description="Of the pictures; png keeps every untreated pixel")
    views: tuple[ViewName, ...] = Field(
        ("projection", "side_by_side"), min_length=1, max_length=5, description="`over_time` comes of a plan only"
    )

    @model_validator(mode="after")
    def _treatments_or_plan(self) -> Self:
        if bool(self.treatments) == (self.plan is not None):
            raise ValueError("send treatments, or a plan")
        if self.plan is not None and self.day is not None:
            raise ValueError("day is for treatments; a plan has its days")
        if self.plan is None and "over_time" in self.views:
            raise ValueError("over_time needs a plan")
        return self


class ProjectionListed(BaseModel):
    """A projection, without what it shows."""

    id: str = Field(examples=[PROJECTION])
    client: str = Field(examples=[CLIENT])
    photo: str = Field(description="That it was made from", examples=[PHOTO])
    plan: str | None = Field(description="Whose visits it shows; null where treatments were chosen")
    plan_number: int | None = Field(description="Of the plan's version")
    made_at: datetime
    made_by: str
    consents: list[str] = Field(description="Ids of the consents that it rests on")

    @classmethod
    def of(cls, row: StoredProjection, **more: Any) -> Self:
        names = ("id", "client", "photo", "plan", "plan_number", "made_at", "made_by")
        return cls(**{name: getattr(row, name) for name in names}, consents=row.consents.split(","), **more)


class ProjectionMade(ProjectionListed):
    """That it was made, which pictures there are, and what is to be told before anybody is shown one."""

    views: list[ViewName]
    warnings: list[WarningPart]


class ProjectionShown(ProjectionMade):
    """With what it shows, what it does not and why. The pictures are at `…/content`."""

    document: dict[str, Any] = Field(description="`countenance.projection/1`, as `countenance simulate` writes it")
