"""Keys that end before their client does: of a client's photos, and of their face geometry.

A withdrawal ends one of them while the client's own key lives on. Deleting bytes would not be enough: free pages, logs
of databases and yesterday's backup still hold them. So they are sealed twice, with such a key and, over it, with the
client's. Destroying either leaves nothing that opens them, and the vault's ledger sees to it after a restore, too.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from serving.database import new_id
from serving.desk import Desk, Work
from serving.desk.ports import Sealing
from serving.photos.tables import EndingKey

Purpose = Literal["photos", "geometry"]


def ending_key(desk: Desk, client: str, purpose: Purpose) -> str:
    """The client's key of a purpose, made where there is none: before the transaction that seals with it."""
    with desk.reading() as work:
        known = current_key(work.session, client, purpose)
    if known is not None:
        return known
    made = new_id("key", desk.now)
    desk.office.sealing.create(made)
    with desk.writing() as work:
        row = {"id": made, "practice": desk.caller.practice, "client": client, "purpose": purpose, "made_at": desk.now}
        dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
        work.session.execute(dialect.insert(EndingKey).values(row).on_conflict_do_nothing())
        return current_key(work.session, client, purpose) or made


def current_key(session: Session, client: str, purpose: Purpose) -> str | None:
    return session.scalar(select(EndingKey.id).where(EndingKey.client == client, EndingKey.purpose == purpose))


def seal_twice(sealing: Sealing, client: str, key: str, what: str, data: bytes) -> bytes:
    """With the ending key, and with the client's."""
    return sealing.seal(client, what, sealing.seal(key, what, data))


def unseal_twice(sealing: Sealing, client: str, key: str, what: str, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        KeyDestroyedError: one of the two has ended.
    """
    return sealing.unseal(key, what, sealing.unseal(client, what, sealed))


def end_key(work: Work, client: str, purpose: Purpose, why: str) -> None:
    """Destroys it for good, now: also where the transaction fails. Another one may be made when it is wanted again.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    rows = work.session.scalars(
        select(EndingKey).where(EndingKey.client == client, EndingKey.purpose == purpose).with_for_update()
    )
    for row in rows:
        work.office.sealing.destroy(row.id, work.now, why)
        work.session.delete(row)
    work.session.flush()
