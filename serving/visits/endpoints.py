"""Routes of visits."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy import select

from serving.clients import find_client, resource_of
from serving.desk import Answer, AtDesk, Creating, Listing, Looking, PageOf, Paging, page
from serving.desk.described import creating_responses, listing_responses, reading_responses
from serving.desk.names import PathName
from serving.visits import service
from serving.visits.schemas import NewVisit, VisitShown
from serving.visits.tables import Visit

router = APIRouter(prefix="/v1", tags=["visits"])


@router.post(
    "/clients/{client}/visits",
    summary="Enter a visit",
    status_code=201,
    response_model=VisitShown,
    responses=creating_responses(409, 410),
)
def create_visit(client: PathName, body: NewVisit, desk: Creating) -> Response:
    """The day counts: what is kept for a while is kept for a while after the last visit."""
    return desk.once(
        body, lambda work: service.may_enter(work, client, body), lambda work: service.enter(work, client, body)
    )


@router.get("/clients/{client}/visits", summary="A client's visits", responses=listing_responses(410))
def list_visits(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[VisitShown]:
    """In the order in which they were entered."""
    with desk.reading() as work:
        row = find_client(work, client)
        work.may("visit.read", resource_of(work, row, "visit"))
        mine = work.visible(select(Visit).where(Visit.client == row.id), Visit)
        found = page(work, mine, Listing(f"visits of {client}", Visit.id, {}), asked)
        return PageOf(items=[VisitShown.of(each) for each in found.rows], next_cursor=found.next_cursor)


@router.get("/visits/{visit}", summary="A visit", response_model=VisitShown, responses=reading_responses(410))
def read_visit(visit: PathName, desk: Looking) -> Response:
    with desk.reading() as work:
        row = service.find_visit(work, visit)
    return desk.shown(Answer.of(VisitShown.of(row), row.client, version=1))
