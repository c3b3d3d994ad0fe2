"""PDF with a text layer. Pages without text are scanned: they are reported, and read by nobody here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError

from planning.grounding.errors import ProtocolTooLargeError, ProtocolUnreadableError
from planning.grounding.looks import in_capitals
from planning.grounding.passage import Block
from planning.grounding.pdf_limits import within_limits
from planning.grounding.pdf_lines import Line, joined, kept_lines

_MOST_PAGES = 300
_LEAST_CHARACTERS = 20  # a page with fewer is a picture with at most a page number
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+([A-Z].{2,70})$")
_SHORT, _ROWS = 0.8, 3  # of a page's usual line; this many short ones in a row are a table
_ENDS = (".", "!", "?", ":")
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
        ProtocolUnreadableError: not a PDF, damaged, without pages, or locked by a password.
        ProtocolTooLargeError: more than 300 pages, or one that unfolds too far.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ProtocolUnreadableError("the document is locked by a password")
        count = len(reader.pages)
        if count > _MOST_PAGES:
            raise ProtocolTooLargeError("the document has more than 300 pages", pages=count, limit=_MOST_PAGES)
        if not count:
            raise ProtocolUnreadableError("the document has no pages")
        texts = [within_limits(page, n).extract_text() or "" for n, page in enumerate(reader.pages, start=1)]
    except LimitReachedError:
        raise ProtocolTooLargeError("a page unfolds too far") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProtocolUnreadableError(f"not a PDF that can be read: {type(error).__name__}") from None
    scanned = tuple(n for n, text in enumerate(texts, start=1) if len("".join(text.split())) < _LEAST_CHARACTERS)
    return PdfText(tuple("" if n in scanned else text for n, text in enumerate(texts, start=1)), scanned)


def pdf_blocks(read: PdfText) -> Iterator[Block]:
    """Headings by their look alone: numbered, or a short line that ends no sentence before a longer one.

    A paragraph ends at an empty line, or with a sentence whose last line is short. Short lines in a row that end no
    sentence are a table, and one block.
    """
    for page, lines in enumerate(kept_lines(read.pages), start=1):
        short = _SHORT * median([len(line) for _, line in lines if line] or [0])
        held: list[Line] = []
        for n, (number, line) in enumerate(lines):
            following = lines[n + 1][1] if n + 1 < len(lines) else ""
            level = _level(line, following, bool(held) and not _ended(held))
            if level or not line or (held and _turns(held, lines[n:], short)):
                yield from _paragraph(held, page)
                held = []
            if level:
                yield Block(level, joined([line]), number, number, page)
            elif line:
                held.append((number, line))
        yield from _paragraph(held, page)


def _level(line: str, following: str, within: bool) -> int:
    if numbered := _NUMBERED.match(line):
        return 1 + numbered[1].count(".")
    if in_capitals(line) and not within:
        return 2
    short = _TITLED.match(line) and len(line.split()) <= 8
    return 2 if short and not within and len(following) > len(line) else 0


def _turns(held: Sequence[Line], rest: Sequence[Line], short: float) -> bool:
    """Whether a paragraph or a table ends before the first line of the rest."""
    if len(held[-1][1]) < short and _ended(held):
        return True
    told = len(held[-1][1]) < short
    coming = [0 < len(line) < short and not line.endswith(_ENDS) for _, line in rest[:_ROWS]]
    if told and len(held) >= _ROWS and all(len(line) < short for _, line in held[-_ROWS:]):
        return len(rest[0][1]) >= short
    return not told and len(coming) == _ROWS and all(coming)


def _ended(held: Sequence[Line]) -> bool:
    return held[-1][1].endswith(_ENDS)


def _paragraph(held: Sequence[Line], page: int) -> Iterator[Block]:
    if held:
        yield Block(0, joined([line for _, line in held]), held[0][0], held[-1][0], page)
