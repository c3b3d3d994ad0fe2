"""Routes of governance: JSON, a PDF, and a page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from models.errors import CountenanceError
from serving.container import Services, services
from serving.desk import Answer, AtDesk, Desk
from serving.desk.at_desk import at_desk
from serving.desk.described import listing_responses
from serving.governance.answering import answered
from serving.governance.document import governance_pdf
from serving.governance.page import page_of, sign_in_page
from serving.governance.projections import checked
from serving.governance.report import report
from serving.governance.schemas import Governance

router = APIRouter(tags=["governance"])
House = Annotated[Services, Depends(services)]
OfClient = Annotated[
    str | None,
    Query(
        pattern=r"^[A-Za-z0-9_-]{1,64}$", description="One client alone", examples=["cli_01KAN6W0000000000000000000"]
    ),
]
_PDF: dict[str, Any] = {
    "description": "The report, tagged for screen readers",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


@router.get(
    "/v1/governance",
    summary="Five answers that a clinic must be able to give",
    response_model=Governance,
    responses=listing_responses(),
)
def read_governance(desk: AtDesk, house: House, client: OfClient = None) -> Response:
    """Counted now, from what is on record. `missing` names what is not; no number stands for it."""
    told = _told(desk, house, client)
    return Answer.of(told, told.practice).response()


@router.get(
    "/v1/governance/document.pdf",
    summary="The same as a PDF",
    response_class=Response,
    responses={**listing_responses(), 200: _PDF},
)
def read_governance_document(desk: AtDesk, house: House, client: OfClient = None) -> Response:
    told = _told(desk, house, client)
    name = {"Content-Disposition": 'inline; filename="governance.pdf"'}
    return Response(governance_pdf(report(told), told.at.date()), media_type="application/pdf", headers=name)


@router.get("/governance", include_in_schema=False)
def show_governance(request: Request, house: House, client: OfClient = None) -> HTMLResponse:
    """With the cookie of the pages; without it, a form to sign in."""
    try:
        told = _told(at_desk(request), house, client)
    except CountenanceError as error:
        return HTMLResponse(sign_in_page(error.title), error.status, {"Vary": "Cookie"})
    return HTMLResponse(page_of(report(told), client), headers={"Vary": "Cookie"})


def _told(desk: Desk, house: Services, client: str | None) -> Governance:
    """That it was read is on record."""
    with desk.writing() as work:
        told, shown = answered(work, house.settings, client)
    return told.model_copy(update={"projections": checked(desk.office, shown)})
