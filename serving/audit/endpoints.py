"""Routes of the audit: reading it, taking it along, and whether it is whole."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from serving.access import Resource
from serving.audit.reading import Wanted, end_of, every_event, wanted
from serving.audit.schemas import AuditEventShown, VerificationShown
from serving.audit.tables import AuditEvent
from serving.audit.verify import verify
from serving.container import Services, services
from serving.desk import Answer, AtDesk, Creating, Listing, PageOf, Paging, Work, page
from serving.desk.described import creating_responses, listing_responses

router = APIRouter(prefix="/v1/audit", tags=["audit"])

Which = Annotated[Wanted, Depends(wanted)]
House = Annotated[Services, Depends(services)]
Format = Literal["csv", "fhir"]
_TYPES = {"csv": "text/csv; charset=utf-8", "fhir": "application/fhir+json"}
_EXPORTED: dict[str, Any] = {
    "description": "Every event that was asked for, in order",
    "content": {
        "text/csv": {"schema": {"type": "string"}},
        "application/fhir+json": {"schema": {"type": "object", "description": "A Bundle of AuditEvents (R4)"}},
    },
}


@router.get("", summary="What happened", responses=listing_responses())
def list_audit_events(desk: AtDesk, asked: Paging, which: Which) -> PageOf[AuditEventShown]:
    """The newest first. That it was read is on record, too."""
    with desk.writing() as work:
        _may(work, "audit.read")
        listing = Listing("audit", AuditEvent.number, which.filters(), newest_first=True)
        found = page(work, which.of(work.caller.practice), listing, asked)
        shown = [AuditEventShown.of(row) for row in found.rows]
        work.record("audit.listed", work.caller.practice, count=len(shown))
    return PageOf(items=shown, next_cursor=found.next_cursor)


@router.get(
    "/export",
    summary="The audit as a file",
    response_class=StreamingResponse,
    responses={**listing_responses(), 200: _EXPORTED},
)
def export_audit_events(
    desk: AtDesk,
    which: Which,
    format: Annotated[Format, Query(description="A spreadsheet's, or a health record's")] = "csv",
) -> StreamingResponse:
    """All events up to this moment, with the MAC of each, so that a copy can be held against the chain."""
    from serving.audit.exports import written  # the health record's models take a while to load

    with desk.writing() as work:
        _may(work, "audit.export")
        last = end_of(work.session, work.caller.practice)
        work.record("audit.exported", work.caller.practice, format=format, until=last)
    events = every_event(desk.office.database, desk.caller.practice, which, last)
    name = {"Content-Disposition": f'attachment; filename="audit.{"csv" if format == "csv" else "json"}"'}
    return StreamingResponse(written(events, format), media_type=_TYPES[format], headers=name)


@router.post(
    "/verification",
    summary="Check that the audit is whole",
    response_model=VerificationShown,
    responses=creating_responses(),
)
def verify_audit(desk: Creating, house: House) -> Response:
    """Reads the whole chain of the practice, and holds it against the checkpoints that were written elsewhere."""

    def may(work: Work) -> None:
        _may(work, "audit.verify")

    if (given := desk.answered(b"", may)) is not None:
        return given
    kept = house.keeping.checkpoints.read()
    with desk.reading() as work:
        found = verify(work.session, work.caller.practice, house.keeping.audit_keys, kept)

    def effect(work: Work) -> Answer:
        work.record("audit.verified", work.caller.practice, whole=found.whole, events=found.events)
        return Answer.of(VerificationShown.of(found, work.now), work.caller.practice)

    return desk.once(b"", may, effect)


def _may(work: Work, action: str) -> None:
    """That there is an audit is no secret."""
    work.may(action, Resource("audit", work.caller.practice), seen=True)
