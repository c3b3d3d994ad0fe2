"""How a thing is meant: so or not, of whom, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planning.notes.certainty import ELECTIVE, certainty_of
from planning.notes.direct import direct
from planning.notes.experiencer import experiencer_of
from planning.notes.facts import Certainty, Experiencer
from planning.notes.marked import Marked, Mention
from planning.notes.outcome import came_back, tested
from planning.notes.vocabulary import single_words
from planning.profile import Answer


@dataclass(frozen=True, slots=True)
class Assertion:
    """See `ProposedFact`."""

    answer: Answer
    certainty: Certainty
    experiencer: Experiencer


def assertion(said: Marked, mention: Mention) -> Assertion:
    """What a sentence says of one of its things, apart from when."""
    experiencer = experiencer_of(said, mention)
    answered = direct(said, mention)
    if answered is not None:
        certainty = Certainty.UNCERTAIN if answered is Answer.UNKNOWN else Certainty.STATED
        return Assertion(answered, certainty, experiencer)
    result = tested(said, mention)
    if result is not None:
        return Assertion(result, Certainty.STATED, experiencer)
    if _to_be_avoided(said, mention):
        return Assertion(Answer.YES, Certainty.STATED, experiencer)
    certainty = certainty_of(said, mention)
    if certainty is Certainty.STATED and _forbidden(said, mention):
        return Assertion(Answer.UNKNOWN, Certainty.UNCERTAIN, experiencer)
    if certainty is Certainty.UNCERTAIN and mention.term.kind == "health":
        settled = came_back(said, mention)
        if settled is not None:
            return Assertion(settled, Certainty.STATED, experiencer)
    if certainty is not Certainty.STATED:
        return Assertion(Answer.UNKNOWN, certainty, experiencer)
    negated = mention.negated or said.sentence.section == "denials"
    answer = Answer.NO if negated and not _lifted(said, mention) else Answer.YES
    return Assertion(answer, certainty, experiencer)


def _to_be_avoided(said: Marked, mention: Mention) -> bool:
    """`No lidocaine please, she is allergic to it`, `avoid milk - hives`."""
    before = " ".join(said.keys[max(mention.first - 5, 0) : mention.first])
    if mention.term.sense == "reaction":
        return before.split(" ")[-1] in ("avoid", "avoids", "avoiding") or _FORBIDDEN.search(before) is not None
    if mention.term.kind != "allergen":
        return False
    behind = " ".join(said.keys[mention.last : mention.last + 10])
    told = _REACTS.search(behind)
    apart = told and _APART.search(behind[: told.start()]) and not _DENIED_BEHIND.search(behind[: told.start()])
    return bool(apart and (_AVOIDED.search(before) or _FORBIDDEN.search(before)))


def _forbidden(said: Marked, mention: Mention) -> bool:
    """`She must not have lidocaine` denies no allergy, whatever the ground."""
    before = " ".join(said.keys[max(mention.first - 5, 0) : mention.first])
    return mention.negated and mention.term.kind == "allergen" and _FORBIDDEN.search(before) is not None


_AVOIDED = re.compile(
    r"\b(?:no|avoids?|avoiding|(?:do|does) not (?:use|give)|don't (?:use|give)|never use|can't (?:have|use))(?: \w+)?$"
)
# `She must not have lignocaine: it brought her out in hives.`
_FORBIDDEN = re.compile(
    r"\b(?:(?:must|should|can|could|may) (?:not|never)|mustn't|shouldn't|can't|cannot|couldn't"
    r"|(?:is|are|was|told|told (?:her|him|me)|advised|warned|asked) (?:not|never) to|never to)"
    r" (?:be (?:given|offered)|have|use|get|receive|take|tolerate)(?: (?!or\b)\w+)?$"
)
_REACTS = re.compile(
    r"\b(?:allergic|allergy|hives|anaphyla\w+|reacts?|reacted|reaction|rash|wheez\w+|welts|angioedema|swell\w*|swollen)\b"
)
# `No milk allergy` denies; `no milk, allergic` gives the ground.
_APART = re.compile(r"[,;:!(–—=>→-]|\b(?:please|because|since|as|she|he|pt|patient|client|due|ever|products|again)\b")
_DENIED_BEHIND = re.compile(r"\b(?:no|not|never|denies|without)\b")


def refused(said: Marked, mention: Mention) -> bool:
    """What was declined was neither given nor is it wanted."""
    chosen = mention.term.kind == "treatment" or mention.term.codes[0] in ELECTIVE
    return chosen and bool(_REFUSED & {*said.keys[mention.opens : mention.first]})


def _lifted(said: Marked, mention: Mention) -> bool:
    """`No keloids, melasma on both cheeks`: behind a comma, with a place, dose or day of its own, outside of a list."""
    if said.sentence.section == "denials" or any(
        True for _ in said.cued("deniers", first=mention.opens, last=mention.first)
    ):
        return False
    earlier = [m for m in said.mentions if mention.opens <= m.first < mention.first]
    if not earlier or "," not in said.keys[earlier[-1].last : mention.first]:
        return False
    if any(key in ("or", "nor") for key in said.keys[earlier[0].first : mention.closes]):
        return False
    end = next((i for i in range(mention.last, mention.closes) if said.keys[i] == ","), mention.closes)
    rest = said.keys[mention.last : end]
    return any(key in _AFFIRMING or key[0].isdigit() for key in rest)


_REFUSED = single_words("refused")
_AFFIRMING = single_words("affirming")
