"""What a PDF says, page by page."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with white space evened out and ligatures taken apart."""
    read = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return [" ".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").split()) for text in read]


def images(pdf: bytes) -> list[bytes]:
    """JPEG streams as they lie in the file."""
    reader = PdfReader(BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    return [each._data for each in objects if getattr(each, "get", {}.get)("/Filter") == "/DCTDecode"]
