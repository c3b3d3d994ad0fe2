"""A private root and a signer for a practice that has no certificate of its own.

Source: C2PA Technical Specification 2.x, certificate profile for signers: X.509 v3, no authority, keyUsage
digitalSignature, extendedKeyUsage emailProtection, key identifiers; RFC 5280 for the rest.

The root's key is forgotten as soon as it has signed once: nobody can make a second signer from it.
"""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from simulation.provenance.signer import Signer, pem_of_certificates, pem_of_key

_ROOT_TITLE = "Countenance private root"
_SIGNER_TITLE = "Countenance"
_LONGEST_NAME = 64  # X.520, ub-organization-name


def private_signer(practice: str, not_before: datetime, not_after: datetime, serials: tuple[int, int]) -> Signer:
    """A new key, its certificate and the root that vouches for it, which only the practice itself knows.

    Args:
        practice: its name, the organization in both subjects; what is longer than 64 characters is cut.
        not_before: with its time zone, as `not_after`.
        serials: of the root and of the signer; positive, different.
    """
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in serials)
    root_name, name = _name(practice, _ROOT_TITLE), _name(practice, _SIGNER_TITLE)
    root = _unsigned(root_name, root_name, root_key, serials[0]).not_valid_before(not_before).not_valid_after(not_after)
    leaf = _unsigned(name, root_name, key, serials[1]).not_valid_before(not_before).not_valid_after(not_after)
    certificates = (
        _as_signer(leaf, root_key).sign(root_key, hashes.SHA256()),
        _as_root(root).sign(root_key, hashes.SHA256()),
    )
    return Signer(pem_of_key(key), pem_of_certificates(*certificates))


def _name(practice: str, title: str) -> x509.Name:
    organization = practice.strip()[:_LONGEST_NAME].strip()
    if not organization:
        raise ValueError("a signer needs the name of its practice")
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, title),
        ]
    )


def _unsigned(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, serial: int
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    return builder.public_key(key.public_key()).serial_number(serial).add_extension(identifier, critical=False)


def _as_root(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return builder.add_extension(_usage(signs_certificates=True), critical=True)


def _as_signer(builder: x509.CertificateBuilder, root_key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True).add_extension(
        authority, critical=False
    )
    return builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    """A root signs certificates, a signer content; neither does the other's work."""
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
