"""Word documents: headings by their style or their look; rows of tables under the names of their columns."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError

from planning.grounding.errors import ProtocolTooLargeError, ProtocolUnreadableError
from planning.grounding.looks import LOOKS_LEVEL, heads, in_capitals
from planning.grounding.passage import Block
from planning.grounding.rows import rows_told

_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_MOST_UNPACKED = 100_000_000  # bytes; a small archive can unfold to more than any machine holds


def word_blocks(data: bytes) -> Iterator[Block]:
    """Raises ProtocolUnreadableError where it is no Word document, ProtocolTooLargeError where it unfolds too far."""
    for number, (level, text) in enumerate(_paragraphs(data), start=1):
        words = " ".join(text.split())
        if words:
            yield Block(level, words, number, number)


def _paragraphs(data: bytes) -> list[tuple[int, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise ProtocolTooLargeError("the document unfolds to more than 100 MB")
        document = docx.Document(io.BytesIO(data))
        return [pair for part in document.iter_inner_content() for pair in _texts(part)]
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise ProtocolUnreadableError(f"not a Word document: {type(error).__name__}") from None


def _texts(part: docx.text.paragraph.Paragraph | docx.table.Table) -> Iterator[tuple[int, str]]:
    if isinstance(part, docx.table.Table):
        yield from ((0, text) for text in rows_told([[cell.text for cell in row.cells] for row in part.rows]))
    else:
        yield _level(part), part.text


def _level(paragraph: docx.text.paragraph.Paragraph) -> int:
    style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
    heading = _STYLE.match(style)
    if style == "Title" or heading:
        return int(heading[1]) if heading else 1
    text = paragraph.text.strip()
    bold = all(run.bold for run in paragraph.runs if run.text.strip())
    return LOOKS_LEVEL if heads(text) and (bold or in_capitals(text)) else 0
