"""Erasures at the edge."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from serving.erasure.tables import Erasure


class NewErasure(BaseModel):
    """It cannot be taken back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: Literal["client_request", "entered_by_mistake", "term_ended"] = "client_request"


class ErasureShown(BaseModel):
    """That a client was erased."""

    client: str = Field(examples=["cli_01KAN6W0000000000000000000"])
    state: Literal["begun", "done"] = Field(description="`begun` is finished by the server itself")
    reason: str = Field(examples=["client_request"])
    by: str = Field(description="Who asked for it", examples=["acc_01KAN6W0000000000000000000"])
    asked_at: datetime
    done_at: datetime | None
    held_until: datetime | None = Field(
        description="What was signed is held until then, as the law asks; null where nothing is held"
    )
    hold_reason: str = Field(description="The law that asks for it", examples=["Cal. Health & Safety Code § 123145"])

    holds: dict[str, int] = Field(
        description="How many of what are held, apart and under a key of their own: no photo, no geometry, no draft",
        examples=[{"plans": 1, "plan_versions": 1, "plan_signatures": 2, "consents": 3}],
    )

    @classmethod
    def of(cls, row: Erasure) -> Self:
        return cls.model_validate(row, from_attributes=True)
