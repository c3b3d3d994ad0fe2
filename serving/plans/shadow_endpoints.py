"""Route of what the software drafted unseen."""

from __future__ import annotations

from fastapi import APIRouter, Response

from serving.desk import Answer, Looking
from serving.desk.described import reading_responses
from serving.desk.names import PathName
from serving.plans.schemas import ShadowShown
from serving.plans.shadow import beside, find_shadow, shadow_of

router = APIRouter(prefix="/v1", tags=["plans"])


@router.get(
    "/plans/{plan}/shadow",
    summary="What would have been suggested",
    response_model=ShadowShown,
    responses=reading_responses(409, 410),
)
def read_shadow(plan: PathName, desk: Looking) -> Response:
    """Of treatments in shadow, beside what a provider did without it. A medical director's alone; on record.

    404 where nothing was in shadow, and for everybody else. 409 `plan_undecided` until the plan is signed or declined:
    what weighs in can't be judged by what people do without it.
    """
    with desk.writing() as work:
        found, row = find_shadow(work, plan)
        shadow = shadow_of(work, row)
        facts = {"client": row.client, "location": found.plan.location, "number": found.plan.number}
        work.record("plan.shadow_read", found.plan.id, sources=(row.id,), **facts)
        shown = ShadowShown(
            plan=found.plan.id,
            state=found.plan.state,  # type: ignore[arg-type]
            number=found.plan.number,
            at=row.at,
            in_shadow=shadow.treatments,
            treatments=list(beside(work, found.plan, shadow)),
            document=shadow.draft,
        )
        answer = Answer.of(shown, row.client, version=found.plan.version)
    return desk.shown(answer)
