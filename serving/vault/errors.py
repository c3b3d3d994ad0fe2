"""What can be wrong with keys, with what they seal, and with the ledger of deletions. No message names an owner."""

from __future__ import annotations

from models.errors import CountenanceError


class SealBrokenError(CountenanceError):
    """These bytes were not sealed for this owner and this place, or were changed since."""

    code = "seal_broken"
    status = 500
    title = "Stored data cannot be opened"


class KeyDestroyedError(CountenanceError):
    """The owner's key was destroyed: whatever it sealed is gone."""

    code = "erased"
    status = 410
    title = "This was erased and cannot be brought back"


class KeyMissingError(CountenanceError):
    """There never was such a key, or the key store is not the one that belongs to the data."""

    code = "key_missing"
    status = 500
    title = "There is no key for this data"


class KeyDamagedError(CountenanceError):
    """A wrapped key that its own master key does not unwrap."""

    code = "key_damaged"
    status = 500
    title = "A stored key is damaged"


class MasterKeyInvalidError(CountenanceError):
    """What the settings name is no master key, or others may read it."""

    code = "master_key_invalid"
    status = 503
    title = "The master key cannot be used"


class MasterKeyMissingError(CountenanceError):
    """Keys are wrapped by a master key that was not handed in."""

    code = "master_key_missing"
    status = 503
    title = "The master key of the stored keys is not here"


class MasterKeyRefusedError(CountenanceError):
    """The key management service says no: disabled, to be deleted, or not for us. A person has to look at it."""

    code = "master_key_refused"
    status = 503
    title = "The key management service refuses the master key"


class MasterKeyUnavailableError(CountenanceError):
    """The key management service does not answer, or has enough of us for the moment."""

    code = "master_key_unavailable"
    status = 503
    title = "The key management service does not answer. Please try again in a moment"

    def __init__(self) -> None:
        super().__init__(retry_after_s=2)


class LedgerUnavailableError(CountenanceError):
    """The ledger of deletions can't be read or written. Nothing is erased, and nothing served, without it."""

    code = "deletion_ledger_unavailable"
    status = 503
    title = "The ledger of deletions cannot be reached"


class LedgerDamagedError(CountenanceError):
    """A line was changed, moved, removed or added, or the key store is another one's."""

    code = "deletion_ledger_damaged"
    status = 503
    title = "The ledger of deletions is damaged"


class LedgerBehindError(CountenanceError):
    """It lacks deletions that the key store, or a backup, knows of."""

    code = "deletion_ledger_behind"
    status = 503
    title = "The ledger of deletions lacks lines that it had"
