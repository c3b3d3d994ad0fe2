"""Named first, and settled behind without its name: `they thought it was lupus but it wasn't`, `she said no`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planning.notes.denials import DENIED, plain
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.marked import Marked
from planning.notes.spoken import (
    ANSWERED_NO,
    BELIEVED,
    COMES_WITH,
    LOOKED,
    MISTAKEN,
    NO_SHE_SAID,
    SAID_NO,
    SAID_YES,
    SAW_NONE,
    WRITTEN,
    WRONG,
    WRONGLY,
)
from planning.profile import Answer

_SUPPOSED = (Certainty.HYPOTHETICAL, Certainty.UNCERTAIN)
_BUT = re.compile(r"(?:\b(?:but|though|although|however|yet|whereas|and)\b|[,;–—-])", re.IGNORECASE)
_LISTED = re.compile(r"[\s,/&]*(?:(?:and|or|nor|any|an?|the)\s+)*", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|at (?:present|the moment|this time)|today|currently|right now)\b", re.IGNORECASE)


def taken_back(facts: Iterable[ProposedFact], said: Marked) -> Iterator[ProposedFact]:
    """The facts of one sentence, each as its end leaves it."""
    for fact in facts:
        own = fact.kind is FactKind.HEALTH and fact.experiencer is Experiencer.CLIENT
        yield from _settled(fact, said) if own else (fact,)


def _settled(fact: ProposedFact, said: Marked) -> Iterator[ProposedFact]:
    before = plain(said.note[said.sentence.start : fact.quote.start])
    behind = plain(said.note[fact.quote.end : _next(fact, said)])
    answer = _told(fact, before, behind)
    if answer is not None:
        yield replace(fact, answer=answer, certainty=Certainty.STATED, on=None, started=None, stopped=None)
    elif fact.code in ("active_herpes", "herpes_history"):
        yield from _of_herpes(fact, before, behind)
    else:
        yield _denied(fact) if _denies(fact, before, behind) else fact


def _told(fact: ProposedFact, before: str, behind: str) -> Answer | None:
    """What was said in so many words, whatever the thing."""
    supposed = fact.certainty in _SUPPOSED
    if supposed and (COMES_WITH.search(before) or (BELIEVED.search(before) and SAID_YES.search(behind))):
        return Answer.YES
    mistaken = MISTAKEN.search(behind) and WRITTEN.search(before)
    wrong = fact.answer is not Answer.NO and (WRONG.search(behind) or mistaken or WRONGLY.search(before))
    return Answer.NO if wrong or (supposed and NO_SHE_SAID.search(before)) else None


def _denies(fact: ProposedFact, before: str, behind: str) -> bool:
    """What was asked, looked for or believed, and is denied behind."""
    if LOOKED.search(before) and SAW_NONE.search(behind):
        return True
    if ANSWERED_NO.search(behind):
        return True
    open_to = BELIEVED.search(before) is not None or fact.certainty in _SUPPOSED
    denied = DENIED.search(behind)
    but = denied is not None and _BUT.search(behind[: denied.start() + 4])
    return open_to and bool(but or SAID_NO.search(behind))


def _of_herpes(fact: ProposedFact, before: str, behind: str) -> Iterator[ProposedFact]:
    """`I used to get cold sores but I haven't got one now.`"""
    denied = DENIED.search(behind)
    if LOOKED.search(before) and (SAW_NONE.search(behind) or denied):
        yield replace(_denied(fact), code="active_herpes")
        return
    now = denied is not None and _NOW.search(denied[0]) is not None
    if not now or fact.answer is not Answer.YES or fact.certainty is not Certainty.STATED:
        yield fact
        return
    yield replace(fact, code="herpes_history")
    yield replace(fact, code="active_herpes", answer=Answer.NO, on=None, started=None)


def _next(fact: ProposedFact, said: Marked) -> int:
    """Where another thing is named, else the sentence's end."""
    end = fact.quote.end
    for mention in said.mentions:
        start, last = said.words[mention.first].start, said.words[mention.last - 1].end
        if start < end or fact.code in mention.term.codes or mention.term.kind == "goal":
            continue
        if not _LISTED.fullmatch(said.note, end, start):
            return start
        end = last
    return said.sentence.end


def _denied(fact: ProposedFact) -> ProposedFact:
    return replace(fact, answer=Answer.NO, certainty=Certainty.STATED, on=None, started=None, stopped=None)
