"""What lines and rules of a plan rest on, each once and by number."""

from __future__ import annotations

from collections.abc import Iterable

from planning.documents.request import DocumentRequest
from planning.plan import Citation


class References:
    """Numbered as they are first cited. A library source is known by its words; a protocol by its title and place."""

    def __init__(self, request: DocumentRequest) -> None:
        self._titles = {protocol.id: protocol.title for protocol in request.practice.protocols}
        self._numbers: dict[tuple[str, str], int] = {}

    def numbers(self, cited: Iterable[Citation]) -> list[int]:
        """Of passages."""
        return [self._number(self.named(each), each.quote) for each in dict.fromkeys(cited)]

    def source(self, words: str) -> int:
        """Of a rule's source."""
        return self._number("", words)

    def _number(self, where: str, words: str) -> int:
        return self._numbers.setdefault((where, words), len(self._numbers) + 1)

    def named(self, cited: Citation) -> str:
        """The protocol's title and place; nothing for the library, whose keys say nothing to a reader."""
        if cited.source == "library":
            return ""
        return f"{self._titles.get(cited.source, cited.source)}, {cited.place}"

    def rows(self) -> list[dict[str, str]]:
        """In the order of their numbers."""
        return [
            {"number": str(number), "where": where, "says": f"“{words}”" if where else words}
            for (where, words), number in self._numbers.items()
        ]
