"""Routes of rollout."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Response

from serving.access import Resource
from serving.desk import Answer, Editing, Looking
from serving.desk.described import editing_responses, reading_responses
from serving.rollout.keeping import InForce, in_force, put
from serving.rollout.schemas import ROLLOUT_EXAMPLE, NewRollout, RolloutShown

router = APIRouter(prefix="/v1", tags=["rollout"])


@router.get(
    "/rollout", summary="How far the software is let in", response_model=RolloutShown, responses=reading_responses()
)
def read_rollout(desk: Looking) -> Response:
    """What the most specific line says, holds: the one that names most of provider, kind of treatment and location.

    Of two that name as much, one with a provider goes before one with a kind, and that before one with a location.
    """
    with desk.reading() as work:
        work.may("rollout.read", Resource("rollout", work.caller.practice))
        answer = _answer(work.caller.practice, in_force(work))
    return desk.shown(answer)


@router.put(
    "/rollout", summary="Set how far the software is let in", response_model=RolloutShown, responses=editing_responses()
)
def write_rollout(
    new: Annotated[NewRollout, Body(openapi_examples={"watched": {"value": ROLLOUT_EXAMPLE}})], desk: Editing
) -> Response:
    """The whole of it, by a medical director, with the reason. Versions before stay on record."""
    with desk.writing() as work:
        answer = _answer(work.caller.practice, put(work, new, desk.expect))
    return answer.response()


def _answer(practice: str, found: InForce) -> Answer:
    row = found.row
    shown = RolloutShown(
        **found.rollout.model_dump(),
        version=found.number,
        at=row.at if row else None,
        by=row.by if row else None,
        why=found.why,
    )
    return Answer.of(shown, practice, version=found.number)
