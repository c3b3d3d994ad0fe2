"""Markdown: headings by their hashes, their underline or their look; paragraphs, items of lists, and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planning.grounding.errors import ProtocolUnreadableError
from planning.grounding.looks import LOOKS_LEVEL, bold_line, in_capitals
from planning.grounding.passage import Block
from planning.grounding.rows import rows_told

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"(=|-){3,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
Line = tuple[int, str]


def markdown_blocks(data: bytes) -> Iterator[Block]:
    """Raises ProtocolUnreadableError where it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProtocolUnreadableError("the document is not UTF-8 text") from None
    held: list[Line] = []
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.match(line)
        if heading or not line.strip() or _begins(line, held):
            yield from _told(held)
            held = []
        if heading:
            yield Block(len(heading[1]), heading[2], number, number)
        elif line.strip():
            held.append((number, line.strip()))
    yield from _told(held)


def _begins(line: str, held: list[Line]) -> bool:
    """An item of a list, a table, or what comes after one."""
    in_table = bool(held) and held[-1][1].startswith("|")
    return bool(_ITEM.match(line)) or (bool(held) and in_table != line.strip().startswith("|"))


def _told(held: list[Line]) -> Iterator[Block]:
    if not held:
        return
    first, last, text = held[0][0], held[-1][0], held[0][1]
    underline = _UNDERLINE.match(held[1][1]) if len(held) == 2 else None
    if text.startswith("|"):
        yield from _table(held)
    elif underline:
        yield Block(1 if underline[1] == "=" else 2, text, first, last)
    elif len(held) == 1 and (bold_line(text) or in_capitals(text)):
        yield Block(LOOKS_LEVEL, bold_line(text) or text, first, last)
    else:
        yield Block(0, " ".join(line for _, line in held), first, last)


def _table(held: list[Line]) -> Iterator[Block]:
    headed = len(held) > 1 and bool(_RULE.match(held[1][1]))
    kept = [(number, line) for number, line in held if not _RULE.match(line)]
    rows = [line.strip("|").split("|") for _, line in kept]
    numbers = [number for number, _ in kept]
    if rows:
        texts = rows_told(rows, headed)
        yield from (Block(0, text, n, n) for n, text in zip(numbers[-len(texts) :], texts, strict=True))
