"""The form of sealed bytes: version, generation of the key, nonce, then AES-256-GCM's ciphertext and tag.

Bound into the tag beside the header: whose it is and what it is. So bytes that are moved to another client, column or
row don't open there, and neither do bytes whose header says another generation.

A nonce has 96 random bits. NIST SP 800-38D allows 2^32 of those under one key; a client has thousands.
"""

from __future__ import annotations

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from serving.vault.errors import SealBrokenError

ALGORITHM = "AES-256-GCM"  # as a clinic is told
VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
_HEADER = struct.Struct(">BI")  # version, generation
_TAG_BYTES = 16
OVERHEAD_BYTES = _HEADER.size + NONCE_BYTES + _TAG_BYTES


def seal(key: AESGCM, generation: int, owner: str, what: str, data: bytes) -> bytes:
    """Seals bytes for one owner and one place.

    Args:
        generation: the key's, so that the right one is found again.
        what: `table.column:row id`.
    """
    header = _HEADER.pack(VERSION, generation)
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + key.encrypt(nonce, data, _bound(header, owner, what))


def unseal(key: AESGCM, owner: str, what: str, sealed: bytes) -> bytes:
    """The bytes that were sealed for this owner and this place.

    Raises:
        SealBrokenError: they were not, or are not whole.
    """
    header, rest = sealed[: _HEADER.size], sealed[_HEADER.size :]
    try:
        return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(header, owner, what))
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError() from error


def generation_of(sealed: bytes) -> int:
    """Which of the owner's keys sealed this, as the header says; whether that is true, opening it tells.

    Raises:
        SealBrokenError: these are no sealed bytes of a version that is known.
    """
    if len(sealed) < OVERHEAD_BYTES:
        raise SealBrokenError()
    version, generation = _HEADER.unpack_from(sealed)
    if version != VERSION:
        raise SealBrokenError()
    return int(generation)


def _bound(header: bytes, owner: str, what: str) -> bytes:
    """With the owner's length, so that no other pair of owner and place reads the same."""
    whose = owner.encode()
    return header + len(whose).to_bytes(2, "big") + whose + what.encode()
