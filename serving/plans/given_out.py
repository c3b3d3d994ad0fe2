"""What of plans a client has been given, and what of them a law may have held: nothing that nobody stands for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.plans.tables import Plan, PlanDecision, PlanShare, PlanSignature, PlanVersion


def was_given_out(session: Session, row: Plan | PlanSignature) -> bool:
    """Whether a person shared the plan with the client."""
    plan = row.id if isinstance(row, Plan) else row.plan
    shared = select(PlanShare.id).where(PlanShare.plan == plan, PlanShare.to == "client")
    return session.scalar(shared.limit(1)) is not None


def was_signed(session: Session, row: Plan | PlanVersion | PlanDecision | PlanSignature | PlanShare) -> bool:
    """Whether it is on record of an approved plan: of its versions the one that was signed, of drafts nothing."""
    plan = row if isinstance(row, Plan) else session.get_one(Plan, row.plan)
    if plan.signed_at is None:
        return False
    return not isinstance(row, PlanVersion) or row.number == plan.number
