"""Told of a relative and of the client in one breath: `her mother has one, she does not`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planning.notes.denials import DENIED, IT_IS_THEIRS, NOT_THE_CLIENT, RELATIVE, THEIRS, plain
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.marked import Marked
from planning.profile import Answer

_SUPPOSED = (Certainty.HYPOTHETICAL, Certainty.UNCERTAIN)


def contrasted(facts: Iterable[ProposedFact], said: Marked) -> Iterator[ProposedFact]:
    """The facts of one sentence, with what its end says of the other of the two, by which what it replaces goes."""
    told = tuple(facts)
    added: dict[str, tuple[ProposedFact, ...]] = {}
    for fact in told:
        if fact.kind is FactKind.HEALTH:
            added[fact.code] = (*added.get(fact.code, ()), *_of_the_other(fact, said))
    for fact in told:
        new = added.get(fact.code, ()) if fact.kind is FactKind.HEALTH else ()
        if not any(_stands_for(one, fact) for one in new):
            yield fact
    seen = {(fact.code, fact.experiencer, fact.answer) for fact in told if fact.certainty is Certainty.STATED}
    for one in (one for new in added.values() for one in new):
        if (one.code, one.experiencer, one.answer) not in seen:
            seen.add((one.code, one.experiencer, one.answer))
            yield one


def _stands_for(new: ProposedFact, fact: ProposedFact) -> bool:
    same = new.experiencer is fact.experiencer and (new.answer is not fact.answer or fact.certainty in _SUPPOSED)
    return same or (fact.certainty in _SUPPOSED and fact.experiencer is Experiencer.CLIENT)


def _of_the_other(fact: ProposedFact, said: Marked) -> Iterator[ProposedFact]:
    behind = plain(said.note[fact.quote.end : _next(fact, said)])
    family = fact.experiencer is Experiencer.FAMILY
    if family and fact.answer is Answer.YES and (_not_the_client(behind) or _neither(fact, said)):
        yield _stated(fact, Experiencer.CLIENT, Answer.NO)
    theirs = IT_IS_THEIRS.search(behind)
    before = plain(said.note[said.sentence.start : fact.quote.start])
    if not family and fact.answer is Answer.NO and (theirs or _BELONGS.search(before)):
        yield _stated(fact, Experiencer.FAMILY, Answer.YES)
    theirs = theirs or THEIRS.search(behind)
    if not family and theirs and (fact.certainty in _SUPPOSED or (fact.answer is Answer.YES and _corrected(behind))):
        yield _stated(fact, Experiencer.FAMILY, Answer.YES)
        if DENIED.search(behind[theirs.end() :]) or NOT_THE_CLIENT.search(behind):
            yield _stated(fact, Experiencer.CLIENT, Answer.NO)


# `Lupus in the family, though she has been tested and is clear.`
_CLEAR = re.compile(
    r"\b(?:she|he|i|pt|(?:the )?(?:patient|client)"
    r"|(?:her|his|my)(?: own)? (?:tests?|results?|bloods?|skin|scans?))\b[^.;]{0,30}?"
    r"\b(?:is|was|are|were|came back|come back|tested)(?: all)? (?:clear|negative|normal|unaffected|fine)\b",
    re.IGNORECASE,
)
# `Her father has lupus and her mother a pacemaker; she has neither.`
_NEITHER = re.compile(
    r"\b(?:she|he|i|pt|(?:the )?(?:patient|client))(?: herself| himself| myself)?(?:'s| has|'ve| have)?(?: got)?"
    r" (?:neither|none of (?:these|them|those|it|that|either))\b",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    rf"\b(?:is|was|belongs to|belonged to) (?:her|his|my|their) {RELATIVE}(?:'s)?"
    r"\s*[:;,–-]\s*(?:and |but )?(?:she|he|i)\b[^.;:]*$",
    re.IGNORECASE,
)


def _not_the_client(behind: str) -> bool:
    return any(pattern.search(behind) for pattern in (_CLEAR, NOT_THE_CLIENT, DENIED))


def _neither(fact: ProposedFact, said: Marked) -> bool:
    return _NEITHER.search(plain(said.note[fact.quote.end : said.sentence.end])) is not None


def _corrected(behind: str) -> bool:
    """`She has lupus, no wait, it is her sister.`"""
    return IT_IS_THEIRS.search(behind) is not None


def _next(fact: ProposedFact, said: Marked) -> int:
    """Where the next thing is named, else the sentence's end."""
    starts = (said.words[m.first].start for m in said.mentions)
    return min((start for start in starts if start >= fact.quote.end), default=said.sentence.end)


def _stated(fact: ProposedFact, whose: Experiencer, answer: Answer) -> ProposedFact:
    fact = replace(fact, experiencer=whose, answer=answer, certainty=Certainty.STATED)
    return replace(fact, on=None, started=None, stopped=None)
