"""Keys that end before their client does: of a client's photos, and of their face geometry.

A withdrawal ends one of them while the client's own key lives on. Deleting bytes would not be enough: free pages, logs
of databases and yesterday's backup still hold them. So they are sealed twice, with such a key and, over it, with the
client's. Destroying either leaves nothing that opens them, and the vault's ledger sees to it after a restore, too.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.desk import Desk, Work
from serving.desk.ports import Sealing
from serving.photos.tables import EndingKey

Purpose = Literal["photos", "geometry"]


def ending_key(desk: Desk, client: str, purpose: Purpose) -> str:
    """The client's key of a purpose, made where there is none: before the transaction that seals with it."""
    with desk.reading() as work:
        known = _newest(work.session, client, purpose)
    if known is not None:
        return known
    made = desk.new_owner("key")
    with desk.writing() as work:
        row = EndingKey(id=made, practice=desk.caller.practice, client=client, purpose=purpose, made_at=desk.now)
        work.session.add(row)
    return made


def _newest(session: Session, client: str, purpose: Purpose) -> str | None:
    mine = (EndingKey.client == client) & (EndingKey.purpose == purpose)
    return session.scalar(select(EndingKey.id).where(mine).order_by(EndingKey.id.desc()).limit(1))


def seal_twice(sealing: Sealing, client: str, key: str, what: str, data: bytes) -> bytes:
    """With the ending key, and with the client's."""
    return sealing.seal(client, what, sealing.seal(key, what, data))


def unseal_twice(sealing: Sealing, client: str, key: str, what: str, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        KeyDestroyedError: one of the two has ended.
    """
    return sealing.unseal(key, what, sealing.unseal(client, what, sealed))


def end_keys(work: Work, client: str, purpose: Purpose) -> None:
    """Destroys them for good, now: also where the transaction fails. Another is made when it is wanted again.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    mine = (EndingKey.client == client) & (EndingKey.purpose == purpose)
    for row in work.session.scalars(select(EndingKey).where(mine).with_for_update()):
        work.office.sealing.destroy(row.id, work.now, "purpose_ended")
        work.session.delete(row)
    work.session.flush()
