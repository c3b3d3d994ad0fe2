"""An assessment from a system without an interface, as a PDF: its text read like a note, into proposed facts.

Nothing of it is used before a person has confirmed it (`planning.notes.confirm`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planning.grounding.pdf import read_pdf
from planning.grounding.scanned import doubted
from planning.notes import Reading, read_notes

_BREAK = "\n\n"  # between pages


@dataclass(frozen=True, slots=True)
class Assessment:
    """Attributes:
    reading: proposals with their quotes in `text`.
    text: of all pages that have any.
    scanned: pages that need character recognition, from 1; nothing of them was read.
    """

    reading: Reading
    text: str
    scanned: tuple[int, ...] = field(default=())


def read_assessment(data: bytes, on: date, recognized: Mapping[int, str] | None = None) -> Assessment:
    """Proposed facts of a PDF. On a scanned page a question that nothing answers stays open (`scanned`).

    Args:
        on: the day it was written.
        recognized: text of scanned pages by their number, from character recognition.

    Raises:
        ProtocolUnreadableError, ProtocolTooLargeError: of the PDF.
        NoteTooLongError: its text is longer than any note may be.
    """
    read, told = read_pdf(data), recognized or {}
    pages = [told.get(number, page) if number in read.scanned else page for number, page in enumerate(read.pages, 1)]
    left = tuple(number for number in read.scanned if not told.get(number, "").strip())
    text, recognized_at = _joined(pages, read.scanned)
    reading = read_notes(text, on)
    return Assessment(replace(reading, facts=doubted(reading.facts, text, recognized_at)), text, left)


def _joined(pages: Sequence[str], scanned: Collection[int]) -> tuple[str, tuple[range, ...]]:
    """The text of all pages that have any, and where in it the scanned ones stand."""
    text, places = "", []
    for number, page in enumerate(pages, 1):
        if page.strip():
            start = len(text)
            text += page + _BREAK
            if number in scanned:
                places.append(range(start, len(text)))
    return text.removesuffix(_BREAK), tuple(places)
