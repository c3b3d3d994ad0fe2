"""Files that are not ours, or no longer whole."""

from __future__ import annotations

import io

import c2pa
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from simulation.provenance import ManifestFacts, ManifestUnreadableError, Signer, read_manifest, signed


def plain_jpeg(image_rgb: NDArray[np.uint8], **options: bytes) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image_rgb).save(file, "JPEG", **options)
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff"])
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(ManifestUnreadableError):
        read_manifest(data)


def test_a_picture_without_a_manifest(image_rgb: NDArray[np.uint8]) -> None:
    with pytest.raises(ManifestUnreadableError):
        read_manifest(plain_jpeg(image_rgb))


def test_a_file_cut_short(image_rgb: NDArray[np.uint8], facts: ManifestFacts, signer: Signer) -> None:
    """In the picture: changed. In the manifest: gone."""
    file = signed(image_rgb, "jpeg", facts, signer)
    assert read_manifest(file[:-40]).state == "Invalid"
    with pytest.raises(ManifestUnreadableError):
        read_manifest(file[:1000])


def test_a_manifest_elsewhere_is_not_fetched(image_rgb: NDArray[np.uint8]) -> None:
    """By the library's own settings it would be; the address is this machine's discard port."""
    link = (
        b'<rdf:Description xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="http://127.0.0.1:9/m.c2pa"/>'
    )
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        + link
        + b"</rdf:RDF></x:xmpmeta>"
    )
    file = plain_jpeg(image_rgb, xmp=xmp)
    with pytest.raises(c2pa.C2paError) as tried:
        c2pa.Reader("image/jpeg", io.BytesIO(file))
    with pytest.raises(ManifestUnreadableError) as refused:
        read_manifest(file)
    assert "Connection" in str(tried.value) or "error sending" in str(tried.value)
    assert "Connection" not in str(refused.value)
