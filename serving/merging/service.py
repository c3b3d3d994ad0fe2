"""Merging, in a transaction of the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select

from serving.clients import Client, find_client, resource_of
from serving.clients.person import index_of, person_of, seal_person, where
from serving.desk import Answer, Desk, Work
from serving.merging.consents import take_back, taken_back
from serving.merging.errors import BirthDiffersError, ProfileUndecidedError, SameEntryError
from serving.merging.objects import Moving, copy_objects
from serving.merging.schemas import MergeShown, NewMerge
from serving.merging.tables import Merge, merge_at
from serving.merging.taking_over import LeftOver, opened, take_over
from serving.profiles.tables import ClientProfile
from serving.retention.ending import RESTS_ON, end_now


def may_merge(work: Work, client: str) -> None:
    """Of the entry that stays. The other one is asked about where it is merged: after that it is one with this."""
    work.may("client.merge", resource_of(work, find_client(work, client)))


def copied(desk: Desk, client: str, new: NewMerge) -> Moving:
    """Photos and documents, sealed anew, before the transaction.

    Raises:
        SameEntryError, BirthDiffersError, ProfileUndecidedError, NotFoundError, NotAllowedError.
    """
    with desk.reading() as work:
        row, other = find_client(work, client), find_client(work, new.other)
        _check(work, row, other, new)
    return copy_objects(desk.office, row.practice, other.id, row.id)


def merge(work: Work, client: str, new: NewMerge, moving: Moving) -> Answer:
    """All of it, or nothing.

    Raises:
        MergeChangedError, and what `copied` raises.
    """
    rows = {name: find_client(work, name, changing=True) for name in sorted({client, new.other})}
    row, other = rows[client], rows.get(new.other, rows[client])
    _check(work, row, other, new)
    stricter = taken_back(work, row.id, other.id)
    chosen = _let_go(work, row, other, new)
    number, left = take_over(work, other.id, row.id, moving)
    _become_one(work, row, other)
    take_back(work, row, stricter)
    end_now(work, row, {what: f"{scope}_withdrawn" for scope in stricter for what in RESTS_ON.get(scope, ())})
    done = _on_record(work, row, other, number, stricter, [*chosen, *left], new.reason)
    return Answer.of(_shown(done), row.id, status=201, at=f"/v1/clients/{row.id}")


def _check(work: Work, row: Client, other: Client, new: NewMerge) -> None:
    if row.id == other.id:
        raise SameEntryError()
    work.may("client.merge", resource_of(work, other))
    if person_of(work, row).date_of_birth != person_of(work, other).date_of_birth:
        raise BirthDiffersError()
    profiles = select(ClientProfile.client).where(ClientProfile.client.in_((row.id, other.id)))
    if new.keep_profile is None and len(work.session.scalars(profiles).all()) > 1:
        raise ProfileUndecidedError()


def _let_go(work: Work, row: Client, other: Client, new: NewMerge) -> LeftOver:
    """The client's own profile, where the other one holds: it stays on record with the merge."""
    profiles = {each: work.session.get(ClientProfile, each) for each in (row.id, other.id)}
    mine = profiles[row.id]
    if new.keep_profile != "other" or mine is None or profiles[other.id] is None:
        return []
    kept = next(each for each in work.office.kept.tables if each.table is ClientProfile)
    left = opened(work, kept, mine, row.id)
    work.session.delete(mine)
    work.session.flush()
    return left


def _become_one(work: Work, row: Client, other: Client) -> None:
    """The other entry, and what had been merged into it, stay on record under the client's key."""
    before = work.session.scalars(select(Client).where(Client.merged_into == other.id).with_for_update()).all()
    people = [(each, person_of(work, each)) for each in (other, *before)]
    reference, person = people[0][1].reference, person_of(work, row)
    other.state = "merged"
    for each, was in people:
        each.merged_into, each.reference_index, each.updated_at = row.id, None, work.now
        each.sealed = work.seal(row.id, where(each.id), was.model_dump_json().encode())
    work.session.flush()
    if person.reference is None and reference is not None:
        person = person.model_copy(update={"reference": reference})
        row.reference_index, row.sealed = index_of(work, reference), seal_person(work, row.id, person)
    row.updated_at = work.now
    work.session.flush()


def _on_record(
    work: Work, row: Client, other: Client, number: int, withdrawn: Sequence[str], left: LeftOver, reason: str
) -> Merge:
    said = json.dumps({"reason": reason, "left": left}).encode()
    done = Merge(other=other.id, practice=row.practice, client=row.id, at=work.now, by=work.caller.id, rows=number)
    done.withdrawn, done.sealed = ",".join(withdrawn), work.seal(row.id, merge_at(other.id), said)
    work.session.add(done)
    work.session.flush()
    work.record("client.merged", row.id, client=row.id, location=row.location, came_from=other.id, rows=number)
    work.record("client.merged_away", other.id, client=other.id, location=other.location, into=row.id)
    work.emit("client.merged", row.id, client=row.id, other=other.id)
    return done


def _shown(done: Merge) -> MergeShown:
    told = {name: getattr(done, name) for name in ("client", "other", "at", "by", "rows")}
    return MergeShown(**told, withdrawn=done.withdrawn.split(",") if done.withdrawn else [])
