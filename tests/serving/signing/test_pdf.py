"""An approved document shows whether it is the one that was approved."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import typst
from pypdf import PdfReader, PdfWriter

from serving.signing.errors import DocumentUnsignableError
from serving.signing.pdf import Approval, SignedDocument, read_signed_pdf, signed_pdf
from simulation.provenance import Signer, private_signer

pytestmark = pytest.mark.anyio
NOW = datetime.now(UTC)  # the library holds the certificate against the machine's clock
APPROVAL = Approval("Amara Okafor", "physician CA A12345", "Linden Oakland", "ab" * 32, NOW)


@pytest.fixture(scope="module")
def signer() -> Signer:
    return private_signer("Linden Aesthetics", NOW - timedelta(days=1), NOW + timedelta(days=365), (11, 12))


@pytest.fixture(scope="module")
def document() -> bytes:
    return bytes(typst.compile(b"= A plan\n\nThree visits."))


def root_of(signer: Signer) -> str:
    end = "-----END CERTIFICATE-----\n"
    return signer.certificates_pem.split(end)[-2] + end


async def test_it_says_who_approved_which_version(document: bytes, signer: Signer) -> None:
    read = await read_signed_pdf(await signed_pdf(document, signer, APPROVAL), root_of(signer))
    assert (read.intact, read.whole, read.trusted) == (True, True, True)
    assert (read.signer, read.name) == ("Linden Aesthetics", "Amara Okafor")
    assert "physician CA A12345" in read.reason and "ab" * 32 in read.reason


async def test_the_pages_are_the_same(document: bytes, signer: Signer) -> None:
    signed = await signed_pdf(document, signer, APPROVAL)
    assert signed.startswith(document)  # added to, nothing of it changed
    assert (
        PdfReader(io.BytesIO(signed)).pages[0].extract_text() == PdfReader(io.BytesIO(document)).pages[0].extract_text()
    )


async def test_whom_nobody_vouches_for_is_not_trusted(document: bytes, signer: Signer) -> None:
    read = await read_signed_pdf(await signed_pdf(document, signer, APPROVAL))
    assert read.intact and not read.trusted


@pytest.mark.parametrize("seed", range(40))
async def test_a_changed_byte_shows(document: bytes, signer: Signer, seed: int) -> None:
    """Anywhere in what was there before the signature, and where the signature's own dictionary stands."""
    data = bytearray(await signed_pdf(document, signer, APPROVAL))
    at = Random(seed).randrange(20, len(document) - 20)
    data[at] ^= 1
    assert not holds(await read_or_none(bytes(data)))


async def test_a_page_added_later_shows(document: bytes, signer: Signer) -> None:
    writer = PdfWriter(io.BytesIO(await signed_pdf(document, signer, APPROVAL)), incremental=True)
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    assert not holds(await read_or_none(out.getvalue()))


@pytest.mark.parametrize("pdf", [b"", b"no PDF at all", b"%PDF-1.7\n"])
async def test_what_is_no_pdf_is_refused(pdf: bytes, signer: Signer) -> None:
    with pytest.raises(DocumentUnsignableError):
        await signed_pdf(pdf, signer, APPROVAL)
    with pytest.raises(DocumentUnsignableError):
        await read_signed_pdf(pdf)


async def test_what_is_signed_is_not_signed_again(document: bytes, signer: Signer) -> None:
    with pytest.raises(DocumentUnsignableError, match="already"):
        await signed_pdf(await signed_pdf(document, signer, APPROVAL), signer, APPROVAL)


async def test_what_is_not_signed_says_so(document: bytes) -> None:
    with pytest.raises(DocumentUnsignableError, match="no approval"):
        await read_signed_pdf(document)


def words(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


async def read_or_none(pdf: bytes) -> SignedDocument | None:
    """None where the file can no longer be read at all."""
    try:
        return await read_signed_pdf(pdf)
    except DocumentUnsignableError:
        return None


def holds(read: SignedDocument | None) -> bool:
    return read is not None and read.intact and read.whole
