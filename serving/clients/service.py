"""What is done with clients, in a transaction of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from planning.practice import LocationUnknownError
from serving.access import Resource
from serving.access.tables import Account
from serving.clients.errors import AccountUnknownError, BornInTheFutureError, ReferenceTakenError
from serving.clients.finding import find_client, resource_of
from serving.clients.person import Person, index_of, person_of, seal_person
from serving.clients.schemas import ClientEdit, ClientShown, NewClient
from serving.clients.tables import Assignment, Client
from serving.desk import Answer, Work
from serving.practices.tables import Location


def may_create(work: Work, new: NewClient) -> None:
    work.may("client.create", Resource("client", work.caller.practice, new.location))


def create_client(work: Work, client: str, new: NewClient) -> Answer:
    """A client whose key exists.

    Raises:
        LocationUnknownError, BornInTheFutureError, ReferenceTakenError.
    """
    location, person = _location(work, new.location), new.person()
    _check_birth(work, person.date_of_birth, location)
    row = Client(
        id=client,
        practice=work.caller.practice,
        location=location.id,
        state="active",
        reference_index=index_of(work, person.reference),
        created_at=work.now,
        updated_at=work.now,
        sealed=seal_person(work, client, person),
    )
    work.session.add(row)
    _flush(work)
    if any(grant.assigned_only for grant in work.caller.grants):
        assign(work, row, work.caller.id)  # or whoever entered the client could not see the entry
    work.record("client.created", client, client=client, location=location.id)
    work.emit("client.created", client, client=client)
    return answer_of(row, person, status=201, at=f"/v1/clients/{client}")


def read_client(work: Work, client: str) -> Answer:
    row = find_client(work, client)
    work.record("client.read", row.id, client=row.id, location=row.location)
    return answer_of(row, person_of(work, row))


def edit_client(work: Work, client: str, edit: ClientEdit, expect: Callable[[int], None]) -> Answer:
    """Raises:
    NotAllowedError, StaleError, LocationUnknownError, BornInTheFutureError, ReferenceTakenError.
    """
    row = find_client(work, client, changing=True)
    work.may("client.update", resource_of(work, row))
    expect(row.version)
    before = person_of(work, row)
    person = before.model_copy(update=edit.of_person())
    location = _home(work, row, edit.location or row.location)
    if person != before or location.id != row.location:
        _check_birth(work, person.date_of_birth, location)
        row.location, row.updated_at = location.id, work.now
        row.reference_index, row.sealed = index_of(work, person.reference), seal_person(work, client, person)
        _flush(work)
        fields = ",".join(sorted(edit.model_fields_set))
        work.record("client.updated", row.id, client=row.id, location=row.location, fields=fields)
        work.emit("client.updated", row.id, client=row.id)
    return answer_of(row, person)


def assign_to(work: Work, client: Client, account: str) -> Assignment:
    """To somebody of the practice.

    Raises:
        AccountUnknownError.
    """
    known = select(Account.id).where(Account.id == account, Account.practice == client.practice, Account.active)
    if work.session.scalar(known) is None:
        raise AccountUnknownError()
    return assign(work, client, account)


def assign(work: Work, client: Client, account: str) -> Assignment:
    """Done again it changes nothing."""
    row = work.session.get(Assignment, (client.id, account))
    if row is None:
        row = Assignment(client=client.id, account=account, practice=client.practice, at=work.now, by=work.caller.id)
        work.session.add(row)
        work.session.flush()
        work.record("client.assigned", client.id, client=client.id, location=client.location, account=account)
    return row


def answer_of(row: Client, person: Person, *, status: int = 200, at: str = "") -> Answer:
    return Answer.of(ClientShown.of(row, person), row.id, status=status, version=row.version, at=at)


def _home(work: Work, row: Client, location: str) -> Location:
    """Where the client is at home, or is to be: there the caller must be able to enter clients, too."""
    if location == row.location:
        return work.session.get_one(Location, location)
    work.may("client.create", Resource("client", row.practice, location))
    return _location(work, location)


def _location(work: Work, location: str) -> Location:
    """An open one of the practice."""
    found = work.session.scalars(
        select(Location).where(Location.practice == work.caller.practice, Location.id == location, Location.open)
    ).one_or_none()
    if found is None:
        raise LocationUnknownError()
    return found


def _check_birth(work: Work, born: date, location: Location) -> None:
    """A minor may be kept as a client; what needs an adult asks for the age by itself."""
    if born > work.now.astimezone(ZoneInfo(location.time_zone)).date():
        raise BornInTheFutureError()


def _flush(work: Work) -> None:
    """Of two that come at once with one reference, the second is told here."""
    try:
        work.session.flush()
    except IntegrityError:
        raise ReferenceTakenError() from None
