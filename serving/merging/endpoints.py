"""The route of merging."""

from __future__ import annotations

from fastapi import APIRouter, Response

from serving.desk import Creating, Work
from serving.desk.described import creating_responses
from serving.desk.names import PathName
from serving.kept.doomed import delete_doomed_soon
from serving.merging import service
from serving.merging.schemas import MergeShown, NewMerge

router = APIRouter(prefix="/v1", tags=["clients"])


@router.post(
    "/clients/{client}/merges",
    summary="Merge another entry into this one",
    status_code=201,
    response_model=MergeShown,
    responses=creating_responses(409, 410),
)
def merge_clients(client: PathName, body: NewMerge, desk: Creating) -> Response:
    """By a medical director, where one person was entered twice. Everything goes under the key of the entry that stays.

    The other id is `410 client_merged` from then on and names this one. What either had taken back is taken back.
    """

    def may(work: Work) -> None:
        service.may_merge(work, client)

    if (given := desk.answered(body, may)) is not None:
        return given
    moving = service.copied(desk, client, body)
    answer = desk.once(body, may, lambda work: service.merge(work, client, body, moving))
    delete_doomed_soon(desk.office)
    return answer
