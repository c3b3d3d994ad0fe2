"""Files that are not ours, or no longer whole."""

from __future__ import annotations

import io
import socket
import threading

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


LINK = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/"
dcterms:provenance="http://127.0.0.1:{port}/m.c2pa"/></rdf:RDF></x:xmpmeta>"""


def test_a_manifest_elsewhere_is_not_fetched(image_rgb: NDArray[np.uint8]) -> None:
    """By the library's own settings it would be: the second reader knocks, ours does not."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        file = plain_jpeg(image_rgb, xmp=LINK.format(port=server.getsockname()[1]).encode())
        with pytest.raises(ManifestUnreadableError):
            read_manifest(file)
        with pytest.raises(TimeoutError):
            server.accept()
        asking = threading.Thread(target=_read_with_the_library_s_settings, args=(file,))
        asking.start()
        server.settimeout(20)
        server.accept()[0].close()
        asking.join(20)


def _read_with_the_library_s_settings(file: bytes) -> None:
    with pytest.raises(c2pa.C2paError):
        c2pa.Reader("image/jpeg", io.BytesIO(file))
