"""An assessment from a system without an interface, as a PDF: its text read like a note, into proposed facts.

Nothing of it is used before a person has confirmed it (`planning.notes.confirm`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planning.grounding.pdf import read_pdf
from planning.notes import Reading, read_notes


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
    """Proposed facts of a PDF.

    Args:
        on: the day it was written.
        recognized: text of scanned pages by their number, from character recognition.

    Raises:
        ProtocolUnreadableError, ProtocolTooLargeError: of the PDF.
        NoteTooLongError: its text is longer than any note may be.
    """
    read, told = read_pdf(data), recognized or {}
    pages = [told.get(number, page) if number in read.scanned else page for number, page in enumerate(read.pages, 1)]
    text = "\n\n".join(page for page in pages if page.strip())
    left = tuple(number for number in read.scanned if not told.get(number, "").strip())
    return Assessment(read_notes(text, on), text, left)
