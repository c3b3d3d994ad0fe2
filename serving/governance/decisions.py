"""Whether it is documented how suggestions were weighed against the provider's decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select

from serving.governance.asked import Asked
from serving.governance.schemas import Decisions, Missing
from serving.plans.approving import Signed
from serving.plans.approving import where as signature_at
from serving.plans.deciding import decided_of, suggested
from serving.plans.deciding import decisions as decisions_on
from serving.plans.tables import Plan, PlanDecision, PlanShare, PlanSignature


def decisions(asked: Asked) -> Decisions:
    counted = list(_that_count(asked))
    made = Counter(row.decision for row in counted)
    shared = _shared(asked)
    return Decisions(
        plans=asked.count(Plan),
        by_software=asked.count(Plan, ~Plan.by_hand),
        plans_declined=asked.count(Plan, Plan.state == "declined"),
        decided=len(counted) or None,
        accepted=made["accepted"] if counted else None,
        modified=made["modified"] if counted else None,
        declined=made["declined"] if counted else None,
        reasons=_reasons(asked, counted) if counted else None,
        shared=len(shared),
        shared_without_decision=sum(_undecided(asked, plan) for plan in shared) if shared else None,
        missing=list(_missing(counted, shared)),
    )


def _that_count(asked: Asked) -> Iterable[PlanDecision]:
    """The last one on each suggestion; one on a plan as a whole is no suggestion's."""
    mine = asked.mine(PlanDecision) & (PlanDecision.item != "")
    rows = asked.work.session.scalars(select(PlanDecision).where(mine).order_by(PlanDecision.plan, PlanDecision.step))
    return {(row.plan, row.item): row for row in rows}.values()


def _reasons(asked: Asked, rows: Iterable[PlanDecision]) -> dict[str, int]:
    told = (decided_of(asked.work, row).reason for row in rows if row.decision != "accepted")
    return dict(sorted(Counter(filter(None, told)).items()))


def _shared(asked: Asked) -> list[Plan]:
    shares = select(PlanShare.plan).where(asked.mine(PlanShare))
    return list(asked.work.session.scalars(select(Plan).where(Plan.id.in_(shares)).order_by(Plan.id)))


def _undecided(asked: Asked, plan: Plan) -> bool:
    """Whether something that the software suggested in what was signed has no decision."""
    last = select(PlanSignature).where(PlanSignature.plan == plan.id).order_by(PlanSignature.step.desc()).limit(1)
    row = asked.work.session.scalars(last).one_or_none()
    signed = None
    if row is not None:
        sealed = asked.work.unseal(row.client, signature_at(row.id), row.sealed)
        signed = Signed.model_validate_json(sealed).tier
    known = decisions_on(asked.work, plan)
    return any(each.item not in known for each in suggested(asked.work, plan, signed))


def _missing(counted: list[PlanDecision], shared: list[Plan]) -> Iterable[Missing]:
    if not counted:
        yield "no_decisions"
    if not shared:
        yield "no_shares"
