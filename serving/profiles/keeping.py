"""A client's profile out of the database, and into it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from planning.profile import Profile
from serving.clients import Client, resource_of
from serving.clients.person import person_of
from serving.desk import StaleError, Work
from serving.profiles.errors import ProfileOfAnotherError
from serving.profiles.tables import ClientProfile

EXAMINED = "records"  # what a provider has examined answers rules that hold: no client and no desk says so


@dataclass(frozen=True, slots=True)
class Told:
    """Attributes:
    profile: with the client's id and the date of birth of the client's entry.
    version: of the row; 0 where nothing was asked yet.
    """

    profile: Profile
    version: int


def row_of(work: Work, client: Client, *, changing: bool = False) -> ClientProfile | None:
    statement = select(ClientProfile).where(ClientProfile.client == client.id)
    return work.session.scalars(statement.with_for_update() if changing else statement).one_or_none()


def profile_of(work: Work, client: Client) -> Told:
    """What is known of a client; with nothing asked everything is unknown."""
    row = row_of(work, client)
    return Told(_whole(work, client, row), row.version if row else 0)


def kept(work: Work, client: Client, row: ClientProfile | None, profile: Profile) -> ClientProfile:
    """Writes it, if anything of it is another now. The names of changed fields are on record, never values.

    Raises:
        ProfileOfAnotherError, NotAllowedError.
        StaleError: somebody else wrote the first one just now.
    """
    before = _whole(work, client, row)
    after = _of_this_client(work, client, profile)
    fields = sorted(name for name in Profile.model_fields if getattr(before, name) != getattr(after, name))
    if row is not None and not fields:
        return row
    work.may(f"profile.{'update' if row else 'create'}", resource_of(work, client, "profile"))
    if EXAMINED in fields:
        work.may("profile.examine", resource_of(work, client, "profile"), seen=True)
    row = _written(work, client, row, after)
    told = ",".join("schema" if name == "schema_" else name for name in fields)
    facts = {"client": client.id, "location": client.location, "version": row.version, "fields": told}
    work.record("profile.updated", client.id, **facts)
    return row


def _written(work: Work, client: Client, row: ClientProfile | None, profile: Profile) -> ClientProfile:
    data = profile.model_copy(update={"date_of_birth": None}).model_dump_json(by_alias=True).encode()
    sealed = work.seal(client.id, where(client.id), data)
    if row is None:
        row = ClientProfile(client=client.id, practice=client.practice, version=1)
        work.session.add(row)
    row.sealed, row.updated_at, row.updated_by = sealed, work.now, work.caller.id
    try:
        work.session.flush()
    except IntegrityError:
        raise StaleError() from None
    return row


def _whole(work: Work, client: Client, row: ClientProfile | None) -> Profile:
    own = {"client": client.id, "date_of_birth": person_of(work, client).date_of_birth}
    told = Profile(schema="countenance.profile/1")
    if row is not None:
        told = Profile.model_validate_json(work.unseal(client.id, where(client.id), row.sealed))
    return told.model_copy(update=own)


def _of_this_client(work: Work, client: Client, profile: Profile) -> Profile:
    """What the client's entry says is not said twice, and never otherwise."""
    own = {"client": client.id, "date_of_birth": person_of(work, client).date_of_birth}
    for name, value in own.items():
        if getattr(profile, name) not in ("", None, value):
            raise ProfileOfAnotherError(field=name)
    return profile.model_copy(update=own)


def where(client: str) -> str:
    return f"client_profiles.sealed:{client}"
