"""Markdown: headings by their hashes, paragraphs between empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planning.grounding.errors import ProtocolUnreadableError
from planning.grounding.passage import Block

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")


def markdown_blocks(data: bytes) -> Iterator[Block]:
    """Raises ProtocolUnreadableError where it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProtocolUnreadableError("the document is not UTF-8 text") from None
    held: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.match(line)
        if heading or not line.strip():
            yield from _paragraph(held)
            held = []
        if heading:
            yield Block(len(heading[1]), heading[2], number, number)
        elif line.strip():
            held.append((number, line.strip()))
    yield from _paragraph(held)


def _paragraph(held: list[tuple[int, str]]) -> Iterator[Block]:
    if held:
        yield Block(0, " ".join(line for _, line in held), held[0][0], held[-1][0])
