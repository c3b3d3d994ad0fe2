"""Visits at the edge."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from serving.clients.person import BORN_SINCE
from serving.visits.tables import Visit


class NewVisit(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    day: date = Field(ge=BORN_SINCE, description="As the location's calendar has it", examples=["2026-11-22"])
    location: str | None = Field(
        default=None, max_length=40, description="Else the client's home", examples=["loc_01KAN6W0000000000000000000"]
    )


class VisitShown(BaseModel):
    """A day on which the client was here."""

    id: str = Field(examples=["vis_01KAN6W0000000000000000000"])
    client: str = Field(examples=["cli_01KAN6W0000000000000000000"])
    location: str = Field(examples=["loc_01KAN6W0000000000000000000"])
    day: date = Field(examples=["2026-11-22"])
    at: datetime = Field(description="When it was entered")
    by: str = Field(description="Who entered it", examples=["acc_01KAN6W0000000000000000000"])

    @classmethod
    def of(cls, row: Visit) -> Self:
        return cls.model_validate(row, from_attributes=True)
