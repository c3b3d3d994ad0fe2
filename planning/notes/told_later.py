"""What a sentence says of a thing that the one before names: `She is allergic to it.`, `Wants them gone.`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planning.notes.denials import DENIED, NOT_THE_CLIENT, plain
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.goals import goal_fact
from planning.notes.marked import Marked
from planning.notes.spans import quote
from planning.profile import Answer

_ALLERGIES = {
    "toxin": "botulinum_toxin_allergy",
    "ha_filler": "hyaluronic_filler_allergy",
    "plla": "biostimulator_allergy",
    "caha": "biostimulator_allergy",
}
_ALLERGIC = re.compile(r"\ballerg(?:ic|y) to (?:it|that|this)\b(?! product)", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:not|isnt|wasnt|never|no longer|denies|denied|if|whether|thinks?|thought|might|may|could|possibl[ey]|maybe"
    r"|unsure|worr(?:y|ies|ied)|asks?|asked|rule|without|no)\b|n't\b|\?",
    re.IGNORECASE,
)

_WISHED = re.compile(
    r"\b(?:wants?|wanting|would (?:like|love)|wishes|hop(?:es|ing)|hates?|dislikes?|bother(?:s|ed)"
    r"|can'?t stand|annoy(?:s|ed)|self[ -]conscious|unhappy|embarrassed|goal|tired of|sick of"
    r"|not happy|asks|asking|interested in)\b[^.;]{0,25}?"
    r"\b(?:it|them|these|those|this|that|her|him|me|gone|off|faded|lighter|softer|smoother|treated|removed|fixed"
    r"|about|with)\b",
    re.IGNORECASE,
)
_NOT_WISHED = re.compile(r"\b(?:not|n't|no|without)\b(?! (?:happy|like))|n't (?!stand)", re.IGNORECASE)


def allergic_to_it(said: Marked, before: Sequence[ProposedFact]) -> Iterator[ProposedFact]:
    """Of the one injectable that the sentence before says was given, where nothing leaves it open."""
    told = _ALLERGIC.search(said.note, said.sentence.start, said.sentence.end)
    if told is None or _UNSURE.search(said.note, said.sentence.start, said.sentence.end) or said.mentions:
        return
    given = [fact for fact in before if fact.kind is FactKind.TREATMENT and fact.answer is Answer.YES]
    given = [fact for fact in given if fact.code in _ALLERGIES and fact.certainty is Certainty.STATED]
    if len(given) != 1 or given[0].experiencer is not Experiencer.CLIENT:
        return
    yield ProposedFact(
        FactKind.HEALTH,
        _ALLERGIES[given[0].code],
        Answer.YES,
        quote(said.note, told.start(), told.end()),
        quote(said.note, said.sentence.start, said.sentence.end),
    )


def wished_gone(said: Marked, before: Marked) -> Iterator[ProposedFact]:
    """The goals of what the sentence before only named: `Brown spots on cheeks. Wants them gone.`"""
    told = said.note[said.sentence.start : said.sentence.end]
    if said.mentions or not _WISHED.search(told) or _NOT_WISHED.search(told):
        return
    for mention in before.mentions:
        if mention.term.kind == "goal" and mention.term.sense == "concern" and not mention.negated:
            yield from goal_fact(before, mention)


_BEFORE_DENIAL = re.compile(r"[\s\"'“‘]*(?:(?:but|though|and|so|fortunately|luckily|thankfully),? )?", re.IGNORECASE)


def not_she(said: Marked, before: Sequence[ProposedFact]) -> Iterator[ProposedFact]:
    """What the sentence before says of a relative only: `Both of her parents form keloids. She does not.`"""
    if said.mentions or not _only_denied(plain(said.note[said.sentence.start : said.sentence.end])):
        return
    own = {fact.code for fact in before if fact.experiencer is Experiencer.CLIENT}
    for fact in before:
        told = fact.experiencer is Experiencer.FAMILY and fact.answer is Answer.YES and fact.code not in own
        if told and fact.kind in (FactKind.HEALTH, FactKind.MEDICINE):
            no = replace(fact, answer=Answer.NO, experiencer=Experiencer.CLIENT, status=None)
            yield replace(no, certainty=Certainty.STATED, on=None, started=None, stopped=None, dose="")


def _only_denied(told: str) -> bool:
    """A sentence that denies, and says nothing else."""
    opens = _BEFORE_DENIAL.match(told)
    start = opens.end() if opens else 0
    found = DENIED.match(told, start) or NOT_THE_CLIENT.match(told, start)
    return found is not None and not told[found.end() :].strip(" .!\"'”’)")
