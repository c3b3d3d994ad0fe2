"""Routes of erasure."""

from __future__ import annotations

from fastapi import APIRouter, Response

from serving.desk import Answer, Creating, Looking
from serving.desk.described import creating_responses, reading_responses
from serving.erasure import service
from serving.erasure.schemas import ErasureShown, NewErasure

router = APIRouter(prefix="/v1", tags=["erasure"])


@router.post(
    "/clients/{client}/erasure",
    summary="Erase a client",
    status_code=201,
    response_model=ErasureShown,
    responses=creating_responses(410),
)
def erase_client(client: str, body: NewErasure, desk: Creating) -> Response:
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
def read_erasure(client: str, desk: Looking) -> Response:
    with desk.reading() as work:
        row = service.read_erasure(work, client)
    return desk.shown(Answer.of(ErasureShown.of(row), row.practice, version=1 if row.state == "begun" else 2))
