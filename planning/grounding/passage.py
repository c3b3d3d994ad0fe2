"""A piece of a protocol that can be found and quoted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph as a document has it.

    Attributes:
        level: of a heading, from 1; 0 for text.
        first, last: lines of the file (Markdown), paragraphs (Word) or lines of the page (PDF), from 1.
        page: from 1; None where a document has no pages of its own.
    """

    level: int
    text: str
    first: int
    last: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Text under one heading.

    Attributes:
        protocol: id.
        title: of the protocol.
        headings: from the outermost to its own.
        text: word for word, only white space made even.
        first, last, page: as of `Block`; a passage lies on one page.
        unit: what first and last count.
    """

    protocol: str
    title: str
    headings: tuple[str, ...]
    text: str
    first: int
    last: int
    page: int | None = None
    unit: str = "line"

    @property
    def place(self) -> str:
        """`One week before > Retinoids, lines 25-26`."""
        where = " > ".join(self.headings)
        span = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        many = "" if self.first == self.last else "s"
        page = f"page {self.page}, " if self.page else ""
        return f"{where}{', ' if where else ''}{page}{self.unit}{many} {span}"

    @property
    def searched(self) -> str:
        """What a search looks at: title and headings belong to it."""
        return " ".join((self.title, *self.headings, self.text))
