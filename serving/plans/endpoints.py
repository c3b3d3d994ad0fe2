"""Routes of plans: begun, read, edited, decided on and moved. Signatures are in `signatures.py`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import select, update

from serving.clients import find_client, resource_of
from serving.container import Services, services
from serving.desk import Answer, AtDesk, Creating, Desk, Editing, Listing, Looking, PageOf, Paging, Work, page
from serving.desk.described import creating_responses, editing_responses, listing_responses, reading_responses
from serving.desk.names import PathName, VersionNumber
from serving.plans import deciding, editing, making, moving
from serving.plans.approving import cosignature_due
from serving.plans.finding import Found, check_readable, content_of, find_plan, newest, numbered
from serving.plans.schemas import (
    DecisionsShown,
    NewDecision,
    NewDecline,
    NewPlan,
    NewShare,
    PlanEdit,
    PlanListed,
    PlanShown,
    VersionListed,
    VersionShown,
)
from serving.plans.states import State
from serving.plans.tables import Plan, PlanVersion

router = APIRouter(prefix="/v1", tags=["plans"])
House = Annotated[Services, Depends(services)]


@router.post(
    "/clients/{client}/plans",
    summary="Draft a plan",
    status_code=201,
    response_model=PlanShown,
    responses=creating_responses(409, 410),
)
def create_plan(client: PathName, body: NewPlan, desk: Creating, house: House) -> Response:
    """A draft: of the profile, of findings as providers corrected them, and of the practice's catalogue.

    Software drafts only where the client agrees to that; `by_hand` always works, and so does a draft without a photo.
    A draft is for the practice's own people: it reaches clients and systems by no route before it is shared.
    """

    def may(work: Work) -> None:
        making.may_begin(work, client, body)

    def effect(work: Work) -> Answer:
        return answer_of(work, making.keep(work, client, body, drafted), status=201)

    if (given := desk.answered(body, may)) is not None:
        return given
    with desk.reading() as work:
        begun = making.begin(work, client, body)
    with nullcontext() if body.by_hand else house.drafting.place(desk.caller.practice):
        drafted = making.drafted(begun, body, desk.caller.id, desk.now)
    return desk.once(body, may, effect)


@router.get("/clients/{client}/plans", summary="A client's plans", responses=listing_responses(410))
def list_plans(
    client: PathName, desk: AtDesk, asked: Paging, state: Annotated[State | None, Query()] = None
) -> PageOf[PlanListed]:
    """The newest first."""
    with desk.reading() as work:
        row = find_client(work, client)
        work.may("plan.read", resource_of(work, row, "plan"))
        statement = work.visible(select(Plan).where(Plan.client == row.id), Plan)
        if state is not None:
            statement = statement.where(Plan.state == state)
        listing = Listing(f"plans of {client}", Plan.id, {"state": state}, newest_first=True)
        found = page(work, statement, listing, asked)
        items = [PlanListed.model_validate(each, from_attributes=True) for each in found.rows]
        return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/plans/{plan}", summary="A plan", response_model=PlanShown, responses=reading_responses(409, 410))
def read_plan(plan: PathName, desk: Looking) -> Response:
    """Where it stands. Reading is on record; the first look of somebody who may decide is what turnaround counts."""
    with desk.writing() as work:
        found = _read(work, plan)
        work.record("plan.read", found.plan.id, client=found.client.id, location=found.plan.location)
        answer = answer_of(work, found.plan)
    return desk.shown(answer)


@router.get("/plans/{plan}/versions", summary="Versions of a plan", responses=listing_responses(409, 410))
def list_plan_versions(plan: PathName, desk: AtDesk, asked: Paging) -> PageOf[VersionListed]:
    """The newest first."""
    with desk.reading() as work:
        row = find_plan(work, plan).plan
        statement = work.visible(select(PlanVersion).where(PlanVersion.plan == row.id), PlanVersion)
        listing = Listing(f"versions of {plan}", PlanVersion.number, {}, newest_first=True)
        found = page(work, statement, listing, asked)
        items = [VersionListed.model_validate(each, from_attributes=True) for each in found.rows]
        return PageOf(items=items, next_cursor=found.next_cursor)


@router.get(
    "/plans/{plan}/versions/{number}",
    summary="A version of a plan",
    response_model=VersionShown,
    responses=reading_responses(409, 410),
)
def read_plan_version(plan: PathName, number: VersionNumber, desk: Looking) -> Response:
    """The draft with all its options, and what differs from the version before. 409 `plan_not_shared` for software."""
    with desk.writing() as work:
        found = _read(work, plan)
        check_readable(work, found.plan)
        row = numbered(work, found.plan, number)
        content = content_of(work, row)
        facts = {"client": row.client, "location": found.plan.location, "number": row.number}
        work.record("plan.version_read", found.plan.id, sources=(row.id,), **facts)
        shown = VersionShown(
            number=row.number,
            at=row.at,
            by=row.by,
            sha256=row.sha256,
            why=content.why,
            notes=content.notes,
            changes=content.changes,
            made_from=content.made_from,
            document=content.draft,
        )
    return desk.shown(Answer.of(shown, row.client, version=row.number))


@router.patch(
    "/plans/{plan}",
    summary="Edit a plan",
    response_model=PlanShown,
    responses=editing_responses(409, 410),
)
def edit_plan(plan: PathName, edit: PlanEdit, desk: Editing) -> Response:
    """Makes the next version, with every field that differs, who asked, and why.

    Rules have the last word: what they block does not come in (422 `edit_blocked`). Before an approved plan can change,
    a new one takes its place.
    """
    with desk.reading() as work:
        before = editing.before_edit(work, plan, desk.expect)
    content = editing.edited(desk, before, edit)
    with desk.writing() as work:
        answer = answer_of(work, editing.keep_edit(work, plan, desk.expect, content))
    return answer.response()


@router.get(
    "/plans/{plan}/decisions",
    summary="Suggestions and decisions",
    response_model=DecisionsShown,
    responses=reading_responses(409, 410),
)
def read_plan_decisions(plan: PathName, desk: Looking) -> Response:
    """What the software suggested, and what the provider made of it, side by side."""
    with desk.writing() as work:
        found = _read(work, plan)
        check_readable(work, found.plan)
        work.record("plan.decisions_read", found.plan.id, client=found.client.id, location=found.plan.location)
        answer = _decisions(work, found)
    return desk.shown(answer)


@router.put(
    "/plans/{plan}/decisions/{item}",
    summary="Decide on a suggestion",
    response_model=DecisionsShown,
    responses=editing_responses(409, 410),
)
def decide_plan_item(plan: PathName, item: PathName, body: NewDecision, desk: Editing) -> Response:
    """Accepted, modified or declined, by a provider, in review. An earlier decision stays on record."""
    with desk.writing() as work:
        answer = _decisions(work, deciding.decide(work, plan, item, body, desk.expect))
    return answer.response()


@router.post(
    "/plans/{plan}/submission",
    summary="Give it to a provider",
    response_model=PlanShown,
    responses=creating_responses(409, 410),
)
def submit_plan(plan: PathName, desk: Creating) -> Response:
    return _move(desk, b"", plan, "plan.submit", lambda work: moving.submit(work, plan))


@router.post(
    "/plans/{plan}/return", summary="Give it back", response_model=PlanShown, responses=creating_responses(409, 410)
)
def return_plan(plan: PathName, desk: Creating) -> Response:
    """To whoever prepared it; it is a draft again."""
    return _move(desk, b"", plan, "plan.submit", lambda work: moving.give_back(work, plan))


@router.post(
    "/plans/{plan}/decline", summary="Decline a plan", response_model=PlanShown, responses=creating_responses(409, 410)
)
def decline_plan(plan: PathName, body: NewDecline, desk: Creating) -> Response:
    """As a whole, by a provider, with the reason."""
    return _move(desk, body, plan, "plan.decline", lambda work: moving.decline(work, plan, body))


@router.post(
    "/plans/{plan}/shares", summary="Share a plan", response_model=PlanShown, responses=creating_responses(409, 410)
)
def share_plan(plan: PathName, body: NewShare, desk: Creating) -> Response:
    """An approved plan, by a person. With the client it needs no consent; with a system the client's to sharing."""
    return _move(desk, body, plan, "plan.share", lambda work: moving.share(work, plan, body))


