"""What the software would have suggested unseen, against what was signed without it: per treatment, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, Field
from sqlalchemy import select

from serving.clients import Client
from serving.desk import Work
from serving.plans.shadow import beside, shadow_of
from serving.plans.tables import Plan, PlanShadow


class TreatmentShadow(BaseModel):
    """Of one treatment that was in shadow: what the software puts forward against what was signed."""

    treatment: str = Field(examples=["pigment_laser"])
    plans: int = Field(description="Signed, and drafted while it was in shadow")
    suggested: int = Field(description="Of these, with it had the software been let in")
    chosen_anyway: int = Field(description="Of the suggested, signed with it")
    chosen_without: int = Field(description="Signed with it though the software would not have suggested it")
    acceptance_rate: float | None = Field(description="Chosen anyway by suggested; null where none was")


def shadow_report(work: Work, since: datetime | None, until: datetime | None) -> list[TreatmentShadow]:
    """Of the caller's practice, by when plans were signed. What was declined as a whole says nothing of a treatment."""
    plans, counts = Counter[str](), Counter[tuple[str, bool, bool]]()
    for plan, row in _signed(work, since, until):
        shadow = shadow_of(work, row)
        plans.update(shadow.treatments)
        found = beside(work, plan, shadow)
        counts.update((each.treatment, bool(each.suggested), bool(each.planned)) for each in found)
    return [_row(name, plans[name], counts) for name in sorted({name for name, _, _ in counts})]


def _signed(work: Work, since: datetime | None, until: datetime | None) -> Iterable[tuple[Plan, PlanShadow]]:
    there = (Client.practice == work.caller.practice) & (Client.state != "erased")
    mine = select(Plan, PlanShadow).where(
        PlanShadow.plan == Plan.id,
        Plan.practice == work.caller.practice,
        Plan.client.in_(select(Client.id).where(there)),
        Plan.signed_at.is_not(None),
    )
    if since is not None:
        mine = mine.where(Plan.signed_at >= since)
    if until is not None:
        mine = mine.where(Plan.signed_at < until)
    return ((plan, row) for plan, row in work.session.execute(mine))


def _row(treatment: str, plans: int, counts: Counter[tuple[str, bool, bool]]) -> TreatmentShadow:
    both, missed = counts[treatment, True, True], counts[treatment, True, False]
    suggested = both + missed
    return TreatmentShadow(
        treatment=treatment,
        plans=plans,
        suggested=suggested,
        chosen_anyway=both,
        chosen_without=counts[treatment, False, True],
        acceptance_rate=both / suggested if suggested else None,
    )
