"""Comparisons as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from serving.photos.schemas import CLIENT, PHOTO
from serving.photos.tables import Comparison
from vision.color_card import Card
from vision.face import Choice


class NewComparison(BaseModel):
    """Two photos of one client from one side. That both show the same person is not checked."""

    model_config = ConfigDict(extra="forbid")

    before: str = Field(max_length=40, description="The earlier photo", examples=[PHOTO])
    after: str = Field(max_length=40, description="The later one", examples=["pho_01KAN6W0000000000000000001"])
    face: Choice = Field("only", description="`only` refuses several faces; `largest` takes the largest")
    card: Card = Field("auto", description="The color card in the pictures")


class ComparisonListed(BaseModel):
    """A comparison, without what changed."""

    id: str = Field(examples=["cmp_01KAN6W0000000000000000000"])
    client: str = Field(examples=[CLIENT])
    before: str = Field(examples=[PHOTO], description="It may be deleted since")
    after: str
    made_at: datetime
    made_by: str
    consents: list[str] = Field(description="Ids of the consents that it rests on")

    @classmethod
    def of(cls, row: Comparison, **more: Any) -> Self:
        names = ("id", "client", "before", "after", "made_at", "made_by")
        return cls(**{name: getattr(row, name) for name in names}, consents=row.consents.split(","), **more)


class ComparisonShown(ComparisonListed):
    """What changed from the earlier photo to the later one."""

    document: dict[str, Any] = Field(description="`countenance.comparison/1`, as `countenance compare` writes it")