def answer_of(work: Work, row: Plan, *, status: int = 200) -> Answer:
    """Where a plan stands."""
    kept = {name: getattr(row, name) for name in PlanShown.model_fields if hasattr(row, name)}
    shown = PlanShown(**kept, sha256=newest(work, row).sha256, cosignature_due=cosignature_due(work, row))
    at = f"/v1/plans/{row.id}" if status == 201 else ""
    return Answer.of(shown, row.client, status=status, version=row.version, at=at)


def _move(
    desk: Desk, said: NewDecline | NewShare | bytes, plan: str, action: str, act: Callable[[Work], Found]
) -> Response:
    return desk.once(said, lambda work: moving.may(work, plan, action), lambda work: answer_of(work, act(work).plan))


def _decisions(work: Work, found: Found) -> Answer:
    return Answer.of(deciding.shown(work, found.plan), found.client.id, version=found.plan.version)


def _read(work: Work, plan: str) -> Found:
    """Found and, where somebody who may decide sees it in review for the first time, opened.

    That is no edit: the entity tag stays.
    """
    found = find_plan(work, plan)
    row = found.plan
    decides = work.office.policy.allows(work.caller, "plan.decide", found.resource(work))
    if row.state == "in_review" and row.opened_at is None and decides:
        opened = update(Plan).where(Plan.id == row.id, Plan.opened_at.is_(None)).values(opened_at=work.now)
        work.session.execute(opened, execution_options={"synchronize_session": False})
        work.session.refresh(row)
    return found
