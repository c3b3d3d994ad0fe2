"""What was signed, where the law has it held for longer than its client: one archive under a key of its own.

Held are consents, visits, decisions, and of each approved plan the very version that was signed, with who signed it and
who gave it out. No photo and no geometry is: a signed document goes along unless there is a picture in it.

The client's key is destroyed all the same. The archive is read by a medical director alone, and its key is destroyed
when its time has come. An older backup does not have it: make one after an erasure.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from serving.clients import Client, resource_of
from serving.desk import Desk, NotFoundError, Work
from serving.erasure.pictured import pictured
from serving.erasure.tables import Erasure
from serving.exports.gathering import gather
from serving.exports.service import documents_of
from serving.exports.zipped import zipped
from serving.practices.tables import Group


def hold(work: Work, client: Client, erasure: Erasure) -> None:
    """Puts the archive and names it in the erasure, if the practice's settings ask for it and there is what to hold.

    Raises:
        ObjectsUnavailableError, ObjectMissingError, DatabaseUnavailableError: nothing is erased then.
    """
    group = work.session.get_one(Group, client.practice)
    if not group.hold_signed_records_days:
        return
    gathered = gather(work, client, lambda kept, row: kept.held(work.session, row))
    if not gathered.tables:
        return
    opened = {name: opens() for name, opens in gathered.files.items()}  # one that can't be opened stops the erasure
    files = {name: data for name, data in opened.items() if not pictured(name, data)}
    data = b"".join(zipped(documents_of(gathered), {name: partial(bytes, file) for name, file in files.items()}))
    key = work.new_id("hld")
    work.office.sealing.create(key)
    erasure.held = work.office.objects.put(client.practice, key, work.seal(key, held_at(client.id), data))
    erasure.held_key, erasure.held_until = key, work.now + timedelta(days=group.hold_signed_records_days)
    erasure.hold_reason, erasure.holds = group.hold_reason, {name: len(rows) for name, rows in gathered.tables.items()}


def read_held(desk: Desk, client: str) -> bytes:
    """The archive, a zip. On record.

    Raises:
        NotFoundError: nothing is held, or the caller may not know of it.
        NotAllowedError.
    """
    with desk.writing() as work:
        row = work.one(select(Erasure).where(Erasure.client == client), Erasure)
        home = work.session.get_one(Client, client)
        work.may("erasure.read_held", resource_of(work, home, "erasure"), seen=True)
        if row.held is None or row.held_key is None:
            raise NotFoundError()
        work.record("client.held_read", client, client=client, location=home.location)
        held, key = row.held, row.held_key
    return desk.office.sealing.unseal(key, held_at(client), desk.office.objects.get(held))


def held_at(client: str) -> str:
    return f"erasures.held:{client}"
