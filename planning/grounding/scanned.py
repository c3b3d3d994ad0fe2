"""What character recognition loses, and what a fact of a scanned page is therefore worth.

A box, marked or not, rarely survives recognition. A printed question then stands there like a statement: `Epilepsy`.
So a yes whose line says no more than the question itself is no yes: it becomes an open question, and a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from planning.notes.facts import Certainty, FactKind, ProposedFact, Source
from planning.profile import Answer

# Words by which a line says something of somebody, rather than naming it.
_SAYS = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
        "takes",
        "take",
        "taking",
        "took",
        "uses",
        "use",
        "using",
        "used",
        "reports",
        "report",
        "reported",
        "states",
        "stated",
        "says",
        "said",
        "told",
        "tells",
        "admits",
        "admitted",
        "confirms",
        "confirmed",
        "describes",
        "described",
        "gets",
        "get",
        "got",
        "suffers",
        "suffered",
        "underwent",
        "received",
        "diagnosed",
        "treated",
        "since",
        "began",
        "started",
        "stopped",
        "wears",
        "carries",
        "develops",
        "developed",
        "reacts",
        "reacted",
        "i",
        "my",
        "she",
        "he",
        "her",
        "his",
        "they",
        "their",
        "client",
        "patient",
        "pt",
        "toma",
        "tiene",
        "tuvo",
        "usa",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"^[^:]{2,60}:\s*\S")  # `Past history: epilepsy` answers a question; `Epilepsy:` asks one
_YES, _NO = frozenset({"yes", "y", "si", "sí"}), frozenset({"no", "n"})
_ANSWERS = _YES | _NO


def doubted(facts: Iterable[ProposedFact], text: str, pages: Iterable[range]) -> tuple[ProposedFact, ...]:
    """The facts, those of scanned pages that only name something as open questions.

    Args:
        text: that they were read in.
        pages: where its scanned pages stand in it.
    """
    scanned = tuple(pages)
    return tuple(_doubted(fact, text) if any(fact.quote.start in page for page in scanned) else fact for fact in facts)


def _doubted(fact: ProposedFact, text: str) -> ProposedFact:
    is_yes = fact.kind is FactKind.HEALTH and fact.answer is Answer.YES and fact.source is Source.READER
    if is_yes and not says(_line(text, fact)):
        return replace(fact, answer=Answer.UNKNOWN, certainty=Certainty.UNCERTAIN)
    return fact


def says(line: str) -> bool:
    """Whether a line says something, and not both yes and no for somebody to choose."""
    words = {word.lower() for word in _WORD.findall(line)}
    if words & _ANSWERS:
        return not (words & _YES and words & _NO)
    return bool(words & _SAYS) or _LABEL.match(line.strip()) is not None


def _line(text: str, fact: ProposedFact) -> str:
    """The whole line of the page on which the fact's words stand."""
    start = text.rfind("\n", 0, fact.quote.start) + 1
    end = text.find("\n", fact.quote.end)
    return text[start : end if end >= 0 else len(text)]
