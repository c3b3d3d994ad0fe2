"""How suggestions were weighed: per treatment, with reasons counted, and what many of one reason propose to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from pydantic import BaseModel, Field
from sqlalchemy import select

from serving.clients import Client
from serving.desk import Work
from serving.plans.deciding import Decided, decided_of, reason_file, reasons
from serving.plans.tables import PlanDecision
from serving.reports.shadow import TreatmentShadow, shadow_report


class TreatmentDecisions(BaseModel):
    """Decisions that count on suggestions of one treatment. Rates are parts of all of them, 0 to 1."""

    treatment: str = Field(examples=["pigment_laser"])
    decided: int
    accepted: int
    modified: int
    declined: int
    acceptance_rate: float
    edit_rate: float
    decline_rate: float
    reasons: dict[str, int] = Field(description="Of modified and declined ones, by code", examples=[{"cost": 2}])


class RuleProposal(BaseModel):
    """Something for the director to look at. Nothing changes by itself."""

    treatment: str
    reason: str
    count: int
    share: float = Field(description="Of all decisions on the treatment")
    proposes: str = Field(examples=["add_rule"])
    text: str


class DecisionsReport(BaseModel):
    """How the software's suggestions were weighed."""

    decided: int
    plans: int = Field(description="In which something was decided")
    treatments: list[TreatmentDecisions]
    proposals: list[RuleProposal]
    in_shadow: list[TreatmentShadow] = Field(description="What was drafted unseen, against what was signed without it")


def decisions_report(work: Work, since: datetime | None, until: datetime | None) -> DecisionsReport:
    """Of the caller's practice; each suggestion's latest decision counts. What was erased counts no more."""
    latest = _latest(work, since, until)
    by_treatment: dict[str, list[Decided]] = {}
    for _, decided in latest.values():
        assert decided.suggestion is not None  # those of a whole plan are left out
        by_treatment.setdefault(decided.suggestion.treatment, []).append(decided)
    rows = [_row(name, by_treatment[name]) for name in sorted(by_treatment)]
    proposals = [each for row in rows for each in _proposals(row)]
    in_shadow = shadow_report(work, since, until)
    plans = len({plan for plan, _ in latest})
    return DecisionsReport(decided=len(latest), plans=plans, treatments=rows, proposals=proposals, in_shadow=in_shadow)


def _latest(
    work: Work, since: datetime | None, until: datetime | None
) -> dict[tuple[str, str], tuple[PlanDecision, Decided]]:
    """By plan and suggestion."""
    there = select(Client.id).where(Client.practice == work.caller.practice, Client.state != "erased")
    mine = select(PlanDecision).where(
        PlanDecision.practice == work.caller.practice, PlanDecision.client.in_(there), PlanDecision.item != ""
    )
    if since is not None:
        mine = mine.where(PlanDecision.at >= since)
    if until is not None:
        mine = mine.where(PlanDecision.at < until)
    rows = work.session.scalars(mine.order_by(PlanDecision.plan, PlanDecision.step))
    latest = {(row.plan, row.item): row for row in rows}
    return {name: (row, decided_of(work, row)) for name, row in latest.items()}


def _row(treatment: str, decided: Iterable[Decided]) -> TreatmentDecisions:
    known = list(decided)
    counts = Counter(each.decision for each in known)
    return TreatmentDecisions(
        treatment=treatment,
        decided=len(known),
        accepted=counts["accepted"],
        modified=counts["modified"],
        declined=counts["declined"],
        acceptance_rate=counts["accepted"] / len(known),
        edit_rate=counts["modified"] / len(known),
        decline_rate=counts["declined"] / len(known),
        reasons=dict(sorted(Counter(each.reason for each in known if each.reason).items())),
    )


def _proposals(row: TreatmentDecisions) -> Iterator[RuleProposal]:
    enough, texts = reason_file()["at_least"], reason_file()["proposals"]
    for reason, count in row.reasons.items():
        proposes, share = reasons()[reason]["proposes"], count / row.decided
        if proposes and count >= enough["count"] and share >= enough["share"]:
            yield RuleProposal(
                treatment=row.treatment,
                reason=reason,
                count=count,
                share=share,
                proposes=proposes,
                text=texts[proposes],
            )
