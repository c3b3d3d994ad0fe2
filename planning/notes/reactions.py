"""Whoever reacted to an injectable has had it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from planning.notes.facts import Certainty, FactKind, ProposedFact
from planning.notes.marked import Marked, Mention
from planning.notes.timing import on_day
from planning.notes.when import When
from planning.profile import Answer

_HAD = re.compile(
    r"\b(?:after|from|following|follow(?:s|ed)|(?:bad |severe )?(?:reaction|rxn) to|with|w/|made|gave|caused|brought on"
    r"|brought|came up|within (?:\w+ )?(?:minutes|hours|days)|allergic (?:reaction|rxn|swelling)|reaction,)(?!\w)",
    re.IGNORECASE,
)
_TAGS = {
    "botulinum_toxin_allergy": "toxin",
    "hyaluronic_filler_allergy": "ha_filler",
    "biostimulator_allergy": "plla",
}
_OF_CALCIUM = re.compile(r"radiesse|calcium|caha", re.IGNORECASE)


def reacted_to(said: Marked, mention: Mention, fact: ProposedFact) -> Iterator[ProposedFact]:
    """The treatment that a stated reaction of the client tells of, where a day or a sequence shows it."""
    if fact.kind is not FactKind.HEALTH or fact.code not in _TAGS or not fact.confirmable:
        return
    if fact.answer is not Answer.YES or fact.certainty is not Certainty.STATED:
        return
    if any(other.term.kind == "treatment" and other.term.codes[0] not in _TAGS.values() for other in said.mentions):
        return
    when = fact.on or _only_day(said)
    if when is None and not _HAD.search(fact.sentence.text):
        return
    tag = "caha" if _OF_CALCIUM.search(fact.sentence.text) and fact.code.startswith("bio") else _TAGS[fact.code]
    yield replace(fact, kind=FactKind.TREATMENT, code=tag, name=fact.quote.text, on=when, started=None)


def none_to_it(said: Marked, mention: Mention, fact: ProposedFact) -> Iterator[ProposedFact]:
    """`Botox many times, and never an allergic reaction to it.`"""
    given = fact.kind is FactKind.TREATMENT and fact.confirmable and fact.code in _ALLERGIES
    first = said.words[mention.last - 1].end
    last = min((said.words[m.first].start for m in said.mentions if m.first >= mention.last), default=said.sentence.end)
    told = _ALLERGIC.search(said.note, first, last)
    if told and given and not _UNSURE.search(said.note, first, told.end()):
        yes = replace(fact, kind=FactKind.HEALTH, code=_ALLERGIES[fact.code], name="", on=None, zones=None, response="")
        yield yes
    elif given and _NO_ALLERGY.search(said.note, first, last):
        no = replace(fact, kind=FactKind.HEALTH, code=_ALLERGIES[fact.code], answer=Answer.NO, name="", on=None)
        yield replace(no, zones=None, response="")


_ALLERGIES = {tag: code for code, tag in _TAGS.items()}
_ALLERGIC = re.compile(r"\ballergic to (?:it|them|that|this)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:not|never|no|without|if|whether|may|might|could|thinks?|thought|worr\w+|afraid|wonder\w*|possib\w+|asks?|asked)\b"
    r"|n['’]t\b|\?",
    re.IGNORECASE,
)
_NO_ALLERGY = re.compile(
    r"(?:\b(?:never|no|not|without)\b|n['’]t\b)[^.;,]{0,25}?\ballerg(?:ic (?:reactions?|rxn|response)|y|ic)\b"
    r"(?: to (?:it|them|this|that|any of (?:it|them))\b|(?=\s*(?:[.;,!]|$)))",
    re.IGNORECASE,
)


def _only_day(said: Marked) -> When | None:
    return on_day(said.dates) if len(said.dates) == 1 else None
