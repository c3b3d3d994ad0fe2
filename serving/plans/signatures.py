"""Routes of approval and co-signature. The document is typeset and signed before the transaction that writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from serving.container import Services, services
from serving.desk import Answer, Creating, Desk, Looking, Work
from serving.desk.described import creating_responses, reading_responses
from serving.desk.names import PathName
from serving.plans import approving
from serving.plans.errors import VersionNotNewestError
from serving.plans.finding import find_plan
from serving.plans.schemas import ApprovalShown, NewApproval, NewCosignature
from serving.plans.signing import Ready, made

router = APIRouter(prefix="/v1", tags=["plans"])
House = Annotated[Services, Depends(services)]


@router.get(
    "/plans/{plan}/approval",
    summary="Who signed a plan",
    response_model=ApprovalShown,
    responses=reading_responses(409, 410),
)
def read_plan_approval(plan: PathName, desk: Looking) -> Response:
    with desk.writing() as work:
        row = find_plan(work, plan).plan
        work.record("plan.approval_read", row.id, client=row.client, location=row.location)
        answer = Answer.of(approving.shown(work, row), row.client, version=row.version)
    return desk.shown(answer)


@router.post(
    "/plans/{plan}/approval",
    summary="Approve a plan",
    status_code=201,
    response_model=ApprovalShown,
    responses=creating_responses(409, 410),
)
def approve_plan(plan: PathName, body: NewApproval, desk: Creating, house: House) -> Response:
    """A licensed provider signs the newest version, named by its digest.

    Asked, in this order: a second factor given minutes ago; that the plan is in review; the digest; that nothing is on
    hold or blocked by today's answers; a decision on every suggestion; a licence of this state, valid today, whose
    scope covers every treatment; the account's own name. Where the location asks for it, a supervisor signs, too, and
    the plan is approved with that. Software can't approve.
    """

    def check(work: Work, changing: bool) -> Ready:
        return approving.ready_to_approve(work, plan, body, changing=changing)

    return _signed(desk, house, body, plan, "approval", check)


@router.post(
    "/plans/{plan}/cosignature",
    summary="Co-sign a plan",
    status_code=201,
    response_model=ApprovalShown,
    responses=creating_responses(409, 410),
)
def cosign_plan(plan: PathName, body: NewCosignature, desk: Creating, house: House) -> Response:
    """A second person signs what another approved, and all is asked again.

    A supervisor where the location asks for one. In a pilot a medical director, or a reviewer whom the rollout names
    and whose licence covers the plan today; 403 `reviewer_not_accepted` for anybody else who treats.
    """

    def check(work: Work, changing: bool) -> Ready:
        return approving.ready_to_cosign(work, plan, body, changing=changing)

    return _signed(desk, house, body, plan, "cosignature", check)


def _signed(
    desk: Desk,
    house: Services,
    body: NewApproval | NewCosignature,
    plan: str,
    kind: str,
    check: Callable[[Work, bool], Ready],
) -> Response:
    def may(work: Work) -> None:
        if kind == "approval":
            approving.may_sign(work, find_plan(work, plan), "plan.approve")
        else:
            approving.may_cosign(work, find_plan(work, plan))

    if (given := desk.answered(body, may)) is not None:
        return given
    with desk.reading() as work:
        ready = check(work, False)
    document = made(ready, desk, house.settings)

    def effect(work: Work) -> Answer:
        again = check(work, True)
        if (again.sha256, again.last, again.shown) != (ready.sha256, ready.last, ready.shown):
            raise VersionNotNewestError()
        found = approving.sign(work, plan, again, document, kind)
        return Answer.of(
            approving.shown(work, found.plan),
            found.client.id,
            status=201,
            version=found.plan.version,
            at=f"/v1/plans/{plan}/approval",
        )

    return desk.once(body, may, effect)
