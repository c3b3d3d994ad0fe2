"""What of projections a client is handed: those of treatments, and of plans that a provider has shared."""

from __future__ import annotations

from sqlalchemy.orm import Session

from serving.plans.given_out import was_given_out
from serving.plans.tables import Plan
from serving.projections.stored.tables import ProjectionFile, StoredProjection


def may_be_given_out(session: Session, row: StoredProjection | ProjectionFile) -> bool:
    """Drafts reach clients by no route, and no picture of one does."""
    projection = row if isinstance(row, StoredProjection) else session.get_one(StoredProjection, row.projection)
    return projection.plan is None or was_given_out(session, session.get_one(Plan, projection.plan))
