"""A denial of all that was named before it: `Contraindications reviewed: pregnancy, keloids. Client denies all.`"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.marked import Marked
from planning.profile import Answer

_ALL = re.compile(
    r"\b(?:den(?:ies|ied|ying)|negative for|neg (?:for|to)|none of|no to|not? to)\s+(?:to\s+)?"
    r"(?:all|any|everything|each|both|them|these|those|the above|the same)\b"
    r"|\b(?:none|no|nil)\s+(?:of (?:these|them|the above|which)\s+)?(?:apply|applies|applicable|reported|endorsed"
    r"|of these|of the above|of them|identified|noted|are present|to report)\b"
    r"|\b(?:all|each|everything)\s+(?:(?:were|was|are|is|of these|of the above)\s+)*"
    r"(?:denied|negative|neg|no|n)\b"
    r"|\b(?:answer(?:s|ed)|said|says|replied|states?)\s+no\s+to\s+(?:all|each|every)"
    r"|\bno positives\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:except|but|other than|apart from|besides|aside|however|if|may|could|unless|should)\b", re.IGNORECASE
)
_KINDS = (FactKind.HEALTH, FactKind.MEDICINE)


def denied_here(facts: Iterable[ProposedFact], said: Marked) -> Iterator[ProposedFact]:
    """The facts of one sentence, with what its end denies: `Reviewed contraindications incl. lupus - none apply.`"""
    for fact in facts:
        behind = said.note[fact.quote.end : said.sentence.end]
        yield _denied(fact) if _supposed(fact) and _all(behind) else fact


def denied_next(before: Iterable[ProposedFact], said: Marked) -> tuple[ProposedFact, ...]:
    """The facts of the sentence before, where this one names nothing and denies all of them."""
    told = said.note[said.sentence.start : said.sentence.end]
    facts = tuple(before)
    if said.mentions or not any(_supposed(fact) for fact in facts) or not _all(told):
        return facts
    return tuple(_denied(fact) if _supposed(fact) else fact for fact in facts)


def _all(told: str) -> bool:
    return _ALL.search(told) is not None and _BUT.search(told) is None


def _supposed(fact: ProposedFact) -> bool:
    own = fact.kind in _KINDS and fact.experiencer is Experiencer.CLIENT
    return own and fact.certainty is Certainty.HYPOTHETICAL


def _denied(fact: ProposedFact) -> ProposedFact:
    return replace(fact, answer=Answer.NO, certainty=Certainty.STATED, status=None, on=None, started=None, stopped=None)
