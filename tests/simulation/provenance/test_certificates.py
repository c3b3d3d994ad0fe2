"""The profile that C2PA asks of a signer's certificate, read back from the PEM."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from simulation.provenance import Signer, private_signer
from tests.simulation.provenance.conftest import BEGINS, ENDS


@pytest.fixture(scope="module")
def chain(signer: Signer) -> tuple[x509.Certificate, x509.Certificate]:
    leaf, root = x509.load_pem_x509_certificates(signer.certificates_pem.encode())
    return leaf, root


@pytest.fixture(scope="module")
def leaf(chain: tuple[x509.Certificate, x509.Certificate]) -> x509.Certificate:
    return chain[0]


@pytest.fixture(scope="module")
def root(chain: tuple[x509.Certificate, x509.Certificate]) -> x509.Certificate:
    return chain[1]


def test_the_key_is_p256_and_belongs_to_the_certificate(signer: Signer, leaf: x509.Certificate) -> None:
    key = load_pem_private_key(signer.private_key_pem.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)
    assert key.public_key() == leaf.public_key()


def test_the_root_vouches_for_the_signer_and_for_itself(leaf: x509.Certificate, root: x509.Certificate) -> None:
    leaf.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)


def test_the_signer_signs_content_and_nothing_else(leaf: x509.Certificate) -> None:
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical and usage.value.digital_signature
    assert not any(
        (
            usage.value.key_cert_sign,
            usage.value.crl_sign,
            usage.value.content_commitment,
            usage.value.key_encipherment,
            usage.value.data_encipherment,
            usage.value.key_agreement,
        )
    )


def test_its_purpose_is_email_protection(leaf: x509.Certificate) -> None:
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [ExtendedKeyUsageOID.EMAIL_PROTECTION]


def test_it_is_no_authority_and_the_root_is_one_of_one_step(leaf: x509.Certificate, root: x509.Certificate) -> None:
    constraints = [each.extensions.get_extension_for_class(x509.BasicConstraints).value for each in (leaf, root)]
    assert [(each.ca, each.path_length) for each in constraints] == [(False, None), (True, 0)]
    assert not root.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature


def test_key_identifiers_tie_the_two(leaf: x509.Certificate, root: x509.Certificate) -> None:
    authority = leaf.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    of_root, of_leaf = (e.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value for e in (root, leaf))
    assert authority.key_identifier == of_root.key_identifier != of_leaf.key_identifier


def test_dates_and_numbers_are_the_caller_s(leaf: x509.Certificate, root: x509.Certificate) -> None:
    assert (root.serial_number, leaf.serial_number) == (1, 2)
    assert {(each.not_valid_before_utc, each.not_valid_after_utc) for each in (leaf, root)} == {(BEGINS, ENDS)}


def test_the_practice_is_the_subject(leaf: x509.Certificate) -> None:
    (organization,) = leaf.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    assert organization.value == "Clínica Ácme & Söhne <Dermatology>"


@pytest.mark.parametrize(("name", "subject"), [(" Acme  ", "Acme"), ("ñ" * 70, "ñ" * 64)])
def test_a_name_is_made_to_fit(name: str, subject: str) -> None:
    leaf, _ = x509.load_pem_x509_certificates(private_signer(name, BEGINS, ENDS, (1, 2)).certificates_pem.encode())
    assert [each.value for each in leaf.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)] == [subject]


def test_no_name_is_no_practice() -> None:
    with pytest.raises(ValueError, match="practice"):
        private_signer("  ", BEGINS, ENDS, (1, 2))


def test_two_signers_share_no_key() -> None:
    first, second = (private_signer("Acme", BEGINS, ENDS, (1, 2)) for _ in range(2))
    assert first.private_key_pem != second.private_key_pem
