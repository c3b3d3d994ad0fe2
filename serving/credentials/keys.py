"""Routes of API keys: an admin's."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Response
from sqlalchemy import select

from serving.access import Resource
from serving.access.keys import Issued
from serving.access.tables import ApiKey
from serving.credentials.answers import ShownOnce
from serving.credentials.places import check_locations
from serving.credentials.sessions import House
from serving.credentials.staff_schemas import KeyIssued, KeyShown, NewKey, Rotation
from serving.database import is_id
from serving.desk import Answer, AtDesk, Creating, Listing, NotFoundError, PageOf, Paging, Work, page
from serving.desk.names import PathName
from serving.problems import problem_responses

router = APIRouter(prefix="/v1", tags=["keys"])
_PROBLEMS = problem_responses(400, 401, 403, 404, 422, 500, 503)


@router.post("/keys", summary="Issue a key", status_code=201, response_model=KeyIssued, responses=_PROBLEMS)
def create_key(said: NewKey, desk: Creating, house: House) -> Response:
    """For an integration. The key is in this answer and nowhere else: the server keeps its hash."""

    def effect(work: Work) -> Answer:
        check_locations(work, said.locations or ())
        keys = house.within(work.session).keys
        return _issued(keys.create(work.caller, said.title, said.scopes, said.locations, said.expires_at, work.now))

    return desk.once(said, lambda work: _may(work, "key.create"), effect)


@router.get("/keys", summary="Keys", responses=_PROBLEMS)
def list_keys(desk: AtDesk, asked: Paging) -> PageOf[KeyShown]:
    """Revoked ones, too."""
    with desk.reading() as work:
        found = page(work, work.visible(select(ApiKey), ApiKey), Listing("keys", ApiKey.id, {}), asked)
        shown = [KeyShown.of(row) for row in found.rows]
    return PageOf(items=shown, next_cursor=found.next_cursor)


@router.get("/keys/{key}", summary="A key", responses=_PROBLEMS)
def read_key(key: PathName, desk: AtDesk) -> KeyShown:
    with desk.reading() as work:
        return KeyShown.of(_found(work, key))


@router.post(
    "/keys/{key}/rotations",
    summary="Change a key's secret",
    status_code=201,
    response_model=KeyIssued,
    responses=_PROBLEMS,
)
def rotate_key(key: PathName, said: Rotation, desk: Creating, house: House) -> Response:
    """The secret before opens for the hours of overlap, so that a system can be changed over."""

    def effect(work: Work) -> Answer:
        keys = house.within(work.session).keys
        return _issued(keys.rotate(work.caller, key, timedelta(hours=said.overlap_hours), work.now))

    def may(work: Work) -> None:
        _found(work, key)
        _may(work, "key.rotate")

    return desk.once(said, may, effect)


@router.delete("/keys/{key}", summary="Revoke a key", response_model=KeyShown, responses=_PROBLEMS)
def revoke_key(key: PathName, desk: AtDesk, house: House) -> KeyShown:
    """From the next request on it opens nothing. Revoking twice is no error."""
    with desk.writing() as work:
        _found(work, key)
        _may(work, "key.revoke")
        return KeyShown.of(house.within(work.session).keys.revoke(work.caller, key, work.now))


def _may(work: Work, action: str) -> None:
    work.may(action, Resource("key", work.caller.practice))


def _found(work: Work, key: str) -> ApiKey:
    if not is_id(key, "key"):
        raise NotFoundError()
    return work.one(select(ApiKey).where(ApiKey.id == key), ApiKey)


def _issued(issued: Issued) -> Answer:
    at = f"/v1/keys/{issued.row.id}"
    return ShownOnce.telling(KeyIssued.issuing(issued), issued.row.practice, "key", at=at)
