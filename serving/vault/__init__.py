"""Keys per client, sealed bytes, and erasure for good. See README.md here.

`configured_vault(settings, announce)` opens one; `Vault.create`, `seal`, `unseal`, `unseal_all`, `destroy`.
"""

from serving.vault.configured import configured_vault
from serving.vault.errors import (
    KeyDamagedError,
    KeyDestroyedError,
    KeyMissingError,
    LedgerBehindError,
    LedgerDamagedError,
    LedgerUnavailableError,
    MasterKeyInvalidError,
    MasterKeyMissingError,
    MasterKeyRefusedError,
    MasterKeyUnavailableError,
    SealBrokenError,
)
from serving.vault.master import Keyring, LocalMasterKey, MasterKey
from serving.vault.opening import open_vault
from serving.vault.store import Destruction, KeyStore
from serving.vault.vault import Vault

__all__ = [
    "Destruction",
    "KeyDamagedError",
    "KeyDestroyedError",
    "KeyMissingError",
    "KeyStore",
    "Keyring",
    "LedgerBehindError",
    "LedgerDamagedError",
    "LedgerUnavailableError",
    "LocalMasterKey",
    "MasterKey",
    "MasterKeyInvalidError",
    "MasterKeyMissingError",
    "MasterKeyRefusedError",
    "MasterKeyUnavailableError",
    "SealBrokenError",
    "Vault",
    "configured_vault",
    "open_vault",
]
