"""Profiles as the API shows them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from planning.profile import Profile


class ProfileShown(BaseModel):
    """What a client was asked and told. What is not there is unknown, which is never no."""

    client: str = Field(examples=["cli_01KAN6W0000000000000000000"])
    updated_at: datetime
    updated_by: str = Field(description="The account, tablet or key that wrote it last")
    document: Profile


PROFILE_EXAMPLE = {
    "schema": "countenance.profile/1",
    "phototype": "III",
    "health": {"pregnancy": "no", "herpes_history": "unknown", "tan": {"answer": "yes", "last": "2026-11-10"}},
    "medicines": {"complete": True, "taken": [{"name": "tretinoin cream 0.05 %", "status": "taking"}]},
    "goals": [{"words": "my spots", "codes": ["fewer_spots"]}],
    "budget": {"amount": "2500.00", "currency": "USD"},
}
