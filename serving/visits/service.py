"""What is done with visits, in a transaction of the desk."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select

from planning.practice import LocationUnknownError
from serving.access import Resource
from serving.clients import find_client, resource_of
from serving.desk import Answer, Work
from serving.practices.tables import Location
from serving.visits.errors import VisitInTheFutureError
from serving.visits.schemas import NewVisit, VisitShown
from serving.visits.tables import Visit


def may_enter(work: Work, client: str, new: NewVisit) -> None:
    """With the client, and at the place where the visit was."""
    row = find_client(work, client)
    work.may("visit.create", resource_of(work, row, "visit"))
    if new.location is not None and new.location != row.location:
        asked = resource_of(work, row, "visit")
        work.may("visit.create", Resource("visit", row.practice, new.location, row.id, asked.assigned))


def enter(work: Work, client: str, new: NewVisit) -> Answer:
    """Raises LocationUnknownError, VisitInTheFutureError."""
    row = find_client(work, client, changing=True)
    location = _location(work, new.location or row.location)
    if new.day > work.now.astimezone(ZoneInfo(location.time_zone)).date():
        raise VisitInTheFutureError()
    visit = Visit(
        id=work.new_id("vis"),
        practice=row.practice,
        client=row.id,
        location=location.id,
        day=new.day,
        at=work.now,
        by=work.caller.id,
    )
    work.session.add(visit)
    work.session.flush()
    work.record("visit.created", visit.id, client=row.id, location=location.id)
    return Answer.of(VisitShown.of(visit), row.id, status=201, at=f"/v1/visits/{visit.id}")


def find_visit(work: Work, visit: str) -> Visit:
    """Raises NotFoundError, ClientErasedError."""
    row = work.one(select(Visit).where(Visit.id == visit), Visit)
    find_client(work, row.client)
    return row


def _location(work: Work, location: str) -> Location:
    asked = select(Location).where(Location.practice == work.caller.practice, Location.id == location)
    found = work.session.scalars(asked).one_or_none()
    if found is None:
        raise LocationUnknownError()
    return found
