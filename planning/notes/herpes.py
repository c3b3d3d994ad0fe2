"""Cold sores: one that is there now, and those of before, which are two questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from planning.notes.dates import Dated, Sense
from planning.notes.facts import Certainty, FactKind, ProposedFact
from planning.notes.vocabulary import single_words
from planning.profile import Answer

_FRESH = timedelta(days=21)  # a cold sore heals within three weeks
_NONE_NOW = re.compile(
    r"\b(?:none|nothing|no (?:lesions?|sores?|outbreaks?|ob|flare|blisters?)|(?:does ?n.?t|doesnt|do not|does not) have"
    r" (?:one|any)|not)\b[^.;,]{0,20}"
    r"\b(?:now|today|currently|at present|presently|active|at this time|at the moment)\b",
    re.IGNORECASE,
)
_DENIED_NOW = re.compile(
    r"(?:,? (?:and |or |nor )?(?:no|or) [\w ]{3,25}?)* (?:at this time|at present|currently|right now|today)[.!]?\s*",
    re.IGNORECASE,
)
_GETS_THEM = re.compile(
    r"[,;–—-]?\s*(?:but|though|although|however|yet|just)?\s*(?:she |he |pt |i |does |did |do |has |have )*"
    r"(?:gets?|had|has had|have had|got|getting) (?:them|it|one|some|those|a few)\b(?! (?:checked|tested|removed))",
    re.IGNORECASE,
)
_OF_BEFORE = single_words("of_before")


def begun_lately(dates: Iterable[Dated], on: date) -> bool:
    """`Cold sore x 2 days` and `since Monday` is there still."""
    lasting = (dated for dated in dates if dated.sense in (Sense.LASTING, Sense.SINCE))
    return any(timedelta() <= on - dated.when.first <= _FRESH for dated in lasting)


def none_now(behind: str) -> bool:
    """Do the words behind a cold sore say that there is none today?"""
    return bool(_NONE_NOW.search(behind))


def all_denied_now(behind: str) -> bool:
    """`No cold sores, no shingles, no open sores at this time`: a list of denials that speaks of today."""
    return bool(_DENIED_NOW.fullmatch(behind))


def cold_sores(facts: Iterable[ProposedFact]) -> Iterator[ProposedFact]:
    """The facts of one sentence: one cold sore is not told twice, and `none at present` answers for today."""
    told = [one for fact in facts for one in _had_before(fact)]
    if not any(fact.code == "herpes_history" for fact in told):
        told += [replace(fact, code="herpes_history", on=None, started=None) for fact in told if _again(fact)]
    now = any(_own(fact, "active_herpes", Answer.YES) for fact in told)
    said_now = any(fact.code == "active_herpes" for fact in told)
    for fact in told:
        before = _own(fact, "herpes_history", Answer.YES)
        if before and now and not _of_before(fact):
            continue
        yield fact
        if before and not said_now and none_now(fact.sentence.text[fact.quote.end - fact.sentence.start :]):
            said_now = True
            yield replace(fact, code="active_herpes", answer=Answer.NO, on=None, started=None)


def _again(fact: ProposedFact) -> bool:
    """`She gets a cold sore every winter, and can feel one coming`: one now, and those of before."""
    return _own(fact, "active_herpes", Answer.YES) and _OFTEN.search(fact.sentence.text) is not None


_OFTEN = re.compile(
    r"\b(?:every (?:winter|summer|spring|fall|year|month|few|time)|each (?:winter|summer|year|month)|times a year"
    r"|(?:once|twice) a year|yearly|per year|a few a year|frequent(?:ly)?|recurrent|prone to"
    r"|(?:her|his|my) usual|one of (?:her|his|my)|as usual|like (?:before|last time)"
    r"|(?:once )?again|another one|yet another)\b",
    re.IGNORECASE,
)


def _had_before(fact: ProposedFact) -> tuple[ProposedFact, ...]:
    """`No cold sores, but gets them yearly`: the no speaks of today."""
    behind = fact.sentence.text[fact.quote.end - fact.sentence.start :]
    if not _own(fact, "herpes_history", Answer.NO) or not _GETS_THEM.match(behind):
        return (fact,)
    return (replace(fact, answer=Answer.YES, on=None), replace(fact, code="active_herpes", on=None, started=None))


def _own(fact: ProposedFact, code: str, answer: Answer) -> bool:
    stated = fact.certainty is Certainty.STATED and fact.experiencer.value == "client"
    return stated and (fact.kind, fact.code, fact.answer) == (FactKind.HEALTH, code, answer)


def _of_before(fact: ProposedFact) -> bool:
    return bool(_OF_BEFORE & {*re.findall(r"[a-z/]+", fact.sentence.text.lower())})
