"""Whether a file has a picture in it: no photo outlives its client, wherever it was put."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader


def pictured(name: str, data: bytes) -> bool:
    """Of a PDF, whether any page holds a raster picture; of what is a picture itself, that it is one."""
    if name.endswith(".pdf"):
        return any(len(page.images) > 0 for page in PdfReader(BytesIO(data)).pages)
    return not name.endswith(".json")
