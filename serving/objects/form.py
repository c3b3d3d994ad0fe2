"""How objects are named, and the form in which they lie there."""

from __future__ import annotations

import hashlib
import re
import secrets

from serving.objects.errors import ObjectDamagedError, ObjectMissingError

_MAGIC = b"CNT1"
_DIGEST_BYTES = hashlib.sha256().digest_size
_PART = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
_NAME = re.compile(rf"{_PART}/{_PART}/[0-9a-f]{{32}}")


def new_name(practice: str, owner: str) -> str:
    """A name nobody can guess: `practice/owner/` and 128 random bits."""
    name = f"{practice}/{owner}/{secrets.token_hex(16)}"
    if not _NAME.fullmatch(name):
        raise ValueError("A practice and an owner are ids.")
    return name


def checked_name(name: str) -> str:
    """The name, if it has the form of one: nothing else is ever looked for.

    Raises:
        ObjectMissingError.
    """
    if not _NAME.fullmatch(name):
        raise ObjectMissingError()
    return name


def owner_of(name: str) -> str:
    """Whose key sealed it."""
    return checked_name(name).split("/")[1]


def stored_form(data: bytes) -> bytes:
    """With a digest before it, so that damage is seen by whoever has no key: a backup, too."""
    return _MAGIC + hashlib.sha256(data).digest() + data


def read_form(stored: bytes) -> bytes:
    """The data.

    Raises:
        ObjectDamagedError: it is not what was put there.
    """
    start = len(_MAGIC) + _DIGEST_BYTES
    data = stored[start:]
    if stored[:start] != _MAGIC + hashlib.sha256(data).digest():
        raise ObjectDamagedError()
    return data
