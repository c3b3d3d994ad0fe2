"""Whether every stored key still unwraps, and whether the key store and the ledger tell the same deletions."""

from __future__ import annotations

from dataclasses import dataclass

from serving.vault.errors import KeyDamagedError, MasterKeyMissingError
from serving.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        masters: how many keys each master key wraps.
        unopened: owner and generation of each key that does not unwrap: damaged, or its master key is not here.
        deletions: lines of the ledger.
        untold: erased owners of whom the ledger knows nothing.
    """

    masters: dict[str, int]
    unopened: tuple[str, ...]
    deletions: int
    untold: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.unopened and not self.untold


def verify(vault: Vault) -> Verification:
    """Unwraps every key once.

    Raises:
        MasterKeyRefusedError, MasterKeyUnavailableError: it can't be told now.
        LedgerUnavailableError, LedgerDamagedError, LedgerBehindError, DatabaseUnavailableError.
    """
    unopened = []
    for key in vault.store.every():
        try:
            vault.keyring.unwrap(key.master, key.wrapped, key.context)
        except (KeyDamagedError, MasterKeyMissingError):
            unopened.append(f"{key.owner}:{key.generation}")
    entries = vault.entries()
    with vault.store.reading() as rows:
        untold = rows.destroyed_owners() - {entry.destruction.owner for entry in entries}
        masters = rows.masters()
    return Verification(masters, tuple(unopened), len(entries), tuple(sorted(untold)))
