"""From a document's blocks to passages: one under each heading, long ones cut between paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planning.grounding.passage import Block, Passage

_LONGEST = 120  # words; what is longer says more than one thing, and the network reads no more than 256 tokens


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

    for block in blocks:
        if block.level:
            yield from told()
            path = [(level, text) for level, text in path if level < block.level] + [(block.level, block.text)]
            continue
        words = sum(len(each.text.split()) for each in (*held, block))
        if held and (words > _LONGEST or held[-1].page != block.page):
            yield from told()
        held.append(block)
    yield from told()
