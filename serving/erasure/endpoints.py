"""Routes of erasure."""

from __future__ import annotations

from fastapi import APIRouter, Response

from serving.desk import Answer, AtDesk, Creating, Looking
from serving.desk.described import creating_responses, listing_responses, reading_responses
from serving.desk.names import PathName
from serving.erasure import holding, service
from serving.erasure.schemas import ErasureShown, NewErasure
from serving.exports.zipped import MEDIA_TYPE

router = APIRouter(prefix="/v1", tags=["erasure"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "/clients/{client}/erasure",
    summary="Erase a client",
    status_code=201,
    response_model=ErasureShown,
    responses=creating_responses(410),
)
def erase_client(client: PathName, body: NewErasure, desk: Creating) -> Response:
    """For good, in backups, too. By a medical director who has just given a second factor.

    What was signed is held for longer where the practice's settings say that the law asks for it.
    """
    if (given := desk.answered(body, lambda work: service.may_erase(work, client))) is not None:
        return given
    service.erase_client(desk, client, body)
    return desk.once(body, lambda work: service.may_erase(work, client), lambda work: service.answer_of(work, client))


@router.get(
    "/clients/{client}/erasure",
    summary="A client's erasure",
    response_model=ErasureShown,
    responses=reading_responses(),
)
def read_erasure(client: PathName, desk: Looking) -> Response:
    with desk.reading() as work:
        row = service.read_erasure(work, client)
    return desk.shown(Answer.of(ErasureShown.of(row), row.practice, version=1 if row.state == "begun" else 2))


@router.get(
    "/clients/{client}/erasure/held",
    summary="What is held of an erased client",
    response_class=Response,
    responses={**listing_responses(410), 200: {"description": "A zip", "content": {MEDIA_TYPE: _BINARY}}},
)
def read_held_records(client: PathName, desk: AtDesk) -> Response:
    """What was signed, for as long as the law has it held. By a medical director who has just given a second factor."""
    headers = {"Content-Disposition": f'attachment; filename="{client}-held.zip"', "Cache-Control": "no-store"}
    return Response(holding.read_held(desk, client), media_type=MEDIA_TYPE, headers=headers)
