"""A practice's own files: which are taken, and what is said of the others."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from numpy.typing import NDArray

from simulation.provenance import (
    ManifestFacts,
    ProvenanceError,
    Signer,
    SignerMismatchError,
    SignerNotInForceError,
    SignerUnreadableError,
    SignerUnsuitableError,
    parse_signer,
    private_signer,
    read_manifest,
    signed,
)
from tests.simulation.provenance.conftest import BEGINS, ENDS, NOW


def pem(
    key: PrivateKeyTypes,
    format: PrivateFormat = PrivateFormat.PKCS8,
    lock: KeySerializationEncryption | None = None,
) -> bytes:
    return key.private_bytes(Encoding.PEM, format, lock or NoEncryption())


def key_of(signer: Signer) -> PrivateKeyTypes:
    return load_pem_private_key(signer.private_key_pem.encode(), None)


def parsed(
    signer: Signer, at: datetime = NOW, *, key: bytes | None = None, certificates: bytes | None = None
) -> Signer:
    return parse_signer(key or signer.private_key_pem.encode(), certificates or signer.certificates_pem.encode(), at)


def test_a_signer_is_read_as_it_was_made(signer: Signer) -> None:
    assert parsed(signer) == signer


def test_a_key_in_the_older_form_signs_too(signer: Signer, facts: ManifestFacts, image_rgb: NDArray[np.uint8]) -> None:
    """`openssl ecparam -genkey` writes SEC 1, which the C2PA library does not read."""
    older = pem(key_of(signer), PrivateFormat.TraditionalOpenSSL)
    assert b"EC PRIVATE KEY" in older
    assert read_manifest(signed(image_rgb, "jpeg", facts, parsed(signer, key=older))).state == "Valid"


def test_the_key_is_not_shown(signer: Signer) -> None:
    assert "PRIVATE" not in repr(signer)


@pytest.mark.parametrize(
    "broken", [b"", b"\xff\x00", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_key_that_is_none(signer: Signer, broken: bytes) -> None:
    with pytest.raises(SignerUnreadableError, match="key"):
        parse_signer(broken, signer.certificates_pem.encode(), NOW)


@pytest.mark.parametrize("broken", [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_certificates_that_are_none(signer: Signer, broken: bytes) -> None:
    with pytest.raises(SignerUnreadableError, match="certificates"):
        parse_signer(signer.private_key_pem.encode(), broken, NOW)


def test_a_locked_key(signer: Signer) -> None:
    with pytest.raises(SignerUnreadableError, match="passphrase"):
        parsed(signer, key=pem(key_of(signer), lock=BestAvailableEncryption(b"secret")))


@pytest.mark.parametrize("kind", ["p384", "rsa"])
def test_a_key_of_another_kind(signer: Signer, kind: str) -> None:
    key = ec.generate_private_key(ec.SECP384R1()) if kind == "p384" else rsa.generate_private_key(65537, 2048)
    with pytest.raises(SignerUnsuitableError, match="P-256"):
        parsed(signer, key=pem(key))


def test_a_key_of_another_certificate(signer: Signer) -> None:
    other = private_signer("Another", BEGINS, ENDS, (1, 2))
    with pytest.raises(SignerMismatchError):
        parsed(signer, key=other.private_key_pem.encode())


def test_the_signer_s_own_certificate_comes_first(signer: Signer) -> None:
    end = "-----END CERTIFICATE-----\n"
    leaf, root, _ = signer.certificates_pem.split(end)
    with pytest.raises(SignerMismatchError):
        parsed(signer, certificates=(root + end + leaf + end).encode())


@pytest.mark.parametrize(
    ("at", "works"),
    [
        (BEGINS - timedelta(seconds=1), False),
        (BEGINS, True),
        (ENDS, True),
        (ENDS + timedelta(seconds=1), False),
    ],
)
def test_it_signs_from_its_first_second_to_its_last(signer: Signer, at: datetime, works: bool) -> None:
    if works:
        assert parsed(signer, at) == signer
        return
    with pytest.raises(SignerNotInForceError) as caught:
        parsed(signer, at)
    assert caught.value.details == {"valid_from": BEGINS.isoformat(), "valid_to": ENDS.isoformat()}


def self_signed(usage: x509.KeyUsage | None, purposes: list[x509.ObjectIdentifier]) -> tuple[bytes, bytes]:
    """A key and a certificate with what is given of usage and purposes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Acme")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(BEGINS).not_valid_after(ENDS)
    if usage:
        builder = builder.add_extension(usage, critical=True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    return pem(key), builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def usage(*, signs: bool, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(signs, False, False, False, False, certifies, False, False, False)


MAIL, ANY = ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE


@pytest.mark.parametrize(
    ("key_usage", "purposes"),
    [
        (None, [MAIL]),
        (usage(signs=True, certifies=False), []),
        (usage(signs=False, certifies=False), [MAIL]),
        (usage(signs=True, certifies=True), [MAIL]),
        (usage(signs=True, certifies=False), [MAIL, ANY]),
    ],
    ids=["no usage", "no purpose", "does not sign", "an authority", "any purpose"],
)
def test_a_certificate_for_something_else(
    key_usage: x509.KeyUsage | None, purposes: list[x509.ObjectIdentifier]
) -> None:
    with pytest.raises(SignerUnsuitableError):
        parse_signer(*self_signed(key_usage, purposes), NOW)


def test_such_a_certificate_with_all_it_needs_is_taken() -> None:
    """So that the five above fail for what they lack."""
    parse_signer(*self_signed(usage(signs=True, certifies=False), [MAIL]), NOW)


def test_errors_have_codes_of_their_own() -> None:
    kinds = ProvenanceError.__subclasses__()
    assert len({kind.code for kind in kinds} | {ProvenanceError.code}) == len(kinds) + 1
