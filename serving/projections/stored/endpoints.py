"""Routes of projections that are kept."""

from __future__ import annotations

import logging
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from serving.container import Services, services
from serving.database import new_id
from serving.desk import AtDesk, Creating, Desk, Listing, PageOf, Paging, page
from serving.desk.described import creating_responses, listing_responses
from serving.desk.idempotency import REPLAYED
from serving.desk.names import PathName
from serving.disconnect import unless_disconnected
from serving.kept.doomed import delete_doomed_soon
from serving.photos.ending import ending_key
from serving.photos.files import open_file, putting
from serving.projections.document import ViewName
from serving.projections.job import Job
from serving.projections.service import Order
from serving.projections.stored import service
from serving.projections.stored.asking import may_project
from serving.projections.stored.schemas import NewProjection, ProjectionListed, ProjectionMade, ProjectionShown
from serving.projections.stored.sealing import open_picture, picture_at
from serving.projections.stored.tables import StoredProjection
from serving.settings import Settings
from serving.signing import practice_signer

router = APIRouter(prefix="/v1", tags=["projections"])
House = Annotated[Services, Depends(services)]
logger = logging.getLogger(__name__)
_WEIGHS = 3  # photos: what is kept of one projection while it is made


@router.post(
    "/clients/{client}/projections",
    summary="Make a projection and keep it",
    status_code=201,
    response_model=ProjectionMade,
    responses=creating_responses(409, 410, 415, 504),
)
async def create_projection(
    client: PathName, body: NewProjection, request: Request, desk: Creating, house: House
) -> Response:
    """Of a photo that is kept: on the client's agreements (403 `consent_missing`), date of birth and profile.

    Who is under 18, and whatever a rule blocks or holds for the client, is 403 `projection_not_authorized` with every
    reason. All of it is asked again before anything is kept.
    """
    async with house.analyses.turns.turn(f"{desk.caller.id} {desk.idempotency_key}"):
        given = await run_in_threadpool(desk.answered, body, lambda work: may_project(work, client, body))
        if given is not None:
            return given
        with house.analyses.analyses.place(_WEIGHS):
            order = await run_in_threadpool(_ordered, desk, client, body, house.settings)
            making = await unless_disconnected(request, house.projections.made(order))
            made = await house.analyses.on_cpu(service.Made.of, making, order.job)
        return await run_in_threadpool(_keep, desk, client, body, made)


@router.get("/clients/{client}/projections", summary="A client's projections", responses=listing_responses(410))
def list_projections(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[ProjectionListed]:
    """In the order in which they were made, without what they show."""
    with desk.reading() as work:
        row = service.projections_of(work, client)
        statement = work.visible(select(StoredProjection).where(StoredProjection.client == row.id), StoredProjection)
        found = page(work, statement, Listing(f"projections of {client}", StoredProjection.id, {}), asked)
        return PageOf(items=[ProjectionListed.of(each) for each in found.rows], next_cursor=found.next_cursor)


@router.get("/projections/{projection}", summary="A projection", responses=listing_responses(409, 410))
def read_projection(projection: PathName, desk: AtDesk) -> ProjectionShown:
    """What it shows, what it does not and why, and what was checked. Reading is on record."""
    with desk.writing() as work:
        return service.read(work, projection)


@router.get(
    "/projections/{projection}/content",
    summary="A projection's picture",
    response_class=Response,
    responses={
        200: {"description": "With its label, signed", "content": {"image/jpeg": {}, "image/png": {}}},
        **listing_responses(409, 410),
    },
)
def read_projection_content(
    projection: PathName,
    desk: AtDesk,
    view: Annotated[ViewName | None, Query(description="One of its `views`; the first one if nothing is said")] = None,
) -> Response:
    """The label is in its pixels: there is no other picture of it. Each look is on record."""
    with desk.writing() as work:
        row, file = service.viewed(work, projection, view)
    data = open_picture(desk.office, row, file)
    return Response(data, media_type=f"image/{file.format}", headers={"Cache-Control": "no-store"})


@router.delete(
    "/projections/{projection}",
    summary="Delete a projection",
    status_code=204,
    responses=creating_responses(409, 410),
)
def delete_projection(projection: PathName, desk: AtDesk) -> Response:
    """For good: its key is destroyed, in backups, too."""
    with desk.writing() as work:
        service.delete(work, projection)
    delete_doomed_soon(desk.office)
    return Response(status_code=204)


def _ordered(desk: Desk, client: str, body: NewProjection, settings: Settings) -> Order:
    """What is to be made; the photo is opened outside the transaction."""
    with desk.reading() as work:
        asked = may_project(work, client, body)
    job: Job = asked.job(body)
    signer = partial(practice_signer, settings, asked.photo.practice, job.given_by.name, desk.now)
    return Order(open_file(desk.office, asked.photo, "original"), body.face, body.views, job, signer)


def _keep(desk: Desk, client: str, body: NewProjection, made: service.Made) -> Response:
    key, name = ending_key(desk), new_id("prj", desk.now)
    with putting(desk.office, desk.caller.practice) as put:
        files = {new_id("pjf", desk.now): (view, data) for view, data in made.files.items()}
        objects = {
            file: (view, put.put_at(client, key, picture_at(file), data)) for file, (view, data) in files.items()
        }
        answer = desk.once(
            body,
            lambda work: may_project(work, client, body),
            lambda work: service.keep(work, client, body, made, service.Sealed(name, key, objects)),
        )
        if any(header in answer.headers for header in REPLAYED):
            put.take_back()  # the same request was faster
    return answer
