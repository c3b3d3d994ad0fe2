"""Routes of documents."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from planning.plan import Tier
from serving.desk import AtDesk
from serving.desk.described import listing_responses
from serving.desk.names import PathName
from serving.documents.rendering import KINDS, asked

router = APIRouter(prefix="/v1", tags=["documents"])
DocumentName = Literal["client.pdf", "provider.pdf", "note.txt", "note.html", "careplan.json", "visits.ics"]
AskedTier = Annotated[Tier | None, Query(description="Of a draft: which option; else the one put forward")]


def _files(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """Of a route that answers with one of these."""
    json, other = {"type": "object"}, {"type": "string", "format": "binary"}
    content = {each.split(";")[0]: {"schema": json if "json" in each else other} for each in media_types}
    return {200: {"description": "The file", "content": content}}


@router.get(
    "/plans/{plan}/documents/{name}",
    summary="A document of a plan",
    response_class=Response,
    responses=_files(*(kind.media_type for kind in KINDS.values())) | listing_responses(409, 410),
)
def read_plan_document(plan: PathName, name: DocumentName, desk: AtDesk, tier: AskedTier = None) -> Response:
    """Of an approved plan the client's document is the very file that was signed. Drafts say so on every page.

    Software gets none before the plan was shared with it: 409 `plan_not_shared`. Reading is on record.
    """
    with desk.writing() as work:
        found = asked(work, plan, name, tier)
    return _file(found.made(name), KINDS[name].media_type, name)


@router.get(
    "/plans/{plan}/consent-forms/{item}",
    summary="A consent form of a plan",
    response_class=Response,
    responses=_files("application/pdf") | listing_responses(409, 410),
)
def read_plan_consent_form(plan: PathName, item: PathName, desk: AtDesk, tier: AskedTier = None) -> Response:
    """The practice's form for one treatment of the plan, to be read and signed before it is given."""
    with desk.writing() as work:
        found = asked(work, plan, f"consent-forms/{item}", tier)
    return _file(found.form(item), "application/pdf", f"{item}.pdf")


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(data, media_type=media_type, headers=headers)
