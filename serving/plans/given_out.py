"""What of plans a client has been given: nothing that no provider has shared."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.plans.tables import Plan, PlanShare, PlanSignature


def was_given_out(session: Session, row: Plan | PlanSignature) -> bool:
    """Whether a person shared the plan with the client."""
    plan = row.id if isinstance(row, Plan) else row.plan
    shared = select(PlanShare.id).where(PlanShare.plan == plan, PlanShare.to == "client")
    return session.scalar(shared.limit(1)) is not None
