"""Photos as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from serving.photos.details import Declared, PhotoDetails
from serving.photos.tables import Photo

PHOTO = "pho_01KAN6W0000000000000000000"
CLIENT = "cli_01KAN6W0000000000000000000"


class PhotoShown(PhotoDetails):
    """A photo that is kept. `sha256` and the sizes are of the file as it came; `…/content` gives its pixels alone."""

    id: str = Field(examples=[PHOTO])
    client: str = Field(examples=[CLIENT])
    received_at: datetime
    received_by: str = Field(description="Account, tablet or key that sent it")
    consents: list[str] = Field(description="Ids of the consents that it is kept on")

    @classmethod
    def of(cls, row: Photo, details: PhotoDetails) -> Self:
        kept = {name: getattr(row, name) for name in ("id", "client", "received_at", "received_by")}
        return cls(**dict(details), **kept, consents=row.consents.split(","))


class NewPlace(BaseModel):
    """Whose photo it really is."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    client: str = Field(max_length=40, examples=[CLIENT])
    reason: str = Field(
        min_length=3, max_length=500, description="Kept sealed", examples=["Taken in the chart of the client before"]
    )


def photo_form() -> dict[str, Any]:
    """The OpenAPI description of an upload. The endpoint reads it itself, to count bytes while they come."""
    photo = {
        "type": "string",
        "format": "binary",
        "description": "JPEG, PNG, WebP, AVIF or HEIC; at most 40 MB and 64 megapixels",
    }
    schema = {
        "type": "object",
        "required": ["photo"],
        "properties": {"photo": photo, **Declared.model_json_schema()["properties"]},
    }
    example = {"photo": "portrait.jpg", "view": "front", "expression": "rest", "taken_at": "2026-11-22T09:00:00Z"}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema, "example": example}}}
