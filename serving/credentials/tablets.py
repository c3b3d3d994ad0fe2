"""Routes of tablets: the staff's, and two of the device itself."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy import select

from serving.access import Resource
from serving.access.tables import Tablet
from serving.clients.finding import find_client
from serving.credentials.answers import ShownOnce
from serving.credentials.places import check_locations
from serving.credentials.sessions import Address, House, Token
from serving.credentials.staff_schemas import (
    Enrollment,
    NewTablet,
    NewTabletSession,
    TabletAnnounced,
    TabletEnrolled,
    TabletSessionShown,
    TabletShown,
    TabletToken,
)
from serving.database import is_id
from serving.desk import Answer, AtDesk, Creating, Listing, NotFoundError, PageOf, Paging, Work, page
from serving.desk.names import PathName
from serving.problems import problem_responses

router = APIRouter(prefix="/v1", tags=["tablets"])
_PROBLEMS = problem_responses(400, 401, 403, 404, 409, 422, 500, 503)
_DEVICE_PROBLEMS = problem_responses(400, 401, 403, 404, 422, 429, 500, 503)


@router.post("/tablets", summary="Add a tablet", status_code=201, response_model=TabletAnnounced, responses=_PROBLEMS)
def create_tablet(said: NewTablet, desk: Creating, house: House) -> Response:
    """Gives a code that is typed into the tablet within minutes, once."""

    def effect(work: Work) -> Answer:
        check_locations(work, [said.location])
        announced = house.within(work.session).tablets.announce(work.caller, said.title, said.location, work.now)
        body = TabletAnnounced.announcing(announced.row, announced.code)
        return ShownOnce.telling(body, work.caller.practice, "code", at=f"/v1/tablets/{announced.row.id}")

    def may(work: Work) -> None:
        work.may("tablet.enroll", Resource("tablet", work.caller.practice, said.location))

    return desk.once(said, may, effect)


@router.get("/tablets", summary="Tablets", responses=_PROBLEMS)
def list_tablets(desk: AtDesk, asked: Paging) -> PageOf[TabletShown]:
    with desk.reading() as work:
        found = page(work, work.visible(select(Tablet), Tablet), Listing("tablets", Tablet.id, {}), asked)
        shown = [TabletShown.of(row) for row in found.rows]
    return PageOf(items=shown, next_cursor=found.next_cursor)


@router.get("/tablets/{tablet}", summary="A tablet", responses=_PROBLEMS)
def read_tablet(tablet: PathName, desk: AtDesk) -> TabletShown:
    with desk.reading() as work:
        return TabletShown.of(_found(work, tablet))


@router.delete("/tablets/{tablet}", summary="Revoke a tablet", response_model=TabletShown, responses=_PROBLEMS)
def revoke_tablet(tablet: PathName, desk: AtDesk, house: House) -> TabletShown:
    """Lost or handed on: it opens nothing from now on. Revoking twice is no error."""
    with desk.writing() as work:
        _may(work, "tablet.revoke", _found(work, tablet))
        return TabletShown.of(house.within(work.session).tablets.revoke(work.caller, tablet, work.now))


@router.post(
    "/tablets/{tablet}/sessions",
    summary="Lend a tablet to a client",
    status_code=201,
    response_model=TabletSessionShown,
    responses=_PROBLEMS,
)
def start_tablet_session(tablet: PathName, said: NewTabletSession, desk: Creating, house: House) -> Response:
    """At check-in, for minutes. A session before it ends. The tablet fetches the token itself."""

    def effect(work: Work) -> Answer:
        row = house.within(work.session).tablets.start_session(work.caller, tablet, said.client, work.now).row
        return Answer.of(TabletSessionShown.of(row), work.caller.practice, status=201)

    def may(work: Work) -> None:
        _may(work, "tablet.start_session", _found(work, tablet))
        find_client(work, said.client, changing=True)  # neither erased nor merged

    return desk.once(said, may, effect)


@router.delete("/tablets/{tablet}/sessions/current", summary="Take a tablet back", status_code=204, responses=_PROBLEMS)
def end_tablet_session(tablet: PathName, desk: AtDesk, house: House) -> Response:
    with desk.writing() as work:
        _may(work, "tablet.start_session", _found(work, tablet))
        house.within(work.session).tablets.end_session(work.caller, tablet, work.now)
    return Response(status_code=204)


@router.post("/tablets/enrollment", summary="Enroll this tablet", status_code=201, responses=_DEVICE_PROBLEMS)
def enroll_tablet(said: Enrollment, house: House, address: Address) -> TabletEnrolled:
    """With the code that somebody typed into it. The secret is in this answer and nowhere else."""
    enrolled = house.tablets.enroll(said.code, address, house.now())
    return TabletEnrolled(id=enrolled.tablet, secret=enrolled.secret)


@router.post("/tablets/current/token", summary="Fetch this tablet's token", responses=_DEVICE_PROBLEMS)
def fetch_tablet_token(house: House, token: Token) -> TabletToken:
    """With the device's secret as a bearer: the token of the session that the staff started. Fetched again, it is
    another one, and the one before is good for nothing. 404 while nobody has lent the tablet to a client.
    """
    lent = house.tablets.fetch(token, house.now())
    return TabletToken(client=lent.row.client, ends_at=lent.row.ends_at, token=lent.token)


def _may(work: Work, action: str, tablet: Tablet) -> None:
    work.may(action, Resource("tablet", tablet.practice, tablet.location))


def _found(work: Work, tablet: str) -> Tablet:
    if not is_id(tablet, "tab"):
        raise NotFoundError()
    return work.one(select(Tablet).where(Tablet.id == tablet), Tablet)
