"""Lines of a PDF's pages made ready to read: running heads gone, words that a line end cut made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2  # lines at the top and at the bottom of a page where running heads stand
_CUT = re.compile(r"(?<=\w)(?:\u00ad\s+|-\s+(?=[a-z]))")  # `consulta- tion`
_SOFT = "\u00ad"  # typesetters write it for a hyphen that happens to stand where a line could end
Line = tuple[int, str]


def kept_lines(pages: Sequence[str]) -> list[list[Line]]:
    """Lines with their numbers, from 1; what stands at the edge of more than half of the pages is left out.

    A sentence among it stays where it stands first: it may be a rule. Empty lines stay, as they end paragraphs.
    """
    numbered = [list(enumerate((" ".join(line.split()) for line in page.splitlines()), start=1)) for page in pages]
    running, seen = _running(numbered), set[str]()
    kept: list[list[Line]] = []
    for lines in numbered:
        kept.append([])
        for n, (number, line) in enumerate(lines):
            shape = _shape(line)
            again = _at_edge(n, lines) and shape in running and (shape in seen or not line.endswith("."))
            seen.add(shape)
            if not again:
                kept[-1].append((number, line))
    return kept


def joined(lines: Sequence[str]) -> str:
    """One text of the lines of a paragraph."""
    return _CUT.sub("", " ".join(lines)).replace(_SOFT, "-")


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    told = [lines for lines in pages if lines]
    seen = Counter(
        shape for lines in told for shape in {_shape(line) for n, (_, line) in enumerate(lines) if _at_edge(n, lines)}
    )
    return frozenset(shape for shape, count in seen.items() if shape and count > 1 and 2 * count > len(told))


def _at_edge(n: int, lines: Sequence[Line]) -> bool:
    return n < _EDGE or n >= len(lines) - _EDGE


def _shape(line: str) -> str:
    """Without its figures: pages are numbered."""
    return re.sub(r"\d+", "#", line)
