"""Merging at the edge."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from serving.clients.person import Line


class NewMerge(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    other: str = Field(
        max_length=40, description="The entry that goes into this one", examples=["cli_01KAN6W0000000000000000000"]
    )
    reason: Line = Field(description="Kept sealed", examples=["Entered twice, with the maiden name"])
    keep_profile: Literal["this", "other"] | None = Field(
        default=None, description="Where both have a profile: which one holds. The other one stays on record"
    )


class MergeShown(BaseModel):
    """That an entry went into another one."""

    client: str = Field(description="The entry that stays", examples=["cli_01KAN6W0000000000000000000"])
    other: str = Field(description="The entry that went into it")
    at: datetime
    by: str = Field(examples=["acc_01KAN6W0000000000000000000"])
    rows: int = Field(description="How many things were taken over", examples=[12])
    withdrawn: list[str] = Field(description="Scopes that either had taken back: they are taken back for both")
