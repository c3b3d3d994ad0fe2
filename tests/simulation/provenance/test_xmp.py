"""XMP is still there, whole, after signing: read from the raw bytes."""

from __future__ import annotations

import dataclasses
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from simulation.provenance import STATEMENT, ManifestFacts, PictureFormat, Signer, signed

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "iptc": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def packet(file: bytes) -> ElementTree.Element:
    (found,) = re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", file, re.DOTALL)
    return ElementTree.fromstring(found)


def value(file: bytes, name: str) -> str | None:
    (found,) = packet(file).iterfind(f".//{name}", SPACES)
    return found.text


@pytest.fixture(scope="module", params=["jpeg", "png"])
def file(request: pytest.FixtureRequest, image_rgb: NDArray[np.uint8], facts: ManifestFacts, signer: Signer) -> bytes:
    return signed(image_rgb, request.param, facts, signer)


def test_it_says_what_kind_of_picture_it_is(file: bytes) -> None:
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced"
    assert value(file, "iptc:DigitalSourceType") == uri


def test_it_says_that_it_is_no_promise(file: bytes) -> None:
    assert value(file, "dc:description/rdf:Alt/rdf:li") == STATEMENT


def test_it_stands_where_programs_look_for_it(file: bytes) -> None:
    """JPEG: the APP1 segment with its namespace. PNG: the iTXt chunk of that keyword."""
    info = Image.open(io.BytesIO(file)).info
    assert b"DigitalSourceType" in (info.get("xmp") or info["XML:com.adobe.xmp"].encode())


@pytest.mark.parametrize("format", ["jpeg", "png"])
def test_what_is_written_in_cannot_break_it(
    format: PictureFormat, image_rgb: NDArray[np.uint8], facts: ManifestFacts, signer: Signer
) -> None:
    odd = dataclasses.replace(facts, software_version="0.1.0 <&> ñ {x}")
    assert value(signed(image_rgb, format, odd, signer), "xmp:CreatorTool") == "Countenance 0.1.0 <&> ñ {x}"


def test_nothing_of_the_client_is_in_it(file: bytes, facts: ManifestFacts) -> None:
    text = ElementTree.tostring(packet(file), encoding="unicode")
    assert not any(word in text for word in (facts.original_sha256, facts.treatments[0].id, facts.time_point))
