"""Erasing: first the key, for good, then what it sealed. Cut off at any point, it is finished at the next start.

Also what a restored backup brought back is erased again: the ledger of deletions says whose it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import or_, select

from serving.access import Caller
from serving.clients import Client
from serving.desk import Office, Work
from serving.erasure.tables import Erasure

WHY = "erasure_request"  # in the ledger
_AGAIN = timedelta(hours=48)  # what was being written about a client beside the erasure has come by then
_ASKED = 500


def erase(office: Office, caller: Caller, client: str) -> None:
    """Destroys the keys of a client, of entries merged into it, and of what is theirs; then deletes that. Done again it
    is well.

    Args:
        caller: on record as the one who did it.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was erased.
        DatabaseUnavailableError, ObjectsUnavailableError: the key is gone; the rest is finished later.
    """
    entries = _entries(office, client)
    office.sealing.destroy_all([*entries, *_keys(office, entries)], office.now(), WHY)
    with office.database.writing() as session:
        _delete(Work(session, caller, office.now(), office), client, entries)
    for owner in entries:
        for kept in list(office.objects.kept(f"{caller.practice}/{owner}")):
            office.objects.delete(kept.name)


def finish_erasures(office: Office) -> int:
    """Erases whoever is to be: begun and not finished, or brought back by a backup. Says how many.

    Before a server serves, and every hour.

    Raises: as `erase`.
    """
    waiting = dict([*_begun(office), *_brought_back(office)])
    for client, practice in waiting.items():
        erase(office, system(practice), client)
    _look_again(office)
    _end_holds(office)
    return len(waiting)


def system(practice: str) -> Caller:
    """Who finishes what somebody began."""
    return Caller("erasure", "system", practice, ())


def _entries(office: Office, client: str) -> Sequence[str]:
    """The client, and entries of theirs from before they were merged."""
    query = select(Client.id).where(or_(Client.id == client, Client.merged_into == client))
    with office.database.reading() as session:
        return session.scalars(query).all()


def _keys(office: Office, entries: Iterable[str]) -> list[str]:
    """Of single photos and the like: one that was moved here is in yesterday's backup under another client's key."""
    with office.database.reading() as session:
        return [key for client in entries for key in office.kept.keys(session, client)]


def _delete(work: Work, client: str, entries: Iterable[str]) -> None:
    query = select(Client).where(Client.id.in_(entries)).order_by(Client.id).with_for_update()
    rows = {row.id: row for row in work.session.scalars(query)}
    fresh = rows[client].state != "erased"
    number = sum(work.office.kept.forget(work.session, name, work.now) for name in rows)
    for row in rows.values():
        row.state, row.sealed, row.reference_index, row.updated_at = "erased", None, None, work.now
    erasure = _on_record(work, rows[client])
    if fresh:
        location, reason = rows[client].location, erasure.reason
        work.record("client.erased", client, client=client, location=location, reason=reason, rows=number)
        work.emit("client.erased", client, client=client)
    erasure.state, erasure.done_at = "done", erasure.done_at or work.now
    work.session.flush()


def _on_record(work: Work, client: Client) -> Erasure:
    """The erasure; of one that a backup forgot, a new one."""
    row = work.session.get(Erasure, client.id)
    if row is None:
        row = Erasure(client=client.id, practice=client.practice, state="begun", reason="ledger", by=work.caller.id)
        row.asked_at = work.now
        work.session.add(row)
    return row


def _begun(office: Office) -> list[tuple[str, str]]:
    with office.database.reading() as session:
        rows = session.scalars(select(Erasure).where(Erasure.state == "begun")).all()
        return [(row.client, row.practice) for row in rows]


def _brought_back(office: Office) -> list[tuple[str, str]]:
    """Clients who are there though the ledger tells that they were erased."""
    owners = [entry.destruction.owner for entry in office.sealing.entries()]
    found = []
    for start in range(0, len(owners), _ASKED):
        asked = Client.id.in_(owners[start : start + _ASKED]) & (Client.state != "erased")
        with office.database.reading() as session:
            found += [(row.merged_into or row.id, row.practice) for row in session.scalars(select(Client).where(asked))]
    return found


def _look_again(office: Office) -> None:
    """Deletes what was written about a client beside the erasure: sealed with a key that is gone, it opens no more."""
    since = office.now() - _AGAIN
    with office.database.reading() as session:
        recent = session.scalars(select(Erasure.client).where(Erasure.done_at > since)).all()
    for client in recent:
        with office.database.writing() as session:
            office.kept.forget(session, client, office.now())


def _end_holds(office: Office) -> None:
    """Destroys what was held, once its time has come."""
    over = Erasure.held_until.is_not(None) & (Erasure.held_until <= office.now())
    with office.database.reading() as session:
        ended = session.scalars(select(Erasure).where(over)).all()
    for each in ended:
        assert each.held_key is not None and each.held is not None  # a hold has both
        office.sealing.destroy(each.held_key, office.now(), "hold_ended")
        with office.database.writing() as session:
            row = session.get_one(Erasure, each.client)
            row.held, row.held_key, row.held_until, row.holds = None, None, None, {}
            work = Work(session, system(row.practice), office.now(), office)
            work.record("client.hold_ended", row.client, client=row.client)
        office.objects.delete(each.held)
