"""Word documents: headings by their style; cells of tables as text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError

from planning.grounding.errors import ProtocolTooLargeError, ProtocolUnreadableError
from planning.grounding.passage import Block

_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_MOST_UNPACKED = 100_000_000  # bytes; a small archive can unfold to more than any machine holds


def word_blocks(data: bytes) -> Iterator[Block]:
    """Raises ProtocolUnreadableError where it is no Word document, ProtocolTooLargeError where it unfolds too far."""
    for number, (style, text) in enumerate(_paragraphs(data), start=1):
        words = " ".join(text.split())
        if words:
            heading = _STYLE.match(style)
            level = 1 if style == "Title" else int(heading[1]) if heading else 0
            yield Block(level, words, number, number)


def _paragraphs(data: bytes) -> list[tuple[str, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise ProtocolTooLargeError("the document unfolds to more than 100 MB")
        document = docx.Document(io.BytesIO(data))
        return [pair for part in document.iter_inner_content() for pair in _texts(part)]
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise ProtocolUnreadableError(f"not a Word document: {type(error).__name__}") from None


def _texts(part: docx.text.paragraph.Paragraph | docx.table.Table) -> Iterator[tuple[str, str]]:
    if isinstance(part, docx.table.Table):
        yield from (("", " | ".join(cell.text for cell in row.cells)) for row in part.rows)
    else:
        yield (part.style.name if part.style and part.style.name else ""), part.text
