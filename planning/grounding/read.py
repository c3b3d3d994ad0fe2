"""A practice's document as passages, by what its bytes are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planning.grounding.errors import ProtocolTooLargeError
from planning.grounding.markdown import markdown_blocks
from planning.grounding.passage import Block, Passage
from planning.grounding.passages import passages
from planning.grounding.pdf import pdf_blocks, read_pdf
from planning.grounding.word import word_blocks
from planning.practice import Protocol

_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class ProtocolText:
    """One protocol, read.

    Attributes:
        protocol: as the practice's file names it.
        passages: in the order of the document.
        scanned: pages without text, from 1: they need character recognition before anything of them can be found.
    """

    protocol: Protocol
    passages: tuple[Passage, ...]
    scanned: tuple[int, ...] = ()


def read_protocol(protocol: Protocol, data: bytes) -> ProtocolText:
    """Reads Markdown, PDF or Word, whichever the bytes are.

    Raises:
        ProtocolUnreadableError: none of them.
        ProtocolTooLargeError: over 20 MB, or more pages or content than any protocol has.
    """
    if len(data) > _MOST_BYTES:
        raise ProtocolTooLargeError("the document has more than 20 MB", bytes=len(data), limit=_MOST_BYTES)
    if data[:1024].lstrip().startswith(b"%PDF"):
        read = read_pdf(data)
        return ProtocolText(protocol, _cut(protocol, pdf_blocks(read), "line"), read.scanned)
    if data.startswith(b"PK"):
        return ProtocolText(protocol, _cut(protocol, word_blocks(data), "paragraph"))
    return ProtocolText(protocol, _cut(protocol, markdown_blocks(data), "line"))


def _cut(protocol: Protocol, blocks: Iterable[Block], unit: str) -> tuple[Passage, ...]:
    return tuple(passages(blocks, protocol.id, protocol.title, unit))
