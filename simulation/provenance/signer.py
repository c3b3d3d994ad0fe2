"""Who signs: a practice's key and the certificates that belong to it, checked before anything is signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from simulation.provenance.errors import (
    SignerMismatchError,
    SignerNotInForceError,
    SignerUnreadableError,
    SignerUnsuitableError,
)


@dataclass(frozen=True, slots=True)
class Signer:
    """ES256: ECDSA over P-256 with SHA-256.

    Attributes:
        private_key_pem: PKCS #8, not encrypted. Never shown.
        certificates_pem: the signer's own certificate first, then who vouches for it.
    """

    private_key_pem: str = field(repr=False)
    certificates_pem: str


def parse_signer(private_key_pem: bytes, certificates_pem: bytes, at: datetime) -> Signer:
    """A signer that can sign at a time.

    Args:
        private_key_pem: PKCS #8 or SEC 1, without a passphrase.
        certificates_pem: the signer's own certificate first, then who vouches for it.
        at: with its time zone.

    Raises:
        SignerUnreadableError: not PEM, or locked.
        SignerUnsuitableError: not a P-256 key, or a certificate that is not for signing content.
        SignerMismatchError: the first certificate belongs to another key.
        SignerNotInForceError: a certificate has expired, or begins later.
    """
    key, certificates = _key(private_key_pem), _certificates(certificates_pem)
    if certificates[0].public_key() != key.public_key():
        raise SignerMismatchError("The first certificate belongs to another key than the one given.")
    _require_made_for_signing(certificates[0])
    for certificate in certificates:
        _require_in_force(certificate, at)
    return Signer(pem_of_key(key), pem_of_certificates(*certificates))


def pem_of_key(key: ec.EllipticCurvePrivateKey) -> str:
    """PKCS #8, the one form that the C2PA library reads."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def pem_of_certificates(*certificates: x509.Certificate) -> str:
    return "".join(certificate.public_bytes(Encoding.PEM).decode() for certificate in certificates)


def _key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except TypeError as error:  # what cryptography says of a key with a passphrase
        raise SignerUnreadableError("The signing key is locked with a passphrase; give one without.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SignerUnreadableError("The signing key is not a PEM private key.") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise SignerUnsuitableError("The signing key is not a P-256 key, which ES256 signs with.")
    return key


def _certificates(pem: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise SignerUnreadableError("The signing certificates are not PEM certificates.") from error


def _require_made_for_signing(certificate: x509.Certificate) -> None:
    """The part of C2PA's certificate profile that people get wrong; the library checks all of it when it signs."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound as error:
        raise SignerUnsuitableError("The signing certificate does not say what its key may be used for.") from error
    if not usage.digital_signature or usage.key_cert_sign:
        raise SignerUnsuitableError("The signing certificate must be for digital signatures, and for no certificates.")
    if ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE in purposes:
        raise SignerUnsuitableError("The signing certificate must name its purposes; any purpose is not one.")


def _require_in_force(certificate: x509.Certificate, at: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not begins <= at <= ends:
        raise SignerNotInForceError(
            f"A signing certificate is valid from {begins.date()} to {ends.date()}, and not on {at.date()}.",
            valid_from=begins.isoformat(),
            valid_to=ends.isoformat(),
        )
