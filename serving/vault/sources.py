"""Where master keys come from: the environment, a file, or a key management service."""

from __future__ import annotations

import base64
import binascii
import os
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from serving.data_folder import make_private, sync_folder
from serving.vault.errors import MasterKeyInvalidError
from serving.vault.master import LocalMasterKey, MasterKey
from serving.vault.sealed import KEY_BYTES


def read_keys(written: str) -> list[bytes]:
    """Keys in base64, the newest first, apart by commas or lines.

    Raises:
        MasterKeyInvalidError: one is none. What stands there is not repeated.
    """
    try:
        keys = [base64.b64decode(one, validate=True) for one in written.replace(",", " ").split()]
    except (binascii.Error, ValueError) as error:
        raise MasterKeyInvalidError(f"A master key has {KEY_BYTES} bytes, written in base64.") from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise MasterKeyInvalidError(f"A master key has {KEY_BYTES} bytes, written in base64.")
    return keys


def masters_of(keys: Sequence[bytes]) -> list[LocalMasterKey]:
    return [LocalMasterKey(key) for key in keys]


class MasterKeyFile:
    """A key a line, the newest first, for its owner's eyes alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[bytes]:
        """The keys.

        Raises:
            MasterKeyInvalidError: it can't be read, others can, or it holds something else.
        """
        try:
            with self.path.open() as file:
                if os.fstat(file.fileno()).st_mode & 0o077:
                    raise MasterKeyInvalidError(f"Others may read {self.path}; its mode has to be 0600.")
                return read_keys(file.read())
        except (OSError, UnicodeDecodeError) as error:
            raise MasterKeyInvalidError(f"The master key in {self.path} cannot be read.") from error

    def make(self) -> bool:
        """Makes a file with a new key, and says whether it was this call that did."""
        if self.path.exists():
            return False
        make_private(self.path.parent)
        beside = self._written([os.urandom(KEY_BYTES)])
        try:
            os.link(beside, self.path)  # where two processes start at once, one finds it taken
        except FileExistsError:
            return False
        finally:
            beside.unlink()
        sync_folder(self.path.parent)
        return True

    def add(self) -> None:
        """Puts a new key before the others."""
        self._replace([os.urandom(KEY_BYTES), *self.read()])

    def keep(self, names: set[str]) -> list[str]:
        """Drops every key but those of these names, and says which went. The newest always stays."""
        keys = self.read()
        kept = [key for place, key in enumerate(keys) if place == 0 or LocalMasterKey(key).name in names]
        if len(kept) < len(keys):
            self._replace(kept)
        return [LocalMasterKey(key).name for key in keys if key not in kept]

    def _replace(self, keys: Sequence[bytes]) -> None:
        beside = self._written(keys)
        with self.path.open("r+b") as before:
            beside.rename(self.path)
            sync_folder(self.path.parent)
            before.write(bytes(os.fstat(before.fileno()).st_size))  # as far as the file system lets the old one go
            before.flush()
            os.fsync(before.fileno())

    def _written(self, keys: Sequence[bytes]) -> Path:
        descriptor, name = tempfile.mkstemp(prefix=".master-", dir=self.path.parent)  # 0600
        with os.fdopen(descriptor, "w") as file:
            file.writelines(base64.b64encode(key).decode() + "\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        return Path(name)


def provided(named: str) -> Callable[[], Sequence[MasterKey]]:
    """What a practice's own module gives: `module:function`.

    Raises:
        MasterKeyInvalidError: there is no such function.
    """
    module, name = named.split(":")
    try:
        found: Callable[[], Sequence[MasterKey]] = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise MasterKeyInvalidError(f"There is no {named} that could give master keys.") from error
    return found
