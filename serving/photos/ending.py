"""Keys that end before their client does: one for each photo, each projection, and the geometry of each analysis.

A photo is deleted, or an agreement taken back, while the client's own key lives on. Deleting bytes would not be
enough: free pages, logs of databases and yesterday's backup still hold them. So each is sealed twice, with a key of its
own and, over it, with the client's. Destroying either leaves nothing that opens it, and the vault's ledger sees to it
after a restore, too. A photo that moves to another client keeps its key, so that what ends there ends in older backups
as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from serving.desk import Desk, Work
from serving.desk.ports import Sealing


def ending_key(desk: Desk) -> str:
    """A new one, before the transaction that seals with it. Where no row comes to name it, it harms nobody."""
    return desk.new_owner("key")


def seal_twice(sealing: Sealing, client: str, key: str, what: str, data: bytes) -> bytes:
    """With the ending key, and with the client's."""
    return sealing.seal(client, what, sealing.seal(key, what, data))


def unseal_twice(sealing: Sealing, client: str, key: str, what: str, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        KeyDestroyedError: one of the two has ended.
    """
    return sealing.unseal(key, what, sealing.unseal(client, what, sealed))


def end_keys(work: Work, keys: Iterable[str | None], why: str) -> None:
    """Destroys them for good, now: also where the transaction fails.

    Args:
        keys: of rows; None for a row that has none left.
        why: a code, for the ledger.

    Raises:
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError: nothing was destroyed.
    """
    if ended := sorted({key for key in keys if key is not None}):
        work.office.sealing.destroy_all(ended, work.now, why)
