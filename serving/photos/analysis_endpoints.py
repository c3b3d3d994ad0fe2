"""Routes of analyses and their corrections."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from serving.analyses.schemas import AnalysisForm, Upload
from serving.container import Services, services
from serving.credentials.open_house import Included
from serving.desk import AtDesk, Creating, Desk, Listing, Looking, PageOf, Paging, page
from serving.desk.described import creating_responses, listing_responses, reading_responses
from serving.desk.names import PathName
from serving.disconnect import unless_disconnected
from serving.photos import analyses
from serving.photos.analysis_schemas import (
    AnalysisListed,
    AnalysisMade,
    AnalysisShown,
    CorrectionShown,
    NewAnalysis,
    NewCorrection,
)
from serving.photos.ending import ending_key
from serving.photos.files import open_file
from serving.photos.tables import Analysis

router = APIRouter(prefix="/v1", tags=["analyses"])
House = Annotated[Services, Depends(services)]


@router.post(
    "/photos/{photo}/analyses",
    summary="Measure a photo that is kept",
    status_code=201,
    response_model=AnalysisMade,
    responses=creating_responses(409, 410, 415, 504),
)
async def analyze_photo(photo: PathName, body: NewAnalysis, request: Request, desk: Creating, house: House) -> Response:
    """On the client's biometric release and agreement to the analysis, both asked again before anything is kept.

    The answer says that it was done and whether the photo was fit; what was found is read by those who may.
    """
    async with house.analyses.turns.turn(f"{desk.caller.id} {desk.idempotency_key}"):
        given = await run_in_threadpool(desk.answered, body, lambda work: analyses.may_analyze(work, photo, body))
        if given is not None:
            return given
        with house.analyses.analyses.place(1 if body.animated is None else 2):
            asked, upload = await run_in_threadpool(_open, desk, photo, body)
            document = await unless_disconnected(request, house.analyses.analyze(upload, biometrics=True))
        return await run_in_threadpool(_keep, desk, asked, body, document)


@router.get("/clients/{client}/analyses", summary="A client's analyses", responses=listing_responses(410))
def list_analyses(client: PathName, desk: AtDesk, asked: Paging) -> PageOf[AnalysisListed]:
    """In the order in which they were made, without what was found."""
    with desk.reading() as work:
        row = analyses.analyses_of(work, client)
        statement = work.visible(select(Analysis).where(Analysis.client == row.id), Analysis)
        found = page(work, statement, Listing(f"analyses of {client}", Analysis.id, {}), asked)
        return PageOf(items=[AnalysisListed.of(each) for each in found.rows], next_cursor=found.next_cursor)


@router.get(
    "/analyses/{analysis}", summary="An analysis", response_model=AnalysisShown, responses=reading_responses(410)
)
def read_analysis(
    analysis: PathName,
    desk: Looking,
    include: Included = None,
) -> Response:
    """What was measured, and what providers made of it. Reading is on record."""
    with desk.writing() as work:
        answer = analyses.read(work, analysis, include)
    return answer.response({"Cache-Control": "no-store"}) if include else desk.shown(answer)


@router.post(
    "/analyses/{analysis}/corrections",
    summary="Correct a finding",
    status_code=201,
    response_model=CorrectionShown,
    responses=creating_responses(409, 410),
)
def correct_finding(analysis: PathName, body: NewCorrection, desk: Creating) -> Response:
    """Findings are the provider's: to reject, to re-grade, to add, to move to another zone, with a reason.

    What was measured stays as it is, and both are shown.
    """
    return desk.once(
        body,
        lambda work: analyses.may_correct(work, analysis),
        lambda work: analyses.correct(work, analysis, body),
    )


def _open(desk: Desk, photo: str, body: NewAnalysis) -> tuple[analyses.Asked, Upload]:
    """What is to be measured, outside any transaction."""
    with desk.reading() as work:
        asked = analyses.may_analyze(work, photo, body)
    details, second = asked.details, asked.animated
    said = {"view": details.view, "expression": details.expression, "tablet": details.tablet}
    said |= {"face": body.face, "card": body.card, "animated_expression": second and second[1].expression}
    animated = None if second is None else open_file(desk.office, second[0], "original")
    data = open_file(desk.office, asked.photo, "original")
    return asked, Upload(data, AnalysisForm.model_validate(said), animated)


def _keep(desk: Desk, asked: analyses.Asked, body: NewAnalysis, document: bytes) -> Response:
    photo, key = asked.photo, ending_key(desk)
    return desk.once(
        body,
        lambda work: analyses.may_analyze(work, photo.id, body),
        lambda work: analyses.keep(work, asked, body, document, key),
    )
