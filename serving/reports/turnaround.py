"""From a provider's first look at a plan in review to the last signature: medians per provider, in minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import median

from pydantic import BaseModel, Field
from sqlalchemy import select

from serving.desk import Work
from serving.plans.tables import Plan


class ProviderTurnaround(BaseModel):
    """Of the plans that one account signed last."""

    provider: str = Field(examples=["acc_01KAN6W0000000000000000000"])
    signed: int
    median_minutes: float


class TurnaroundReport(BaseModel):
    """How long plans wait."""

    signed: int
    median_minutes: float | None = Field(description="Of all; null where none was signed")
    waiting: int = Field(description="In review now")
    providers: list[ProviderTurnaround]


def turnaround_report(work: Work, since: datetime | None, until: datetime | None) -> TurnaroundReport:
    """Of the caller's practice, by when they were signed."""
    mine = select(Plan.signed_by, Plan.opened_at, Plan.signed_at).where(
        Plan.practice == work.caller.practice, Plan.signed_at.is_not(None), Plan.opened_at.is_not(None)
    )
    if since is not None:
        mine = mine.where(Plan.signed_at >= since)
    if until is not None:
        mine = mine.where(Plan.signed_at < until)
    by_provider: dict[str, list[float]] = {}
    for provider, opened, signed in work.session.execute(mine):
        assert provider and opened and signed  # as the statement asks
        by_provider.setdefault(provider, []).append((signed - opened).total_seconds() / 60)
    waiting = select(Plan.id).where(Plan.practice == work.caller.practice, Plan.state == "in_review")
    everybody = [minutes for each in by_provider.values() for minutes in each]
    return TurnaroundReport(
        signed=len(everybody),
        median_minutes=median(everybody) if everybody else None,
        waiting=len(work.session.scalars(waiting).all()),
        providers=[_row(name, by_provider[name]) for name in sorted(by_provider)],
    )


def _row(provider: str, minutes: Sequence[float]) -> ProviderTurnaround:
    return ProviderTurnaround(provider=provider, signed=len(minutes), median_minutes=median(minutes))
