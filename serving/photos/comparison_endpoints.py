"""Routes of comparisons."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from serving.analyses.schemas import AnalysisForm, Upload
from serving.container import Services, services
from serving.desk import AtDesk, Creating, Desk, Listing, PageOf, Paging, page
from serving.desk.described import creating_responses, listing_responses
from serving.desk.names import PathName
from serving.disconnect import unless_disconnected
from serving.photos import comparisons
from serving.photos.comparison_schemas import ComparisonListed, ComparisonShown, NewComparison
from serving.photos.details import PhotoDetails
from serving.photos.files import open_file
from serving.photos.tables import Comparison, Photo

router = APIRouter(prefix="/v1", tags=["comparisons"])
House = Annotated[Services, Depends(services)]
_PHOTOS = 2


@router.post(
    "/comparisons",
    summary="Compare two photos of a client",
    status_code=201,
    response_model=ComparisonListed,
    responses=creating_responses(409, 410, 415, 504),
)
async def compare_photos(body: NewComparison, request: Request, desk: Creating, house: House) -> Response:
    """Both are measured alike, and each finding's change is told only as far as two photos carry it.

    On the client's biometric release and agreements to the analysis and to photos being kept, asked again before
    anything is kept. That both photos show the same person is not checked.
    """
    async with house.analyses.turns.turn(f"{desk.caller.id} {desk.idempotency_key}"):
        given = await run_in_threadpool(desk.answered, body, lambda work: comparisons.may_compare(work, body))
        if given is not None:
            return given
        with house.analyses.analyses.place(_PHOTOS):
            pair, before, after = await run_in_threadpool(_open, desk, body)
            document = await unless_disconnected(request, house.analyses.compare(before, after, pair.taken))
        return await run_in_threadpool(_keep, desk, pair, body, document)


@router.get("/clients/{client}/comparisons", summary="A client's comparisons", responses=listing_responses(410))
def list_comparisons(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[ComparisonListed]:
    """In the order in which they were made, without what changed."""
    with desk.reading() as work:
        row = comparisons.comparisons_of(work, client)
        statement = work.visible(select(Comparison).where(Comparison.client == row.id), Comparison)
        found = page(work, statement, Listing(f"comparisons of {client}", Comparison.id, {}), asked)
        return PageOf(items=[ComparisonListed.of(each) for each in found.rows], next_cursor=found.next_cursor)


@router.get("/comparisons/{comparison}", summary="A comparison", responses=listing_responses(410))
def read_comparison(comparison: PathName, desk: AtDesk) -> ComparisonShown:
    """What changed, and what of it two photos do not carry. Reading is on record."""
    with desk.writing() as work:
        return comparisons.read(work, comparison)


def _open(desk: Desk, body: NewComparison) -> tuple[comparisons.Pair, Upload, Upload]:
    with desk.reading() as work:
        pair = comparisons.may_compare(work, body)
    first, second = pair.details
    return pair, _upload(desk, pair.before, first, body), _upload(desk, pair.after, second, body)


def _upload(desk: Desk, photo: Photo, details: PhotoDetails, body: NewComparison) -> Upload:
    said = {"view": details.view, "expression": details.expression, "tablet": details.tablet}
    form = AnalysisForm.model_validate(said | {"face": body.face, "card": body.card})
    return Upload(open_file(desk.office, photo, "original"), form)


def _keep(desk: Desk, pair: comparisons.Pair, body: NewComparison, document: bytes) -> Response:
    return desk.once(
        body,
        lambda work: comparisons.may_compare(work, body),
        lambda work: comparisons.keep(work, pair, document),
    )
