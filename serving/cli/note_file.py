"""A note from a file: text, or a PDF assessment of another system, whose scanned pages tesseract reads where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planning.files import DocumentInvalidError, Problem
from planning.grounding import read_assessment
from planning.notes import Reading, read_notes
from serving.cli.console import err
from serving.cli.documents import read_text
from serving.ocr import RecognitionUnavailableError, recognize_pages


@dataclass(frozen=True, slots=True)
class NoteFile:
    """What stands in it, and our reading."""

    text: str
    reading: Reading


def read_note_file(path: Path, on: date) -> NoteFile:
    """Reads it; pages of which nothing could be read are said.

    Raises:
        DocumentInvalidError: it can't be read.
        ProtocolUnreadableError, ProtocolTooLargeError: of a PDF.
        NoteTooLongError: longer than a note may be.
    """
    if path.suffix.lower() != ".pdf":
        text = read_text(path)
        return NoteFile(text, read_notes(text, on))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentInvalidError([Problem(path.name, 1, f"can't be read: {error.strerror}")]) from None
    read = read_assessment(data, on)
    if read.scanned:
        try:
            read = read_assessment(data, on, recognize_pages(data, read.scanned))
        except RecognitionUnavailableError as error:
            err.print(f"{error} ({error.code})")
    if read.scanned:
        err.print(f"[yellow]not read:[/] pages {', '.join(map(str, read.scanned))}, which are scanned")
    return NoteFile(read.text, read.reading)
