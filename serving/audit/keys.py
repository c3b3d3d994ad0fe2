"""The keys of the audit: one secret, kept outside the database, from which all others follow."""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from serving.audit.errors import AuditKeyError

SECRET_BYTES = 32


class AuditKeys:
    """A key for each practice's chain, and one that signs checkpoints (HKDF, RFC 5869; HMAC-SHA256; Ed25519).

    Args:
        secret: 32 random bytes. Whoever has it can write a false chain, so it is kept where the database is not.

    Raises:
        AuditKeyError: of another length.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise AuditKeyError(f"The audit's secret has {SECRET_BYTES} bytes.")
        self._secret = secret
        self._of: dict[str, bytes] = {}
        self._signing = Ed25519PrivateKey.from_private_bytes(self._derived("checkpoints"))

    def mac(self, practice: str, data: bytes) -> bytes:
        """32 bytes that only a holder of the secret can make."""
        if practice not in self._of:
            self._of[practice] = self._derived(f"chain {practice}")
        return hmac.digest(self._of[practice], data, sha256)

    def sign(self, data: bytes) -> bytes:
        """64 bytes that anybody with `public` can check."""
        return self._signing.sign(data)

    @property
    def public(self) -> bytes:
        """32 bytes: the key that checkpoints are checked with. No secret."""
        return self._signing.public_key().public_bytes_raw()

    def _derived(self, purpose: str) -> bytes:
        info = f"countenance.audit/1 {purpose}".encode()
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(self._secret)
