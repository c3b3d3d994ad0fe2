"""Routes of profiles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Response

from planning.profile import Profile
from serving.clients import find_client, resource_of
from serving.desk import Editing, Looking
from serving.desk.described import editing_responses, reading_responses
from serving.desk.names import PathName
from serving.profiles.answering import answer_of
from serving.profiles.errors import ProfileMissingError
from serving.profiles.keeping import kept, row_of
from serving.profiles.schemas import PROFILE_EXAMPLE, ProfileShown

router = APIRouter(prefix="/v1", tags=["profiles"])


@router.get(
    "/clients/{client}/profile", summary="A profile", response_model=ProfileShown, responses=reading_responses(410)
)
def read_profile(client: PathName, desk: Looking) -> Response:
    """Reading is on record. 404 `profile_missing` where nothing was asked yet."""
    with desk.writing() as work:
        owner = find_client(work, client)
        work.may("profile.read", resource_of(work, owner, "profile"))
        row = row_of(work, owner)
        if row is None:
            raise ProfileMissingError()
        work.record("profile.read", owner.id, client=owner.id, location=owner.location, version=row.version)
        answer = answer_of(work, row)
    return desk.shown(answer)


@router.put(
    "/clients/{client}/profile",
    summary="Write a profile",
    response_model=ProfileShown,
    responses=editing_responses(409, 410),
)
def write_profile(
    client: PathName,
    profile: Annotated[Profile, Body(openapi_examples={"told": {"value": PROFILE_EXAMPLE}})],
    desk: Editing,
) -> Response:
    """The whole of it; the first one needs no If-Match.

    The phototype is asked, never inferred; the date of birth is the client's. What stands under `records`, a provider
    has examined, so that only providers write there.
    """
    with desk.writing() as work:
        owner = find_client(work, client, changing=True)
        row = row_of(work, owner, changing=True)
        work.may(f"profile.{'update' if row else 'create'}", resource_of(work, owner, "profile"))
        if row is not None:
            desk.expect(row.version)
        answer = answer_of(work, kept(work, owner, row, profile))
    return answer.response()
