"""From a document's blocks to passages: under one heading each, long ones cut between paragraphs, then sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planning.grounding.passage import Block, Passage

_LONGEST = 80  # words; what is longer says more than one thing, and is more than a line of a plan can quote
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9(\"'])")


def passages(blocks: Iterable[Block], protocol: str, title: str, unit: str) -> Iterator[Passage]:
    """In the order of the document. A heading that only repeats the protocol's title is left out."""
    path: list[tuple[int, str]] = []
    held: list[Block] = []

    def told() -> Iterator[Passage]:
        if held:
            headings = tuple(text for _, text in path if text.casefold() != title.casefold())
            text = "\n".join(block.text for block in held)
            yield Passage(protocol, title, headings, text, held[0].first, held[-1].last, held[0].page, unit)
        held.clear()

    for block in (piece for each in blocks for piece in _pieces(each)):
        if block.level:
            yield from told()
            path = [(level, text) for level, text in path if level < block.level] + [(block.level, block.text)]
            continue
        words = sum(len(each.text.split()) for each in (*held, block))
        if held and (words > _LONGEST or held[-1].page != block.page):
            yield from told()
        held.append(block)
    yield from told()


def _pieces(block: Block) -> Iterator[Block]:
    """A paragraph too long for a passage, in runs of whole sentences of even length."""
    count = -(-len(block.text.split()) // _LONGEST)
    if block.level or count < 2:
        yield block
        return
    longest, held = len(block.text.split()) / count, ""
    for sentence in _SENTENCE_ENDS.split(block.text):
        both = f"{held} {sentence}".strip()
        if held and len(both.split()) > max(longest, 1) + len(sentence.split()) / 2:
            yield replace(block, text=held)
            both = sentence
        held = both
    yield replace(block, text=held)
