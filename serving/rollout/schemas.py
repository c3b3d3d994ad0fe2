"""Rollout at the edge."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from serving.rollout.setting import Rollout, Why


class NewRollout(Rollout):
    """The whole of it, in place of what holds."""

    why: Why = Field(examples=["Lasers stay with the director until the pilot's report was read"])


class RolloutShown(Rollout):
    """What holds. Version 0: nobody has set anything yet."""

    version: int = Field(examples=[1])
    at: datetime | None
    by: str | None = Field(description="The medical director who set it", examples=["acc_01KAN6W0000000000000000000"])
    why: str | None


ROLLOUT_EXAMPLE = {
    "default_mode": "pilot",
    "default_client_documents": True,
    "settings": [{"category": "laser", "mode": "shadow"}, {"category": "home_care", "mode": "on"}],
    "reviewers": [],
    "why": "Lasers are watched first",
}
