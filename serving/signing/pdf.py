"""Approved documents, signed: PAdES B-B (ETSI EN 319 142-1), so that any reader shows whether a byte was changed.

The practice's certificate signs; the provider who approved is named in the signature, with what they typed and the
digest of the version they saw. Software holds the key: the signature proves that the file is the one that was
approved, and the approval itself is on record in the audit. Without a timestamp authority the time is our clock's.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from serving.signing.errors import DocumentUnsignableError
from simulation.provenance import Signer

FIELD = "Approval"
# One certificate signs pictures and documents; C2PA asks for the first of the two usages, and readers take either.
_MAY_SIGN = KeyUsageConstraints({"digital_signature", "non_repudiation"}, match_all_key_usages=False)


@dataclass(frozen=True, slots=True)
class Approval:
    """What the signature names.

    Attributes:
        name: of the provider, as typed at the approval.
        license: type, state and number.
        location: of the practice.
        version_sha256: of exactly the version that was approved, in hexadecimal.
        at: with its time zone.
    """

    name: str
    license: str
    location: str
    version_sha256: str
    at: datetime

    @property
    def reason(self) -> str:
        return f"Approved by {self.name}, {self.license}. Version {self.version_sha256}."


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """What a signed document says of itself.

    Attributes:
        intact: no byte that was signed was changed, and the signature is the certificate's.
        whole: all of the file was signed, and nothing was added afterwards.
        trusted: somebody in the given roots vouches for the certificate.
        reason: as `Approval.reason` wrote it.
    """

    intact: bool
    whole: bool
    trusted: bool
    signer: str
    name: str
    reason: str


async def signed_pdf(pdf: bytes, signer: Signer, approval: Approval) -> bytes:
    """The document with one certifying signature; from then on any change breaks it.

    Raises:
        DocumentUnsignableError: it is no PDF, or is signed already.
    """
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=approval.name,
        reason=approval.reason,
        location=approval.location,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if writer.prev.embedded_signatures:
            raise DocumentUnsignableError("It is signed already.")
        signed = await signers.PdfSigner(meta, _simple(signer)).async_sign_pdf(writer)
    except PdfError as error:
        raise DocumentUnsignableError("It cannot be read as a PDF.") from error
    return bytes(signed.getvalue())


async def read_signed_pdf(pdf: bytes, roots_pem: str = "") -> SignedDocument:
    """What its one signature says, and whether it holds. Nothing is asked of the network.

    Args:
        roots_pem: certificates of those who are trusted to vouch for signers.

    Raises:
        DocumentUnsignableError: it is no PDF, or carries no signature of ours.
    """
    try:
        found = [each for each in PdfFileReader(io.BytesIO(pdf)).embedded_signatures if each.field_name == FIELD]
    except PdfError as error:
        raise DocumentUnsignableError("It cannot be read as a PDF.") from error
    if not found:
        raise DocumentUnsignableError("It carries no approval.")
    context = ValidationContext(trust_roots=_certificates(roots_pem), allow_fetching=False, revocation_mode="soft-fail")
    status = await async_validate_pdf_signature(
        found[0], signer_validation_context=context, key_usage_settings=_MAY_SIGN
    )
    facts = found[0].sig_object
    return SignedDocument(
        intact=status.intact and status.valid,
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
        signer=status.signing_cert.subject.native.get("organization_name", ""),
        name=str(facts.get("/Name", "")),
        reason=str(facts.get("/Reason", "")),
    )


def _simple(signer: Signer) -> SimpleSigner:
    _, _, key = pem.unarmor(signer.private_key_pem.encode())
    mine, *others = _certificates(signer.certificates_pem)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(others)
    return SimpleSigner(mine, keys.PrivateKeyInfo.load(key), store)


def _certificates(text: str) -> list[x509.Certificate]:
    if not text:
        return []
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)]
