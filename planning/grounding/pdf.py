"""PDF with a text layer. Pages without text are scanned: they are reported, and read by nobody here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from planning.grounding.errors import ProtocolTooLargeError, ProtocolUnreadableError
from planning.grounding.passage import Block

_MOST_PAGES = 300
_LEAST_CHARACTERS = 20  # a page with fewer is a picture with at most a page number
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+([A-Z].{2,70})$")
_TITLED = re.compile(r"[A-Z][^.!?;:]{2,60}$")


@dataclass(frozen=True, slots=True)
class PdfText:
    """Attributes:
    pages: text of each page, empty for one that needs character recognition.
    scanned: numbers of these, from 1.
    """

    pages: tuple[str, ...]
    scanned: tuple[int, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(page for page in self.pages if page)


def read_pdf(data: bytes) -> PdfText:
    """The text layer.

    Raises:
        ProtocolUnreadableError: not a PDF, damaged, or locked by a password.
        ProtocolTooLargeError: more than 300 pages.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ProtocolUnreadableError("the document is locked by a password")
        count = len(reader.pages)
        if count > _MOST_PAGES:
            raise ProtocolTooLargeError("the document has more than 300 pages", pages=count, limit=_MOST_PAGES)
        texts = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProtocolUnreadableError(f"not a PDF that can be read: {type(error).__name__}") from None
    scanned = tuple(n for n, text in enumerate(texts, start=1) if len("".join(text.split())) < _LEAST_CHARACTERS)
    return PdfText(tuple("" if n in scanned else text for n, text in enumerate(texts, start=1)), scanned)


def pdf_blocks(read: PdfText) -> Iterator[Block]:
    """Headings by their look alone: numbered, or a short line that ends no sentence before a longer one."""
    for page, text in enumerate(read.pages, start=1):
        lines = [" ".join(line.split()) for line in text.splitlines()]
        held: list[tuple[int, str]] = []
        for number, line in enumerate(lines, start=1):
            level = _level(line, lines[number] if number < len(lines) else "", bool(held) and not _ended(held))
            if level or not line:
                yield from _paragraph(held, page)
                held = []
            if level:
                yield Block(level, line, number, number, page)
            elif line:
                held.append((number, line))
        yield from _paragraph(held, page)


def _level(line: str, following: str, within: bool) -> int:
    if numbered := _NUMBERED.match(line):
        return 1 + numbered[1].count(".")
    short = _TITLED.match(line) and len(line.split()) <= 8
    return 2 if short and not within and len(following) > len(line) else 0


def _ended(held: list[tuple[int, str]]) -> bool:
    return held[-1][1].endswith((".", "!", "?", ":"))


def _paragraph(held: list[tuple[int, str]], page: int) -> Iterator[Block]:
    if held:
        yield Block(0, " ".join(line for _, line in held), held[0][0], held[-1][0], page)
