"""Practices as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from serving.practices.tables import Catalogue, Group, Location

LARGEST_FILE = 1_000_000  # characters of a practice file


def _visible(text: str) -> str:
    """A title is a line that can be read."""
    text = text.strip()
    if not text or not text.isprintable():
        raise ValueError("must be a line of printable characters")
    return text


Title = Annotated[str, Field(max_length=200), AfterValidator(_visible)]
PracticeLanguage = Literal["en", "es"]


class PracticeShown(BaseModel):
    """A practice: the group of locations."""

    id: str = Field(examples=["prc_01KAN6W0000000000000000000"])
    handle: str = Field(description="Its id in the practice file", examples=["linden_aesthetics"])
    title: str = Field(examples=["Linden Aesthetics"])
    language: PracticeLanguage
    catalogue: int = Field(description="Number of the version in force", examples=[1])
    hold_signed_records_days: int = Field(
        description="How long what was signed is held after an erasure; 0 for not at all", examples=[2555]
    )
    hold_reason: str = Field(description="The law that asks for it", examples=["22 CCR 72543"])
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Group) -> PracticeShown:
        return cls.model_validate(row, from_attributes=True)


class PracticeEdit(BaseModel):
    """What changes; the rest stays."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title | None = None
    language: PracticeLanguage | None = None
    hold_signed_records_days: int | None = Field(
        default=None, ge=0, le=36_525, description="After an erasure; more than 0 only with a reason", examples=[2555]
    )
    hold_reason: Title | None = Field(default=None, examples=["22 CCR 72543"])

    @model_validator(mode="after")
    def _held_for_a_reason(self) -> Self:
        if self.hold_signed_records_days and self.hold_reason is None:
            raise ValueError("hold_signed_records_days: a hold takes the hold_reason that the law gives")
        return self


class LocationShown(BaseModel):
    """A location of a practice."""

    id: str = Field(examples=["loc_01KAN6W0000000000000000000"])
    handle: str = Field(description="Its id in the practice file", examples=["oakland"])
    title: str = Field(examples=["Linden Oakland"])
    state: str = Field(description="Whose licences count here; changes with the catalogue", examples=["CA"])
    time_zone: str = Field(examples=["America/Los_Angeles"])
    cosignature_required: bool = Field(description="A supervisor signs what is approved here, too")
    open: bool = Field(description="False once it stands in the catalogue no more; its records stay")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Location) -> LocationShown:
        return cls.model_validate(row, from_attributes=True)


class LocationEdit(BaseModel):
    """What changes; the rest stays."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title | None = None
    time_zone: str | None = Field(default=None, max_length=64, examples=["America/Chicago"])
    cosignature_required: bool | None = None


class NewCatalogue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(max_length=LARGEST_FILE, description="The practice file's text: YAML or JSON")


class CatalogueListed(BaseModel):
    """A version of the catalogue."""

    number: int = Field(examples=[1])
    at: datetime
    by: str = Field(description="Who brought it", examples=["operator"])

    @classmethod
    def of(cls, row: Catalogue) -> CatalogueListed:
        return cls.model_validate(row, from_attributes=True)


class CatalogueShown(CatalogueListed):
    """A version with its content."""

    document: dict[str, Any] = Field(description="The practice file as it was written, as JSON")
