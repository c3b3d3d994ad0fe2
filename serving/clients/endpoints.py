"""Routes of clients."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import select

from serving.clients import service
from serving.clients.finding import find_client, resource_of
from serving.clients.person import Line, index_of, person_of
from serving.clients.schemas import (
    AssignmentShown,
    ClientEdit,
    ClientShown,
    ClientState,
    NewAssignment,
    NewClient,
)
from serving.clients.tables import Assignment, Client
from serving.desk import Answer, AtDesk, Creating, Editing, Listing, Looking, NotFoundError, PageOf, Paging, Work, page
from serving.desk.described import creating_responses, editing_responses, listing_responses, reading_responses
from serving.desk.names import Name, PathName

router = APIRouter(prefix="/v1", tags=["clients"])


@router.post(
    "/clients",
    summary="Enter a client",
    status_code=201,
    response_model=ClientShown,
    responses=creating_responses(409),
)
def create_client(body: NewClient, desk: Creating) -> Response:
    """The date of birth is asked, never estimated. A minor may be a client; some things are not done for minors."""

    def may(work: Work) -> None:
        service.may_create(work, body)

    if (given := desk.answered(body, may)) is not None:
        return given
    client = desk.new_owner("cli")
    return desk.once(body, may, lambda work: service.create_client(work, client, body))


@router.get("/clients", summary="Clients", responses=listing_responses())
def list_clients(
    desk: AtDesk,
    asked: Paging,
    reference: Annotated[Line | None, Query(description="The practice system's own id")] = None,
    location: Annotated[Name | None, Query(description="Home location")] = None,
    state: ClientState = "active",
) -> PageOf[ClientShown]:
    """Those that the caller may see, in the order in which they were entered."""
    filters = {"reference": reference, "location": location, "state": state}
    with desk.writing() as work:
        statement = work.visible(select(Client).where(Client.state == state), Client)
        if reference is not None:
            statement = statement.where(Client.reference_index == index_of(work, reference))
        if location is not None:
            statement = statement.where(Client.location == location)
        found = page(work, statement, Listing("clients", Client.id, filters), asked)
        shown = [ClientShown.of(row, person_of(work, row)) for row in found.rows]
        work.record("client.listed", work.caller.practice, count=len(shown))
    return PageOf(items=shown, next_cursor=found.next_cursor)


@router.get("/clients/{client}", summary="A client", response_model=ClientShown, responses=reading_responses(410))
def read_client(client: PathName, desk: Looking) -> Response:
    """Reading is on record."""
    with desk.writing() as work:
        answer = service.read_client(work, client)
    return desk.shown(answer)


@router.patch(
    "/clients/{client}", summary="Edit a client", response_model=ClientShown, responses=editing_responses(409, 410)
)
def edit_client(client: PathName, edit: ClientEdit, desk: Editing) -> Response:
    """What is not named stays."""
    with desk.writing() as work:
        answer = service.edit_client(work, client, edit, desk.expect)
    return answer.response()


@router.get("/clients/{client}/assignments", summary="Who looks after a client", responses=listing_responses(410))
def list_assignments(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[AssignmentShown]:
    with desk.reading() as work:
        row = find_client(work, client)
        statement = select(Assignment).where(Assignment.client == row.id)
        found = page(work, statement, Listing(f"assignments of {client}", Assignment.account, {}), asked)
        return PageOf(items=[AssignmentShown.of(each) for each in found.rows], next_cursor=found.next_cursor)


@router.post(
    "/clients/{client}/assignments",
    summary="Assign a client",
    status_code=201,
    response_model=AssignmentShown,
    responses=creating_responses(409, 410),
)
def create_assignment(client: PathName, body: NewAssignment, desk: Creating) -> Response:
    """To an account, which reaches the client from now on, also where its role is for assigned clients alone."""

    def effect(work: Work) -> Answer:
        row = service.assign_to(work, find_client(work, client, changing=True), body.account)
        at = f"/v1/clients/{client}/assignments/{body.account}"
        return Answer.of(AssignmentShown.of(row), client, status=201, at=at)

    return desk.once(body, lambda work: _may_assign(work, client), effect)


@router.delete(
    "/clients/{client}/assignments/{account}",
    summary="End an assignment",
    status_code=204,
    responses=creating_responses(410),
)
def delete_assignment(client: PathName, account: PathName, desk: AtDesk) -> Response:
    with desk.writing() as work:
        _may_assign(work, client)
        row = work.session.get(Assignment, (client, account))
        if row is None:
            raise NotFoundError()
        work.session.delete(row)
        work.record("client.unassigned", client, client=client, account=account)
    return Response(status_code=204)


def _may_assign(work: Work, client: str) -> None:
    work.may("client.assign", resource_of(work, find_client(work, client)))
