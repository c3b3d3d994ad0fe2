"""Routes of photos."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from serving.container import Services, services
from serving.database import new_id
from serving.desk import AtDesk, Creating, Desk, Listing, PageOf, Paging, page
from serving.desk.described import creating_responses, listing_responses
from serving.desk.idempotency import REPLAYED
from serving.desk.names import PathName
from serving.kept.doomed import delete_doomed_soon
from serving.multipart import refuse_query
from serving.photos import moving, service
from serving.photos.details import details_of
from serving.photos.ending import ending_key
from serving.photos.files import LookedAt, look_at, open_file, putting
from serving.photos.finding import find_photo
from serving.photos.schemas import NewPlace, PhotoShown, photo_form
from serving.photos.tables import Photo
from serving.photos.upload import NewPhoto, read_photo_form

router = APIRouter(prefix="/v1", tags=["photos"])
House = Annotated[Services, Depends(services)]


@router.post(
    "/clients/{client}/photos",
    summary="Keep a photo",
    status_code=201,
    response_model=PhotoShown,
    responses=creating_responses(408, 409, 410, 413, 415),
    openapi_extra={"requestBody": photo_form()},
)
async def upload_photo(client: PathName, request: Request, desk: Creating, house: House) -> Response:
    """On the client's agreement to `storage`. The file is kept as it came, sealed; what leaves is its pixels alone.

    That it is a photo is seen before it is kept; whether it is fit to be measured, an analysis tells.
    """
    refuse_query(request)
    limits = house.settings
    await run_in_threadpool(_check, desk, client)  # before a byte of it is read
    with house.analyses.uploads.place():
        new = await read_photo_form(request, limits.max_upload_bytes, limits.upload_timeout_s, desk.now)
    given = await run_in_threadpool(desk.answered, new.said, lambda work: service.may_keep(work, client))
    if given is not None:
        return given
    with house.analyses.analyses.place():
        seen = await house.analyses.on_cpu(look_at, new.data)
    return await run_in_threadpool(_keep, desk, client, new, seen)


@router.get("/clients/{client}/photos", summary="A client's photos", responses=listing_responses(410))
def list_photos(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[PhotoShown]:
    """In the order in which they came. Reading is on record."""
    with desk.writing() as work:
        row = service.photos_of(work, client)
        statement = work.visible(select(Photo).where(Photo.client == row.id), Photo)
        found = page(work, statement, Listing(f"photos of {client}", Photo.id, {}), asked)
        shown = [PhotoShown.of(each, details_of(work, each)) for each in found.rows]
        work.record("photo.listed", row.id, client=row.id, location=row.location, count=len(shown))
    return PageOf(items=shown, next_cursor=found.next_cursor)


@router.get("/photos/{photo}", summary="A photo", responses=listing_responses(410))
def read_photo(photo: PathName, desk: AtDesk) -> PhotoShown:
    """When it was taken, how, and on which consents it is kept. Reading is on record."""
    with desk.writing() as work:
        return service.read(work, photo)


@router.get(
    "/photos/{photo}/content",
    summary="A photo's pixels",
    response_class=Response,
    responses={
        200: {"description": "A JPEG that holds nothing but pixels", "content": {"image/jpeg": {}}},
        **listing_responses(410),
    },
)
def read_photo_content(photo: PathName, desk: AtDesk) -> Response:
    """Upright, in sRGB, without a word of the file's about place, time or camera. Each look is on record."""
    with desk.writing() as work:
        row = find_photo(work, photo)
        service.record_read(work, row, "photo.viewed")
    return Response(open_file(desk.office, row, "bare"), media_type="image/jpeg", headers={"Cache-Control": "no-store"})


@router.delete("/photos/{photo}", summary="Delete a photo", status_code=204, responses=creating_responses(409, 410))
def delete_photo(photo: PathName, desk: AtDesk) -> Response:
    """With the geometry that was read from it, and its projections, also in backups. Findings stay in the record."""
    with desk.writing() as work:
        service.delete(work, photo)
    delete_doomed_soon(desk.office)
    return Response(status_code=204)


@router.post(
    "/photos/{photo}/moves",
    summary="Move a photo to the client whose it is",
    response_model=PhotoShown,
    responses=creating_responses(409, 410),
)
def move_photo(photo: PathName, body: NewPlace, desk: Creating) -> Response:
    """With its analyses and their corrections, sealed anew with the other client's key, on that client's consents.

    Comparisons with photos of the client before, and analyses of a pair that is none, are deleted; so are projections
    that this client may not be shown.
    """
    answer = moving.move(desk, photo, body)
    delete_doomed_soon(desk.office)
    return answer


def _check(desk: Desk, client: str) -> None:
    with desk.reading() as work:
        service.may_keep(work, client)


def _keep(desk: Desk, client: str, new: NewPhoto, seen: LookedAt) -> Response:
    key, name = ending_key(desk), new_id("pho", desk.now)
    with putting(desk.office, desk.caller.practice) as put:
        original = put.put(client, key, name, "original", new.data)
        bare = put.put(client, key, name, "bare", seen.bare)
        sealed = service.Sealed(name, key, original, bare)
        answer = desk.once(
            new.said,
            lambda work: service.may_keep(work, client),
            lambda work: service.keep(work, client, new, seen, sealed),
        )
        if any(name in answer.headers for name in REPLAYED):
            put.take_back()  # the same request was faster
    return answer
