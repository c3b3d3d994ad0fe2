"""Drafts end when their purpose does: nobody signed them, so that they are no clinical record."""

from __future__ import annotations

from sqlalchemy import delete, select

from serving.desk import Work
from serving.plans.tables import Plan, PlanDecision, PlanShadow, PlanShare, PlanSignature, PlanVersion

UNSIGNED = ("draft", "in_review", "declined")


def destroy_drafts(work: Work, client: str) -> int:
    """Deletes a client's plans that were never approved, with everything about them, and says how many.

    And what the software drafted unseen beside plans that were: nobody ever signs that.
    """
    mine = (Plan.client == client) & Plan.state.in_(UNSIGNED)
    plans = list(work.session.scalars(select(Plan.id).where(mine)))
    names = work.session.scalars(select(PlanSignature.document).where(PlanSignature.plan.in_(plans)))
    work.office.kept.doom(work.session, list(names), work.now)
    unseen = list(work.session.scalars(select(PlanShadow.plan).where(PlanShadow.client == client)))
    work.session.execute(delete(PlanShadow).where(PlanShadow.client == client))
    for table in (PlanShare, PlanSignature, PlanDecision, PlanVersion):
        work.session.execute(delete(table).where(table.plan.in_(plans)))
    work.session.execute(delete(Plan).where(Plan.id.in_(plans)))
    return len({*plans, *unseen})
